# The same servers asked with verifull, psql and openssl: the table of docs/live.md,
# between its two comments. With VERIFULL_UPDATE_DOCS it is written anew.
require "open3"
require "tmpdir"

module Lab
  class Comparison
    BEGINNING = "<!-- comparison -->".freeze
    ENDING = "<!-- end of comparison -->".freeze
    DOCUMENT = File.expand_path("../../docs/live.md", __dir__)

    def initialize(test)
      @test = test
      @server = test.server
      @ids = test.identities
      @rows = []
    end

    def run
      Dir.mktmpdir("verifull-comparison") do |folder|
        @root = File.join(folder, "root.pem")
        File.write(@root, @test.root)
        measure
      end
      unless ENV["VERIFULL_UPDATE_DOCS"] || File.read(DOCUMENT).include?(versions)
        return puts("left out: docs/live.md was not made with #{versions}")
      end
      document = File.read(DOCUMENT)
      before, rest = document.split("#{BEGINNING}\n", 2)
      _, after = rest.split(ENDING, 2)
      written = "#{before}#{BEGINNING}\n#{table}#{ENDING}#{after}"
      File.write(DOCUMENT, written) if ENV["VERIFULL_UPDATE_DOCS"]
      @test.expect("docs/live.md shows what was found", table, File.read(DOCUMENT)[/#{BEGINNING}\n(.*?)#{ENDING}/m, 1])
    end

    private

    # Other versions have other words for the same.
    def versions
      @versions ||= begin
        client = capture({}, "psql", "--version")[/\d+/]
        tls = capture({}, "openssl", "version")[/OpenSSL \d+\.\d+/]
        "psql #{client} and #{tls}"
      end
    end

    def measure
      { good: "good chain", unknown: "unknown authority", expired: "expired", future: "not yet valid",
        self_signed: "self-signed", unsent: "intermediate not sent" }.each do |identity, name|
        @server.configure({}, identity: @ids[identity])
        row(name)
      end
      @server.configure({}, identity: @ids[:good])
      row("another host's name", "host" => "other.example.test")
      row("wrong password", "password" => "no")
      @server.configure({}, ["host all all 127.0.0.1/32 scram-sha-256"])
      row("takes plaintext, with a password")
      @server.configure({}, ["host all all 127.0.0.1/32 trust"])
      row("takes plaintext, without a password")
      @server.configure({ "ssl_min_protocol_version" => "TLSv1", "ssl_max_protocol_version" => "TLSv1.1",
                          "ssl_ciphers" => "ALL:@SECLEVEL=0" })
      row("TLS 1.1 only")
      @server.configure({ "ssl" => "off" }, ["host all all 127.0.0.1/32 scram-sha-256"])
      row("no TLS")
      { StandIns.http => "an HTTP server",
        StandIns.denying_tls => "a man in the middle who denies TLS" }.each do |stand_in, name|
        row(name, "port" => stand_in.port)
        stand_in.stop
      end
    end

    def row(name, settings = {})
      settings = { "host" => "db.example.test", "port" => @server.port, "password" => PASSWORD }.merge(settings)
      @rows << [name, verifull(settings), psql(settings), openssl(settings)]
    end

    def verifull(settings)
      live = @test.live(settings).live
      full = live["verify_full"]
      words = full["outcome"] + (full["reason"] ? " (#{full["reason"]})" : "")
      "#{words}; plaintext #{live["plaintext"]["outcome"]}"
    end

    def capture(environment, *words)
      out, = Open3.capture2e({ "PATH" => ENV["PATH"], "LC_ALL" => "C" }.merge(environment),
                             "timeout", "5", *words, stdin_data: "", unsetenv_others: true)
      out.scrub
    end

    def psql(settings)
      conninfo = "host=#{settings["host"]} hostaddr=127.0.0.1 port=#{settings["port"]} user=app " \
                 "dbname=app_production sslmode=verify-full sslrootcert=#{@root}"
      out = capture({ "PGPASSWORD" => settings["password"] }, "psql", conninfo, "-XAtc", "SELECT 1")
      return "connects" if out.strip == "1"
      out.lines.first.to_s[/failed: (.*)/, 1] || out.lines.first.to_s.strip
    end

    def openssl(settings)
      out = capture({}, "openssl", "s_client", "-starttls", "postgres", "-connect",
                    "127.0.0.1:#{settings["port"]}", "-servername", settings["host"],
                    "-verify_hostname", settings["host"], "-CAfile", @root, "-verify_return_error")
      wrong = out[/^(?:depth=\d+.*\n)?verify error:num=\d+:(.*)$/, 1]
      return wrong if wrong
      return "verifies" if out.include?("Verify return code: 0") && out.include?("BEGIN CERTIFICATE")
      out.include?("protocol version") ? "alert protocol version" : "no TLS session"
    end

    def table
      @table ||= "Asked with #{versions}:\n\n| server | `verifull live` | `psql`, verify-full | `openssl s_client` |\n|---|---|---|---|\n" +
                 @rows.map { |cells| "| #{cells.join(" | ")} |\n" }.join
    end
  end
end
