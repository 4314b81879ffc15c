# frozen_string_literal: true

# What real Rails makes of a case: Ruby, railties, Active Record, dotenv and pg as
# Debian ships them, with nothing of ours in between. The cases come as JSON lines on
# stdin, the answers leave as JSON lines on stdout, in order; an empty line asks for
# those that are due.
#
# A case is {"files": {path: text}, "env": {name: value}, "environments": [name]};
# an answer {name: {"error": class} or {"connections": [{"name", "settings",
# "libpq", "error"}]}} by environment. Values are text.
#
# Templates are run for real, so each chunk of cases lives in a process of its own.

ENV.delete("DATABASE_URL")
ENV.delete("RAILS_ENV")
Encoding.default_external = Encoding::UTF_8

require "json"
require "fileutils"
require "logger"
require "tmpdir"

JSON_TEXT = JSON.method(:generate)

require "active_record"
require "rails"
require "rails/application/configuration"
require "active_support/all"
require "active_support/configuration_file"
require "active_record/connection_adapters/postgresql_adapter"
ActiveRecord::Base.name
require "dotenv/rails"

ActiveSupport::Deprecation.silenced = true

# A shell command in a dotenv file would run for real.
Dotenv::Substitutions::Command.define_singleton_method(:`) { |command| "output of #{command}" }

# The arguments stop here, on their way to libpq.
module PG
  class Reached < StandardError
    attr_reader :arguments

    def initialize(arguments)
      super("PG.connect")
      @arguments = arguments
    end
  end

  def self.connect(*arguments, **keywords)
    raise ArgumentError, "positional arguments" unless arguments.empty?

    raise Reached.new(keywords)
  end
end

# No thread per pool.
ActiveRecord::ConnectionAdapters::ConnectionPool::Reaper.class_eval do
  def run; end
end

# Adapters whose gems are not installed. Those built on PostgreSQL's end where it
# ends; of the others nothing is compared beyond the hash.
FOREIGN_ADAPTERS = %w[mysql2 sqlite3 trilogy jdbc].freeze
DERIVED_ADAPTERS = %w[postgis cockroachdb].freeze
DERIVED_ADAPTERS.each do |name|
  ActiveRecord::ConnectionHandling.alias_method("#{name}_connection", :postgresql_connection)
end

# `require` of an adapter's file, which is there in an app with its gem.
module InstalledAdapters
  PATHS = DERIVED_ADAPTERS.map { |name| "active_record/connection_adapters/#{name}_adapter" }.freeze

  def require(path)
    PATHS.include?(path) || super
  end
end
ActiveRecord::ConnectionAdapters::ConnectionHandler.prepend(InstalledAdapters)

# What config/application.rb's credentials hold in a case.
class Credentials
  def initialize(values)
    @values = values
  end

  def dig(*path)
    @values.dig(*path.map(&:to_s))
  end

  def [](name)
    @values[name.to_s]
  end

  def method_missing(name, *)
    value = @values[name.to_s]
    value.is_a?(Hash) ? ActiveSupport::InheritableOptions.new(value.deep_symbolize_keys) : value
  end

  def respond_to_missing?(*)
    true
  end
end

# As much of an application as a database.yml can see: its root is where the image
# has it, not where the case's files lie.
Application = Struct.new(:credentials) do
  def config
    @config ||= Rails::Application::Configuration.new(Pathname.new("/app"))
  end
end

class Oracle
  def initialize(folder)
    @folder = folder
  end

  def answer(kase)
    write(kase["files"])
    kase["environments"].to_h { |name| [name, environment(name, kase)] }
  end

  private

  def write(files)
    FileUtils.rm_rf(Dir.children(@folder).map { |name| File.join(@folder, name) })
    files.each do |path, text|
      full = File.join(@folder, path)
      FileUtils.mkdir_p(File.dirname(full))
      File.binwrite(full, text)
    end
  end

  def environment(name, kase)
    ENV.replace(kase["env"].merge("RAILS_ENV" => name))
    Rails.instance_variable_set(:@_env, nil)
    Rails.application = Application.new(Credentials.new(kase["credentials"] || {}))
    load_dotenv if kase["dotenv"]
    # active_record/core.rb, `self.configurations = {}`, when the class is loaded.
    ActiveRecord::Base.configurations = {}
    ActiveRecord::Base.configurations = database_configuration
    configs = ActiveRecord::Base.configurations.configs_for(env_name: name, include_replicas: true)
    { "connections" => configs.map { |config| connection(config) } }
  rescue Exception => e # rubocop:disable Lint/RescueException
    raise if e.is_a?(SignalException) || e.is_a?(NoMemoryError)

    { "error" => e.class.name, "message" => e.message.scrub[0, 300] }
  end

  # What the gem does before the configuration of an app in that folder.
  def load_dotenv
    folder = Pathname.new(@folder)
    railtie = Dotenv::Railtie.instance
    railtie.define_singleton_method(:root) { folder }
    railtie.load
  end

  def database_configuration
    Rails::Application::Configuration.new(Pathname.new(@folder)).database_configuration
  end

  def connection(config)
    answer = {
      "name" => config.name, "settings" => texts(config.configuration_hash), "libpq" => {}, "error" => nil
    }
    answer.merge!(open(config))
  end

  # Everything up to the call of PG.connect.
  def open(config)
    pool_config = ActiveRecord::Base.connection_handler.send(:resolve_pool_config, config, "Base")
    pool_config.pool.send(:new_connection)
    { "error" => "nothing" }
  rescue PG::Reached => e
    { "libpq" => texts(e.arguments) }
  rescue LoadError => e
    return {} if FOREIGN_ADAPTERS.include?(config.adapter.to_s)

    { "error" => e.class.name }
  rescue Exception => e # rubocop:disable Lint/RescueException
    { "error" => e.class.name, "message" => e.message.scrub[0, 300] }
  ensure
    pool_config&.disconnect!
  end

  def texts(hash)
    hash.compact.to_h { |key, value| [text(key).scrub, text(value).scrub] }
  end

  def text(value)
    case value
    when Hash, Array then JSON_TEXT.call(plain(value, []))
    else value.to_s
    end
  end

  # An alias can make a Hash hold itself.
  def plain(value, open)
    return value.is_a?(Hash) ? "{...}" : "[...]" if open.any? { |outer| outer.equal?(value) }

    inner = open + [value]
    case value
    when Hash then value.to_h { |key, child| [key.to_s, plain(child, inner)] }
    when Array then value.map { |child| plain(child, inner) }
    when Float then value if value.finite?
    when String, Integer, true, false, nil then value
    else value.to_s
    end
  end
end

# One process answers a chunk; another one goes on where it died.
# The block gives what answers the cases of a process, which may write to a folder.
class Server
  CHUNK = 250
  SECONDS_PER_CASE = 10

  def initialize(&make)
    @make = make
  end

  # An empty line asks for the answers to what came before it.
  def run(input, output)
    lines = []
    while (line = input.gets)
      lines << line unless line == "\n"
      next if line != "\n" && lines.size < CHUNK

      answer(lines, output)
      lines = []
    end
    answer(lines, output)
  end

  private

  def answer(lines, output)
    until lines.empty?
      answers = in_child(lines)
      # What a process of its own does not come through kills it for sure.
      answers = [in_child(lines.first(1)).first || "{\"died\":true}\n"] if answers.empty?
      answers.each { |answer| output.write(answer) }
      lines = lines.drop(answers.size)
    end
    output.flush
  end

  def in_child(lines)
    reader, writer = IO.pipe
    pid = fork do
      reader.close
      $stdin.reopen(File::NULL)
      $stderr.reopen(File::NULL)
      $stdout.reopen(File::NULL)
      work(lines, writer)
      writer.close
      exit!(0)
    end
    writer.close
    answers = reader.each_line.to_a
    Process.wait(pid)
    answers.select { |answer| answer.end_with?("\n") }
  end

  def work(lines, writer)
    Dir.mktmpdir("verifull-rails", Server.temporary) do |folder|
      oracle = @make.call(folder)
      lines.each do |line|
        # The hard limit stays: nobody may raise one again.
        allowed = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID).ceil + SECONDS_PER_CASE
        Process.setrlimit(Process::RLIMIT_CPU, allowed, Process::RLIM_INFINITY)
        writer.write(JSON_TEXT.call(oracle.answer(JSON.parse(line))), "\n")
        writer.flush
      end
    end
  end

  def self.temporary
    File.writable?("/dev/shm") ? "/dev/shm" : Dir.tmpdir
  end
end

$stdout.sync = false
Server.new { |folder| Oracle.new(folder) }.run($stdin, $stdout) if $PROGRAM_NAME == __FILE__
