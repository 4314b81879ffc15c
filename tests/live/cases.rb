# What each server is like, and what `verifull live` must find out about it.
module Lab
  class Cases
    def initialize(test)
      @test = test
      @server = test.server
      @ids = test.identities
    end

    # With VERIFULL_LIVE_PART only what hangs on the server's version ("server"), the table
    # of docs/live.md ("comparison") or the program's own troubles ("program").
    def run
      case ENV["VERIFULL_LIVE_PART"]
      when "comparison" then return Comparison.new(@test).run
      when "program" then return probe_program
      end
      chains
      names
      modes
      access
      tls_of_the_server
      # What follows is alike for all servers' versions.
      return if ENV["VERIFULL_LIVE_PART"] == "server"
      roots
      stand_ins
      men_in_the_middle
      policy
      probe_program
      speed
      text
      Comparison.new(@test).run
    end

    private

    def check(name, run, **wanted) = @test.expect_outcomes(name, run, **wanted)

    GOOD = { as: "connected", full: "connected", plain: "refused", exit: 0 }.freeze

    def bad_chain(reason)
      { as: "chain-invalid", full: "chain-invalid", reason: reason, plain: "refused", exit: 1 }
    end

    def chains
      good = @test.live
      check("good chain", good, **GOOD)
      @test.expect("protocol", "TLSv1.3", good.live["as_configured"]["protocol"], good)
      @test.expect("server version", @server.query("SHOW server_version"),
                   good.live["server"]["version"], good)
      @server.configure({}, identity: @ids[:chain])
      check("intermediate sent", @test.live, **GOOD)
      { unknown: "unknown-issuer", expired: "expired", future: "not-yet-valid",
        self_signed: "self-signed", unsent: "missing-intermediate" }.each do |identity, reason|
        @server.configure({}, identity: @ids[identity])
        run = @test.live
        check("#{identity} chain", run, **bad_chain(reason))
        @test.expect("#{identity} chain is shown", "CN=db.example.test",
                     run.live["verify_full"]["chain"]&.first&.dig("subject"), run)
        @test.expect("#{identity} has advice", String, run.live["verify_full"]["advice"], run)
      end
      @server.configure({}, identity: @ids[:unknown])
      detail = @test.live.live["verify_full"]["detail"]
      @test.expect("both names", /other authority.*lab root/, detail)
      @server.configure({}, identity: @ids[:soon])
      run = @test.live
      check("ends soon", run, **GOOD, exit: 1)
      @test.expect("is said", ["live-certificate-expires-soon"],
                   run.document["findings"].map { |f| f["rule"] }, run)
    end

    def names
      wrong = { as: "name-mismatch", full: "name-mismatch", plain: "refused", exit: 1 }
      @server.configure({}, identity: @ids[:good])
      run = @test.live({ "host" => "other.example.test" })
      check("another name", run, **wrong)
      @test.expect("the certificate's names", /for db\.example\.test, not for other\.example\.test/,
                   run.live["verify_full"]["detail"], run)
      check("no host name", @test.live({ "host" => nil }), as: "no-host-name", full: "no-host-name",
            plain: "refused", exit: 1)
      @server.configure({}, identity: @ids[:wildcard])
      check("wildcard", @test.live, **GOOD)
      check("wildcard over two labels", @test.live({ "host" => "a.db.example.test" }), **wrong)
      @server.configure({}, identity: @ids[:address])
      check("address", @test.live({ "host" => "127.0.0.1", "hostaddr" => nil }), **GOOD)
      @server.configure({}, identity: @ids[:common_name])
      check("common name only", @test.live, **GOOD)
    end

    def modes
      @server.configure
      weak = { as: "authentication-needed", full: "connected", plain: "refused", exit: 1 }
      %w[require prefer verify-ca].each do |mode|
        run = @test.live({ "sslmode" => mode })
        check(mode, run, **weak)
        @test.expect("#{mode} is TLS", true, run.live["as_configured"]["tls"], run)
        @test.expect("#{mode} says where", %r{verify-full would work today.*config/database.yml:8},
                     run.live["as_configured"]["advice"], run)
      end
      check("disable", @test.live({ "sslmode" => "disable" }), **weak, as: "access-rule-refused")
      check("wrong mode", @test.live({ "sslmode" => "verify_full" }), **weak, as: "config-invalid")
      check("no login", @test.live({}, options: ["--no-login"]), as: "authentication-needed",
            full: "authentication-needed", plain: "refused", exit: 0)
    end

    def access
      check("wrong password", @test.live({ "password" => "no" }), as: "authentication-failed",
            full: "authentication-failed", plain: "refused", exit: 1)
      check("no such database", @test.live({ "database" => "nowhere" }), as: "unknown-database",
            full: "unknown-database", plain: "refused", exit: 1)
      check("no password known", @test.live({ "password" => nil }), as: "authentication-needed",
            full: "authentication-needed", plain: "refused", exit: 0)
      @server.configure({}, ["host all all 127.0.0.1/32 scram-sha-256"])
      check("plaintext with password", @test.live, **GOOD, plain: "accepted", exit: 1)
      @server.configure({}, ["host all all 127.0.0.1/32 trust"])
      check("plaintext with trust", @test.live({}, options: ["--real-names"]), **GOOD,
            plain: "accepted", exit: 1)
      check("trust, no such role", @test.live, **GOOD, plain: "accepted", exit: 1)
      @server.configure({}, ["hostssl all nobody 127.0.0.1/32 scram-sha-256"])
      check("not in pg_hba.conf", @test.live, as: "access-rule-refused", full: "access-rule-refused",
            plain: "refused", exit: 1)
      File.write(@server.path("clients.pem"), @ids[:root].certificate.to_pem)
      @server.configure({ "ssl_ca_file" => @server.path("clients.pem") },
                        ["#{Server::HOSTSSL} clientcert=verify-ca"])
      check("client certificate", @test.live, as: "client-certificate-needed",
            full: "client-certificate-needed", plain: "refused", exit: 1)
    end

    def tls_of_the_server
      @server.configure({ "lc_messages" => "de_DE.UTF-8" })
      if @server.query("SELECT 1/0").include?("Division durch Null")
        check("in German", @test.live, **GOOD)
        check("German, wrong password", @test.live({ "password" => "no" }),
              as: "authentication-failed", full: "authentication-failed", plain: "refused", exit: 1)
      else
        puts "left out: the server has no German messages here"
      end
      @server.configure({ "ssl_min_protocol_version" => "TLSv1", "ssl_max_protocol_version" => "TLSv1.1",
                          "ssl_ciphers" => "ALL:@SECLEVEL=0" })
      check("old TLS", @test.live, as: "protocol-too-old", full: "protocol-too-old",
            plain: "refused", exit: 1)
      @server.configure({ "ssl" => "off" }, ["host all all 127.0.0.1/32 scram-sha-256"])
      check("no TLS", @test.live, as: "server-has-no-tls", full: "server-has-no-tls",
            plain: "accepted", exit: 1)
      run = @test.live({ "sslmode" => "prefer" })
      check("no TLS, prefer", run, as: "authentication-needed", full: "server-has-no-tls",
            plain: "accepted", exit: 1)
      @test.expect("in clear", false, run.live["as_configured"]["tls"], run)
      @server.configure
    end

    def roots
      none = { as: "root-missing", full: "root-missing", plain: "refused", exit: 1 }
      check("no such root", @test.live({ "sslrootcert" => "gone.pem" }), **none)
      check("no root", @test.live({ "sslrootcert" => nil }), **none)
      check("no PEM", @test.live({}, roots: "<html>no</html>"), **none, as: "root-not-pem",
            full: "root-not-pem")
      check("a folder", @test.live({ "sslrootcert" => "config" }), **none, as: "root-not-pem",
            full: "root-not-pem")
      check("--sslrootcert", @test.live({ "sslrootcert" => "gone.pem" },
                                        options: ["--sslrootcert", "root.pem"]), **GOOD)
      dockerfile = "FROM ruby:3.3\nWORKDIR /rails\nCOPY . .\n"
      check("a path of the image", @test.live({ "sslrootcert" => "/rails/root.pem" },
                                              files: { "Dockerfile" => dockerfile }), **GOOD)
      fetched = "#{dockerfile}ADD https://ca.example.test/lab.pem /rails/lab.pem\n"
      run = @test.live({ "sslrootcert" => "/rails/lab.pem" }, files: { "Dockerfile" => fetched })
      check("only at a URL", run, **none)
      @test.expect("the command", %r{curl -fsSo lab.pem https://ca.example.test/lab.pem},
                   run.live["verify_full"]["advice"], run)
    end

    def with(stand_in)
      yield stand_in
    ensure
      stand_in.stop
    end

    def stand_ins
      with(StandIns.http) do |http|
        check("HTTP", @test.live({ "port" => http.port }), as: "not-postgres", full: "not-postgres",
              plain: "unknown", exit: 1)
      end
      with(StandIns.silent) do |silent|
        run = @test.live({ "port" => silent.port }, options: ["--timeout", "2"])
        check("silent", run, as: "timeout", full: "timeout", plain: "unknown", exit: 4)
        @test.expect("silent: within 4 s", true, run.seconds < 4, run)
      end
      with(StandIns.hanging_up) do |gone|
        check("hangs up", @test.live({ "port" => gone.port }), as: "closed", full: "closed",
              plain: "unknown", exit: 4)
      end
      check("closed port", @test.live({ "port" => Lab.free_port }), as: "unreachable",
            full: "unreachable", plain: "unreachable", exit: 4)
      { "28000" => "This RDS Proxy requires TLS connections", "08P01" => "SSL required",
        "XX000" => "connection is insecure (try using `sslmode=require`)" }.each do |code, sentence|
        with(StandIns.pooler(code, sentence)) do |pooler|
          check(sentence, @test.live({ "port" => pooler.port }), as: "server-has-no-tls",
                full: "server-has-no-tls", plain: "refused", exit: 1)
        end
      end
    end

    # Whatever the mode, nobody on the way gets the password.
    def men_in_the_middle
      [StandIns.denying_tls, StandIns.man_in_the_middle(@ids[:self_signed]),
       StandIns.man_in_the_middle(@ids[:unknown])].each_with_index do |man, index|
        %w[disable allow prefer require verify-ca verify-full].each do |mode|
          run = @test.live({ "port" => man.port, "sslmode" => mode },
                           environment: { "PGPASSWORD" => PASSWORD })
          @test.expect("man #{index}, #{mode}: exit code", 1, run.exit, run)
        end
        @test.expect("man #{index} has heard something", true, man.heard.bytesize > 100)
        @test.expect("man #{index} has no password", false, man.heard.include?(PASSWORD))
        man.stop
      end
    end

    def policy
      with(StandIns.silent) do |silent|
        run = @test.live({ "port" => silent.port }, private: false)
        check("loopback", run, as: "blocked", full: "blocked", plain: "blocked", exit: 4)
        run = @test.live({ "port" => silent.port }, options: ["--allow-host", "*.example.com"])
        check("another host", run, as: "blocked", full: "blocked", plain: "blocked", exit: 4)
        @test.expect("no packet is sent", "", silent.heard)
      end
      %w[169.254.169.254 fe80::1 ::ffff:169.254.169.254 0.0.0.0].each do |address|
        check(address, @test.live({ "hostaddr" => address }), as: "blocked", full: "blocked",
              plain: "blocked", exit: 4)
      end
      check("a glob that fits", @test.live({}, options: ["--allow-host", "*.example.test"]), **GOOD)
      outside = { "password" => "<%= ENV['LAB_PASSWORD'] %>" }
      secret = { "LAB_PASSWORD" => PASSWORD }
      check("a variable", @test.live(outside, environment: secret), **GOOD)
      request = secret.merge("GITHUB_EVENT_NAME" => "pull_request")
      check("a pull request", @test.live(outside, environment: request), **GOOD,
            as: "authentication-needed", full: "authentication-needed")
      check("a pull request with a host from outside",
            @test.live(outside, environment: request, options: ["--allow-host", "db.example.test"]),
            **GOOD)
    end

    # verifull-live is found beside verifull or in libexec, and has to be of its version.
    def probe_program
      Dir.mktmpdir("verifull-programs") do |folder|
        Dir.mkdir(File.join(folder, "bin"))
        program = File.join(folder, "bin/verifull")
        FileUtils.cp(ENV.fetch("VERIFULL"), program)
        run = @test.live({}, program: program)
        @test.expect("missing: exit code", 3, run.exit, run)
        @test.expect("missing: says so", /verifull-live is missing/, run.err, run)
        place = File.join(folder, "libexec/verifull-live")
        FileUtils.mkdir(File.dirname(place))
        FileUtils.cp(File.join(File.dirname(ENV.fetch("VERIFULL")), "verifull-live"), place)
        check("in libexec", @test.live({}, program: program), **GOOD)
        { "echo '{\"version\":1,\"tool_version\":\"0.0.1\",\"libpq\":0,\"error\":\"\",\"targets\":[]}'" => /is of version 0\.0\.1/,
          "echo no; exit 5" => /gave no answer that can be read \(exit code 5\)/ }.each do |script, sentence|
          File.write(place, "#!/bin/sh\ncat >/dev/null\n#{script}\n")
          run = @test.live({}, program: program)
          @test.expect("#{sentence}: exit code", 3, run.exit, run)
          @test.expect("#{sentence}", sentence, run.err, run)
        end
      end
    end

    def speed
      one = (1..3).map { @test.live.seconds }.min
      databases = (1..200).map do |i|
        Runs.yaml({ "port" => @server.port }).lines.drop(1).map { |l| "  #{l}" }.unshift("  db#{i}:\n").join
      end
      run = Runs.live("production:\n#{databases.join}", roots: @test.root)
      @test.expect("200 connections", ["connected"],
                   run.connections.map { |c| c["live"]["as_configured"]["outcome"] }.uniq, run)
      puts "one connection #{one.round(3)} s, 200 connections #{run.seconds.round(3)} s"
      @test.expect("200 take less than 5 times one", true, run.seconds < 5 * one)
    end

    def text
      run = @test.live({ "sslmode" => "require" }, format: "text")
      @test.expect("as psql says it",
                   /SSL connection \(protocol: TLSv1\.3, cipher: \w+, bits: \d+, compression: off\)/,
                   run.out)
      @test.expect("rule", /warning\[live-not-verified\]/, run.out)
      @test.expect("advice", %r{→ verify-full would work today with this root certificate}, run.out)
      ignored = Runs.yaml({ "port" => @server.port, "sslmode" => "require" })
                    .sub("production:", "production: # verifull: ignore[live-not-verified] known")
      @test.expect("ignored", 0, Runs.live(ignored, roots: @test.root).exit)
    end
  end
end
