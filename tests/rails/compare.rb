# frozen_string_literal: true

# Holds verifull against real Rails.
#
#   ruby tests/rails/compare.rb DRIVER [--count N] [--seed N] [--long] [--fixed-only]
#
# The fixed cases of cases/ first, then random ones. Exit 0: all agree; 1: they do
# not, and the smallest case found is printed; 77: no Ruby, or no gems.

require_relative "gems"
require "optparse"
require_relative "comparison"
require_relative "fixed"
require_relative "generate"
require_relative "peer"
require_relative "shrinker"

class Compare
  NORMAL = 2_000
  LONG = 100_000
  BATCH = 500
  SHOWN = 8

  Failure = Struct.new(:kase, :difference)

  def initialize(arguments)
    @count = Integer(ENV.fetch("VERIFULL_RAILS_CASES", NORMAL))
    # New cases each time; VERIFULL_SEED or --seed repeats a run. A case's own seed is
    # this plus its number, so runs of different seconds share none.
    @seed = Integer(ENV.fetch("VERIFULL_SEED") { Time.now.to_i * 1_000_000 })
    options.parse!(arguments)
    @driver = arguments.fetch(0) { abort "compare.rb: the driver's path is missing" }
    @cases = @environments = 0
    @passed = Hash.new(0)
    @failures = Hash.new { |all, kind| all[kind] = [] }
  end

  def run
    @rails = Peer.new("ruby", File.join(__dir__, "oracle.rb"))
    @verifull = Peer.new(@driver)
    check(Fixed.cases)
    fixed = @cases
    puts "#{fixed} fixed cases: #{failed} disagree; random ones from seed #{@seed}"
    check_random if @count.positive?
    puts "#{@cases - fixed} random cases, seed #{@seed}: #{failed} of all disagree (#{@environments} environments)"
    @passed.sort_by { |reason, count| [-count, reason] }.each { |reason, count| puts format("%8d %s", count, reason) }
    show
    puts "", "again: VERIFULL_SEED=#{@seed} ruby #{$PROGRAM_NAME} #{@driver} --count #{@count}" if @failures.any?
    puts "", "Ruby died too often: the cases prove nothing" if (weak = too_many_died?)
    @failures.empty? && !weak ? 0 : 1
  end

  private

  # A case that Ruby does not come through is one that is not compared.
  def too_many_died?
    @passed["Ruby died"] > 1 + @cases / 1_000
  end

  def options
    OptionParser.new do |parser|
      parser.on("--count N", Integer) { |count| @count = count }
      parser.on("--seed N", Integer) { |seed| @seed = seed }
      parser.on("--long") { @count = LONG }
      parser.on("--fixed-only") { @count = 0 }
    end
  end

  def failed
    @failures.values.flatten.map(&:kase).uniq.size
  end

  def check_random
    (0...@count).each_slice(BATCH) do |numbers|
      check(numbers.map { |number| Generator.new(@seed + number).kase.merge("name" => "seed #{@seed + number}") })
    end
  end

  def check(cases)
    cases.zip(comparisons(cases)) do |kase, comparison|
      @cases += 1
      @environments += kase["environments"].size
      comparison.differences.each { |difference| @failures[difference.kind] << Failure.new(kase, difference) }
      @passed.merge!(comparison.passed) { |_, old, more| old + more }
    end
  end

  # Both programs work at once.
  def comparisons(cases)
    lines = cases.map { |kase| JSON.generate(kase) }
    ours = Thread.new { @verifull.ask(lines) }
    real = @rails.ask(lines)
    cases.zip(real, ours.value).map { |three| Comparison.new(*three) }
  end

  def show
    @failures.sort_by { |_, all| -all.size }.first(SHOWN).each do |kind, all|
      puts "", "=== #{all.size} times: #{kind}"
      smallest = all.min_by { |failure| JSON.generate(failure.kase).size }
      show_case(shrunk(smallest.kase, kind), kind)
    end
  end

  def shrunk(kase, kind)
    Shrinker.new { |some| comparisons(some).map { |one| one.differences.any? { |difference| difference.kind == kind } } }
            .shrink(kase)
  end

  def show_case(kase, kind)
    difference = comparisons([kase]).first.differences.find { |one| one.kind == kind }
    return puts("not again, alone: state leaks between cases", @failures[kind].first.difference.text) unless difference

    puts "#{kase["name"]}, environment #{difference.environment}", difference.text
    kase["files"].each do |path, text|
      puts "--- #{path}", text.lines.map { |line| "  #{line.inspect[1..-2]}" }
    end
    puts "--- env #{kase["env"].inspect}" unless kase["env"].empty?
    puts "    case: #{JSON.generate(kase)}" if ENV["VERIFULL_RAILS_JSON"]
  end
end

exit Compare.new(ARGV).run
