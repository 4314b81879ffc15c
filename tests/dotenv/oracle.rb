# frozen_string_literal: true

# What the real dotenv gem makes of a case, loaded as its Railtie does before the
# configuration of an app. JSON lines as in driver.cc; one process answers them all,
# since files of variables run no code but commands, and those are taken away.

require_relative "gem"
require "json"
require "tmpdir"

Dotenv::Substitutions::Command.define_singleton_method(:`) { |_command| DotenvGem::OUTPUT.dup }
Encoding.default_external = Encoding::UTF_8

class DotenvOracle
  BAD_BYTE = "\u{E0FF}".b.freeze

  def initialize(folder)
    @folder = folder
  end

  def answer(kase)
    write(kase["files"])
    ENV.replace(kase["env"].merge("RAILS_ENV" => kase["rails_env"]))
    Rails.instance_variable_set(:@_env, nil)
    load_files
    { "env" => ENV.to_h.transform_values { |value| value.dup.force_encoding("UTF-8").scrub } }
  rescue Exception => e # rubocop:disable Lint/RescueException
    raise if e.is_a?(SignalException) || e.is_a?(NoMemoryError)

    { "error" => e.class.name, "message" => e.message.scrub[0, 300] }
  end

  private

  def write(files)
    Dir.children(@folder).each { |name| File.delete(File.join(@folder, name)) }
    files.each { |name, text| File.binwrite(File.join(@folder, name), text.b.gsub(BAD_BYTE, "\xFF".b)) }
  end

  def load_files
    folder = Pathname.new(@folder)
    # A new one each time: since 3.0 it takes its list of files when it is made.
    railtie = (Dotenv.const_defined?(:Rails, false) ? Dotenv::Rails : Dotenv::Railtie).allocate
    railtie.define_singleton_method(:root) { folder }
    railtie.send(:initialize)
    railtie.load
  end
end

Dir.mktmpdir("verifull-dotenv") do |folder|
  oracle = DotenvOracle.new(folder)
  $stdin.each_line do |line|
    next $stdout.flush if line == "\n"

    $stdout.write(JSON.generate(oracle.answer(JSON.parse(line))), "\n")
  end
end
