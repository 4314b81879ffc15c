# A real PostgreSQL server on loopback, whose configuration changes from case to case.
require "etc"
require "fileutils"
require "open3"
require "socket"

module Lab
  class Server
    attr_reader :port, :folder

    BASE = {
      "ssl" => "on", "ssl_ca_file" => "", "lc_messages" => "C",
      "ssl_min_protocol_version" => "TLSv1.2", "ssl_max_protocol_version" => "",
      "ssl_ciphers" => "HIGH:MEDIUM:+3DES:!aNULL", "password_encryption" => "scram-sha-256"
    }.freeze
    HOSTSSL = "hostssl all all 127.0.0.1/32 scram-sha-256".freeze

    # bin: the folder with initdb and postgres.
    def initialize(bin, folder, environment = {})
      @bin = bin
      @folder = folder
      @environment = environment
      @data = File.join(folder, "data")
      @port = Lab.free_port
    end

    def start(identity)
      install("server", identity)
      FileUtils.chown_R(owner.name, nil, @folder) if Process.uid.zero?
      run("initdb", "-D", @data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C",
          "-E", "UTF8")
      configure({}, [HOSTSSL], reload: false)
      log = File.join(@folder, "log")
      @pid = Process.spawn(@environment, *as_owner(File.join(@bin, "postgres"), "-D", @data),
                           out: log, err: log, in: File::NULL)
      wait_until { query("SELECT 1") == "1" }
      query("CREATE ROLE app LOGIN PASSWORD '#{PASSWORD}'")
      query("CREATE DATABASE app_production OWNER app")
      self
    end

    def stop
      return unless @pid
      Process.kill(:QUIT, @pid)
      Process.wait(@pid)
      @pid = nil
    end

    # identity: what it shows; hba: the lines for TCP connections.
    def configure(settings = {}, hba = [HOSTSSL], identity: nil, reload: true)
      before = reload && loaded_at
      name = identity ? "case#{@count = @count.to_i + 1}" : "server"
      install(name, identity) if identity
      all = BASE.merge("ssl_cert_file" => path("#{name}.crt"), "ssl_key_file" => path("#{name}.key"),
                       "port" => @port, "listen_addresses" => "127.0.0.1", "fsync" => "off",
                       "unix_socket_directories" => @folder, "max_connections" => 60).merge(settings)
      File.write(File.join(@data, "postgresql.conf"), all.map { |k, v| "#{k} = '#{v}'\n" }.join)
      File.write(File.join(@data, "pg_hba.conf"),
                 "local all postgres trust\n#{hba.join("\n")}\n")
      return unless reload
      Process.kill(:HUP, @pid)
      wait_until { loaded_at != before }
    end

    def query(sql)
      out, = Open3.capture2e(
        { "PATH" => ENV["PATH"], "LC_ALL" => "C" }, "psql", "-XAtq", "-h", @folder, "-p", @port.to_s,
        "-U", "postgres", "-d", "postgres", "-c", sql, unsetenv_others: true)
      out.strip
    end

    def loaded_at = query("SELECT pg_conf_load_time()")

    def path(name) = File.join(@folder, name)

    private

    def install(name, identity)
      File.write(path("#{name}.crt"), identity.chain_pem)
      File.write(path("#{name}.key"), identity.key.to_pem)
      File.chmod(0o600, path("#{name}.key"))
      FileUtils.chown(owner.name, nil, path("#{name}.key")) if Process.uid.zero?
    end

    # PostgreSQL does not run as root.
    def owner
      @owner ||= begin
        Etc.getpwnam("postgres")
      rescue ArgumentError
        Etc.getpwnam("nobody")
      end
    end

    def as_owner(*words)
      return words unless Process.uid.zero?
      ["setpriv", "--reuid=#{owner.uid}", "--regid=#{owner.gid}", "--clear-groups", "--", *words]
    end

    def run(program, *words)
      out, status = Open3.capture2e(@environment, *as_owner(File.join(@bin, program), *words))
      raise "#{program}: #{out}" unless status.success?
    end

    def wait_until(seconds = 30)
      limit = Process.clock_gettime(Process::CLOCK_MONOTONIC) + seconds
      until yield
        if Process.clock_gettime(Process::CLOCK_MONOTONIC) > limit
          raise "the server does not come up: #{File.read(path("log"))}"
        end
        sleep 0.02
      end
    end
  end

  PASSWORD = "lab-password-7f3a".freeze

  def self.free_port
    socket = TCPServer.new("127.0.0.1", 0)
    socket.addr[1]
  ensure
    socket&.close
  end
end
