# frozen_string_literal: true

# What a fix leaves alone, real Rails sees as before.
#
#   ruby tests/fixes/compare.rb DRIVER [--count N] [--seed N]
#
# Random projects of tests/rails are repaired, unsafe fixes too, and loaded by real
# Rails before and after: every setting is the same, but those that a fix says it
# changes, in the environments that it is about. Exit 0: so it is; 1: it is not, and
# the case is printed; 77: no Ruby, or no gems.

require_relative "../rails/gems"
require "optparse"
require_relative "../rails/generate"
require_relative "../rails/peer"

class CompareFixes
  NORMAL = 1_000
  BATCH = 250
  SHOWN = 5
  ALL = %w[production staging development test].freeze

  def initialize(arguments)
    @count = Integer(ENV.fetch("VERIFULL_RAILS_CASES", NORMAL))
    @seed = Integer(ENV.fetch("VERIFULL_SEED", 20_261_124))
    options.parse!(arguments)
    @driver = arguments.fetch(0) { abort "compare.rb: the driver's path is missing" }
    @cases = @fixed = @fixes = 0
    @failures = []
  end

  def run
    @rails = Peer.new("ruby", File.join(__dir__, "../rails/oracle.rb"))
    @verifull = Peer.new(@driver)
    (0...@count).each_slice(BATCH) { |numbers| check(numbers.map { |number| kase(@seed + number) }) }
    puts "#{@cases} random projects, seed #{@seed}: #{@fixed} repaired by #{@fixes} fixes, " \
         "#{@failures.size} come out otherwise than told"
    @failures.first(SHOWN).each { |failure| puts "", failure }
    return 1 if @failures.any?

    # A test that repairs nothing shows nothing.
    @fixed.zero? && @count >= NORMAL ? 1 : 0
  end

  private

  def options
    OptionParser.new do |parser|
      parser.on("--count N", Integer) { |count| @count = count }
      parser.on("--seed N", Integer) { |seed| @seed = seed }
    end
  end

  def kase(seed)
    Generator.new(seed).kase.merge("name" => "seed #{seed}", "environments" => ALL)
  end

  def check(cases)
    @cases += cases.size
    repaired = cases.zip(@verifull.ask(cases.map { |one| JSON.generate(one) }))
                    .reject { |_, answer| answer["done"].empty? }
    return if repaired.empty?

    @fixed += repaired.size
    before = @rails.ask(repaired.map { |one, _| JSON.generate(one) })
    after = @rails.ask(repaired.map { |one, answer| JSON.generate(one.merge("files" => answer["files"])) })
    repaired.zip(before, after).each { |(one, answer), old, now| compare(one, answer, old, now) }
  end

  def compare(kase, answer, old, now)
    @fixes += answer["done"].size
    return if old["died"]

    ALL.each do |environment|
      difference = difference_of(environment, answer["done"], old[environment], now.fetch(environment, {}))
      next unless difference

      @failures << "#{kase["name"]}, #{environment}: #{difference}\n#{answer["done"]}\n" \
                   "#{shown(kase["files"])}\nbecomes\n#{shown(answer["files"])}\nenv #{kase["env"]}"
      return
    end
  end

  def difference_of(environment, done, old, now)
    # A variable's own value: whatever is made of it, in any environment, may be another.
    return if done.any? { |fix| fix["changes"].include?("*") }

    return "#{old["error"].inspect} becomes #{now["error"].inspect}" if old["error"] != now["error"]
    return if old["error"]

    names = [old, now].map { |one| one["connections"].map { |connection| connection["name"] } }
    return "#{names[0]} becomes #{names[1]}" if names.uniq.size > 1

    old["connections"].zip(now["connections"]).each do |one, other|
      may = changes(environment, done)
      same = one["settings"].except(*may) == other["settings"].except(*may)
      return "#{one["name"]}: #{one["settings"]} becomes #{other["settings"]}" unless same
    end
    nil
  end

  def changes(environment, done)
    done.select { |fix| fix["environments"].include?(environment) }.flat_map { |fix| fix["changes"] }
  end

  def shown(files) = files.map { |path, text| "--- #{path}\n#{text}" }.join("\n")
end

exit CompareFixes.new(ARGV).run
