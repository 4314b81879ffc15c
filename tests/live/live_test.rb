# `verifull live` held against real PostgreSQL servers and against what may answer in
# their place.
#
# One server, on loopback, gets the certificate and the configuration of each case in
# turn. With VERIFULL_LIVE_BIN another version's programs are used.
require_relative "server"
require_relative "authority"
require_relative "stand_ins"
require_relative "run"
require_relative "cases"
require_relative "comparison"

module Lab
  class Test
    def initialize(server, identities)
      @server = server
      @identities = identities
      @failures = 0
      @passed = 0
    end

    attr_reader :failures, :passed, :server, :identities

    def root = identities[:root].certificate.to_pem

    def live(settings = {}, **options)
      Runs.live(Runs.yaml({ "port" => server.port }.merge(settings)), **{ roots: root }.merge(options))
    end

    def expect(name, wanted, actual, run = nil)
      return @passed += 1 if wanted === actual
      @failures += 1
      puts "FAILED: #{name}", "  expected: #{wanted.inspect}", "  actual:   #{actual.inspect}"
      puts "  #{run.out[0, 3000]}\n  #{run.err}" if run
    end

    # wanted: outcomes of the three probes, [reason], exit code.
    def expect_outcomes(name, run, as:, full:, plain:, exit:, reason: nil)
      actual = { as: run.outcome("as_configured"), full: run.outcome("verify_full"),
                 plain: run.outcome("plaintext"), reason: run.live["verify_full"]["reason"],
                 exit: run.exit }
      wanted = { as: as, full: full, plain: plain, reason: reason, exit: exit }
      expect(name, wanted, actual, run)
      expect("#{name}: no password in the output", false, (run.out + run.err).include?(PASSWORD))
    end
  end

  def self.bin
    candidates = [ENV["VERIFULL_LIVE_BIN"], *Dir["/usr/lib/postgresql/*/bin"].sort]
    candidates.compact.find { |folder| File.executable?(File.join(folder, "initdb")) }
  end

  def self.make_identities
    root = Authority.issue("lab root", authority: true)
    other = Authority.issue("other authority", authority: true)
    middle = Authority.issue("lab intermediate", signer: root, authority: true)
    name = ["DNS:db.example.test"]
    unsent = Authority.issue("db.example.test", signer: middle, sans: name)
    unsent.above.clear
    day = Authority::DAY
    {
      root: root, other: other,
      good: Authority.issue("db.example.test", signer: root, sans: name),
      chain: Authority.issue("db.example.test", signer: middle, sans: name),
      unsent: unsent,
      unknown: Authority.issue("db.example.test", signer: other, sans: name),
      expired: Authority.issue("db.example.test", signer: root, sans: name, from: -9 * day, to: -2 * day),
      future: Authority.issue("db.example.test", signer: root, sans: name, from: 2 * day),
      soon: Authority.issue("db.example.test", signer: root, sans: name, to: 11 * day),
      self_signed: Authority.issue("db.example.test", sans: name),
      wildcard: Authority.issue("wildcard", signer: root, sans: ["DNS:*.example.test"]),
      address: Authority.issue("address", signer: root, sans: ["IP:127.0.0.1"]),
      common_name: Authority.issue("db.example.test", signer: root)
    }
  end

  def self.german_messages
    folder = Dir.mktmpdir("verifull-locale")
    File.chmod(0o755, folder)
    made = system("localedef", "-i", "de_DE", "-f", "UTF-8", File.join(folder, "de_DE.utf8"),
                  out: File::NULL, err: File::NULL)
    made || File.directory?(File.join(folder, "de_DE.utf8")) ? folder : nil
  end

  def self.main
    unless bin
      puts "skipped: no PostgreSQL server's programs (script/test installs them)"
      exit 77
    end
    unless File.executable?(File.join(File.dirname(ENV.fetch("VERIFULL")), "verifull-live"))
      puts "skipped: verifull-live is not built"
      exit 77
    end
    began = Time.now
    Dir.mktmpdir("verifull-lab") do |folder|
      FileUtils.chmod(0o755, folder)
      locales = german_messages
      server = Server.new(bin, folder, locales ? { "LOCPATH" => locales } : {})
      begin
        identities = make_identities
        server.start(identities[:good])
        test = Test.new(server, identities)
        wanted = ENV["VERIFULL_LIVE_VERSION"]
        version = server.query("SHOW server_version")
        test.expect("the server's version", wanted, version[/\d+\.\d+/]) if wanted
        Cases.new(test).run
        puts "#{test.passed} passed, #{test.failures} failed, #{(Time.now - began).round(1)} s"
        exit 1 if test.failures.positive?
      ensure
        server.stop
        FileUtils.rm_rf(locales) if locales
      end
    end
  end
end

Lab.main
