# frozen_string_literal: true

# Holds the program against real files of public repositories, labelled by hand.
#
#   VERIFULL=build/release/verifull ruby tests/corpus/labels_test.rb [CORPUS]
#
# CORPUS is a folder with files/ and labels.tsv, ../shared/corpus if left out; it is
# not part of the project.
# Exits 77 (skipped) when it is not there, 1 when a label that should agree does
# not, or when any file makes the program fail.
require "json"
require "open3"

root = File.expand_path("../..", __dir__)
program = File.expand_path(ENV.fetch("VERIFULL", "build/release/verifull"), root)
corpus = File.expand_path(ARGV[0] || "../shared/corpus", root)
unless File.exist?(File.join(corpus, "labels.tsv"))
  puts "skipped: no corpus beside the project"
  exit 77
end

# Labels that we hold to be wrong, or that these files can't decide, and why.
KNOWN = {
  ["discourse/discourse", "production"] =>
    "the file names no host, so DATABASE_URL may, as in every other file of this shape",
  ["mraiko23/GPTCHATYMLER", "production"] =>
    "an empty `production:` is no configuration: Rails raises InvalidConfigurationError",
  ["18F/identity-dashboard", "-"] => "a step of a Dockerfile, which is not in the corpus",
  ["ministryofjustice/fb-publisher", "-"] => "a step of a Dockerfile, which is not in the corpus",
}.freeze

def run(program, path)
  out, err, status = Open3.capture3({ "PATH" => ENV["PATH"] }, program, "check", "-f", "json", path,
                                    unsetenv_others: true)
  [status.exitstatus, out, err]
end

def agrees?(label, verdicts, findings)
  rules = findings.map { |finding| finding["rule"] }
  errors = findings.select { |finding| finding["severity"] == "error" }
  case label
  when /\AFLAG missing-sslmode/ then rules.intersect?(%w[sslmode-missing sslmode-lost-when-unset])
  when /\AFLAG weak/ then rules.include?("sslmode-weak")
  when /\AFLAG missing-sslrootcert/ then rules.include?("sslrootcert-missing")
  when /\APASS/ then errors.empty? && verdicts.any? && (verdicts - %w[verified verified-if]).empty?
  when /\ANA/ then errors.empty? && (verdicts - %w[not-applicable]).empty?
  when /\AUNRESOLVABLE/ then errors.empty? && verdicts.any? && (verdicts - %w[unknown]).empty?
  end
end

Dir.chdir(File.join(corpus, "files"))
exit_code, whole, error_text = run(program, ".")
abort "the whole corpus: exit #{exit_code}\n#{error_text}" unless [0, 1].include?(exit_code)
apps = JSON.parse(whole)["projects"].size
puts "#{apps} apps read"

header, *rows = File.read("../labels.tsv").lines(chomp: true).map { |line| line.split("\t") }
wrong = 0
agreed = 0
rows.each do |row|
  label = header.zip(row).to_h
  path = File.join(label["repo"].sub("/", "__"), label["file"])
  environment, name = label["environment/connection"].split(" -> ").last.split("/", 2)
  environment = "production" if environment.start_with?("<%=")
  known = KNOWN[[label["repo"], label["environment/connection"]]]
  verdicts = []
  findings = []
  if File.exist?(path)
    code, out, err = run(program, path)
    abort "#{path}: exit #{code}\n#{err}" unless [0, 1].include?(code)
    result = JSON.parse(out)
    verdicts = result["projects"].flat_map { |project| project["connections"] }
                                 .select { |c| c["environment"] == environment && (!name || c["name"] == name) }
                                 .map { |c| c["verdict"] }
    findings = result["findings"].select { |f| f["environments"].include?(environment) }
  end
  if agrees?(label["verdict"], verdicts, findings)
    agreed += 1
    next
  end
  puts "#{known ? "known" : "DISAGREES"}: #{label["repo"]} #{label["file"]}:#{label["line"]} " \
       "#{label["environment/connection"]}: #{label["verdict"]}, we say #{verdicts.inspect} " \
       "#{findings.map { |finding| finding["rule"] }.inspect}#{known && " (#{known})"}"
  wrong += 1 unless known
end
puts "#{agreed} of #{rows.size} labels agree, #{rows.size - agreed - wrong} are known to differ, #{wrong} are new"
exit wrong.zero? ? 0 : 1
