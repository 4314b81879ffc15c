# frozen_string_literal: true

# Holds verifull's rendering of templates against ERB.new(text).result.
#
#   ruby tests/erb/compare.rb DRIVER [--count N] [--seed N]
#
# Templates that were once told wrong come first, then random ones. Equal byte for
# byte, or said to be unknown; never confidently different. Exit 0:
# all agree; 1: they do not, and the smallest case found is printed; 77: no Ruby gems.

require_relative "../rails/gems"
require "optparse"
require_relative "../rails/peer"
require_relative "../rails/shrinker"
require_relative "fixed"
require_relative "generate"

class ErbCompare
  BATCH = 500
  # Of the templates that Ruby renders, verifull must know this share at least;
  # else the test would prove nothing.
  KNOWN_FLOOR = 0.4
  SHOWN = 12
  PER_KIND = Integer(ENV.fetch("VERIFULL_SHOWN", 2))

  def initialize(arguments)
    @count = Integer(ENV.fetch("VERIFULL_RAILS_CASES", 2_000))
    # New templates each time; VERIFULL_SEED or --seed repeats a run.
    @seed = Integer(ENV.fetch("VERIFULL_SEED") { Time.now.to_i * 1_000_000 })
    OptionParser.new do |parser|
      parser.on("--count N", Integer) { |count| @count = count }
      parser.on("--seed N", Integer) { |seed| @seed = seed }
    end.parse!(arguments)
    @driver = arguments.fetch(0) { abort "compare.rb: the driver's path is missing" }
    @checked = @known = @rendered = @raised = @raised_known = @died = 0
    @failures = []
  end

  def run
    puts "templates from seed #{@seed}"
    @ruby = Peer.new("ruby", File.join(__dir__, "oracle.rb"))
    @verifull = Peer.new(@driver)
    check(ErbFixed.cases)
    (@seed...@seed + @count).each_slice(BATCH) do |seeds|
      check(seeds.map { |seed| ErbGenerator.new(seed).kase.merge("name" => "seed #{seed}") })
    end
    puts "#{@checked} templates, #{@failures.size} differ; rendered #{@rendered}, of them known #{@known}; raised #{@raised}, of them known #{@raised_known}; died #{@died}"
    show
    too_few = @known < @rendered * KNOWN_FLOOR
    puts "verifull knows too few of them: the test has become weak" if too_few
    puts "again: VERIFULL_SEED=#{@seed} ruby #{$PROGRAM_NAME} #{@driver} --count #{@count}" if @failures.any?
    died = @died > 1 + @checked / 1_000
    puts "Ruby died too often: the test has become weak" if died
    @failures.empty? && !too_few && !died ? 0 : 1
  end

  private

  def check(cases)
    @checked += cases.size
    answers(cases).each do |kase, real, ways|
      next @died += 1 if real["died"]

      count(real, ways)
      reason = difference(real, ways)
      @failures << [kase, reason] if reason
    end
  end

  def answers(cases)
    lines = cases.map { |kase| JSON.generate(kase.slice("text", "env", "rails_env")) }
    ours = Thread.new { @verifull.ask(lines) }
    cases.zip(@ruby.ask(lines), ours.value)
  end

  def count(real, ways)
    known = ways.size == 1 && !ways.first.key?("unknown") && !ways.first["text"]&.include?(nil)
    if real["error"]
      @raised += 1
      @raised_known += 1 if known
    else
      @rendered += 1
      @known += 1 if known
    end
  end

  # nil when one of the ways in which verifull says it may come out is Ruby's.
  def difference(real, ways)
    return if ways.any? { |way| allows?(way, real) }

    "Ruby: #{real.inspect}\nverifull: #{ways.first(3).inspect}"
  end

  def allows?(way, real)
    return true if way["unknown"]
    return way["error"] == real["error"] || !way["followed"] if way["error"] && real["error"]
    # A `rescue` ran, or something raised before what was seen to raise.
    return !way["followed"] if way["error"]
    # What can't be followed may raise as well.
    return way.key?("followed") && !way["followed"] if real["error"]
    return false unless way["text"]

    pattern = way["text"].map { |piece| piece ? Regexp.escape(piece) : ".*" }.join
    real["text"].match?(/\A#{pattern}\z/m)
  end

  def show
    @failures.group_by { |_, reason| kind(reason) }.sort_by { |_, all| -all.size }.first(SHOWN).each do |kind, all|
      puts "", "=== #{all.size} times: #{kind}"
      all.sort_by { |one, _| one["text"].size }.first(PER_KIND).each { |one, _| show_case(shrunk(one, kind)) }
    end
  end

  def show_case(kase)
    _, real, ways = answers([kase]).first
    puts "#{kase["name"]}, env #{kase["env"].inspect} #{kase["rails_env"]}", kase["text"].inspect, difference(real, ways)
  end

  def kind(reason)
    reason[/"error"=>"[^"]*"/] ? reason.scan(/(?:^Ruby|^verifull)|"error"=>"[^"]*"/).join(" ") : "another text"
  end

  def shrunk(kase, kind)
    fails = lambda do |some|
      texts = some.map { |one| one.merge("text" => one["files"]["config/database.yml"]) }
      answers(texts).map do |_, real, ways|
        reason = real["died"] ? nil : difference(real, ways)
        !reason.nil? && kind(reason) == kind
      end
    end
    small = Shrinker.new(&fails).shrink(kase.merge("files" => { "config/database.yml" => kase["text"] }, "environments" => ["x"]))
    kase.merge("text" => small["files"]["config/database.yml"], "env" => small["env"])
  end
end

exit ErbCompare.new(ARGV).run
