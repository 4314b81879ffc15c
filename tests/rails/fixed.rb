# frozen_string_literal: true

require "json"

# The cases of cases/*.json. A file is a list of cases in short: "yml" is
# config/database.yml, "environments" is ["production"] where it is not given.
module Fixed
  def self.cases
    Dir[File.join(__dir__, "cases", "*.json")].sort.flat_map do |path|
      JSON.parse(File.read(path)).map.with_index(1) { |short, number| whole(short, "#{File.basename(path)} #{number}") }
    end
  end

  def self.whole(short, place)
    files = short["files"] || {}
    files = { "config/database.yml" => short["yml"] }.merge(files) if short["yml"]
    {
      "name" => [place, short["name"]].compact.join(": "), "files" => files, "env" => short["env"] || {},
      "environments" => short["environments"] || ["production"], "credentials" => short["credentials"] || {},
      "dotenv" => files.keys.any? { |file| file.start_with?(".env") }, "opaque" => short["opaque"] || false
    }
  end
end
