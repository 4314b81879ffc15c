# One run of `verifull live` on a project made for it.
require "json"
require "open3"
require "tmpdir"

module Lab
  Run = Struct.new(:exit, :out, :err, :seconds) do
    def document = @document ||= JSON.parse(out)
    def connections = document["projects"][0]["connections"]
    def live = connections[0]["live"]
    def outcome(probe) = live[probe]["outcome"]
  end

  module Runs
    module_function

    DEFAULTS = {
      "adapter" => "postgresql", "host" => "db.example.test", "hostaddr" => "127.0.0.1",
      "username" => "app", "password" => PASSWORD, "database" => "app_production",
      "sslmode" => "verify-full", "sslrootcert" => "root.pem"
    }.freeze

    # settings: of the production database, over DEFAULTS; nil leaves a key out.
    def yaml(settings)
      lines = DEFAULTS.merge(settings).compact.map { |k, v| "  #{k}: #{v.to_s.inspect}\n" }
      "production:\n#{lines.join}"
    end

    # roots: text of root.pem beside the project's config folder.
    def live(yaml, roots: "", options: [], format: "json", environment: {}, private: true, files: {},
             program: ENV.fetch("VERIFULL"))
      Dir.mktmpdir("verifull-live") do |app|
        Dir.mkdir(File.join(app, "config"))
        File.write(File.join(app, "config/database.yml"), yaml)
        File.write(File.join(app, "root.pem"), roots) unless roots.empty?
        files.each { |name, text| File.write(File.join(app, name), text) }
        words = [program, "live", "-f", format, *(private ? ["--allow-private"] : []),
                 *options]
        begin_at = Process.clock_gettime(Process::CLOCK_MONOTONIC)
        out, err, status = Open3.capture3(
          { "PATH" => ENV["PATH"], "LC_ALL" => "C.UTF-8" }.merge(environment), *words,
          chdir: app, unsetenv_others: true)
        Run.new(status.exitstatus, out, err,
                Process.clock_gettime(Process::CLOCK_MONOTONIC) - begin_at)
      end
    end
  end
end
