# frozen_string_literal: true

# Holds verifull's reading of environment files against the real dotenv gem: which
# files of an environment count, in which order, and what each variable is after.
#
#   ruby tests/dotenv/compare.rb DRIVER [--count N] [--seed N]
#
# A value with the output of a command in it is unknown, every other one is equal.
# Exit 0: all agree; 1: they do not, and the smallest case found is printed; 77: no gem.

require_relative "gem"
require "optparse"
require_relative "../rails/peer"
require_relative "../rails/shrinker"
require_relative "fixed"
require_relative "generate"

class DotenvCompare
  BATCH = 500
  SHOWN = 6
  # Cases of different seeds have nothing in common.
  STRIDE = 1_000_003

  def initialize(arguments)
    @count = Integer(ENV.fetch("VERIFULL_RAILS_CASES", 4_000))
    @seed = Integer(ENV.fetch("VERIFULL_SEED") { Random.new_seed % 1_000_000_000 })
    OptionParser.new do |parser|
      parser.on("--count N", Integer) { |count| @count = count }
      parser.on("--seed N", Integer) { |seed| @seed = seed }
    end.parse!(arguments)
    @driver = arguments.fetch(0) { abort "compare.rb: the driver's path is missing" }
    @cases = @values = @commands = @errors = 0
    @failures = Hash.new { |all, kind| all[kind] = [] }
  end

  def run
    puts "dotenv #{DotenvGem.version}, seed #{@seed}"
    @real = Peer.new("ruby", File.join(__dir__, "oracle.rb"))
    @verifull = Peer.new(@driver)
    check(DotenvFixed.cases)
    (0...@count).each_slice(BATCH) do |numbers|
      check(numbers.map { |number| DotenvGenerator.new(@seed * STRIDE + number).kase })
    end
    puts "#{@cases} cases: #{@failures.values.sum(&:size)} differ; #{@values} values, #{@commands} of them of a command, #{@errors} files refused"
    show
    # Else nothing much was compared; but dotenv 2.2 refuses most files.
    weak = ENV["VERIFULL_DOTENV_LIB"].nil? && (@values < @cases || @errors > @cases / 3 || @commands < @cases / 100)
    puts "the random cases have become weak" if weak
    @failures.empty? && !weak ? 0 : 1
  end

  private

  def check(kases)
    @cases += kases.size
    answers(kases).each do |kase, real, ours|
      count(real)
      kind, = difference(real, ours)
      @failures[kind] << kase if kind
    end
  end

  def answers(kases)
    lines = kases.map { |kase| JSON.generate(kase.slice("files", "env", "rails_env").merge("version" => DotenvGem.version)) }
    ours = Thread.new { @verifull.ask(lines) }
    kases.zip(@real.ask(lines), ours.value)
  end

  def count(real)
    return @errors += 1 if real["error"]

    @values += real["env"].size
    @commands += real["env"].values.count { |value| value.include?(DotenvGem::OUTPUT) }
  end

  # Its kind and how it shows; nil for none.
  def difference(real, ours)
    if real["error"] != ours["error"]
      return ["error #{real["error"].inspect}, verifull #{ours["error"].inspect}", "#{real["message"]}\n#{ours["message"]}"]
    end
    return if real["error"]

    names = real["env"].keys | ours["env"].keys
    name = names.find { |one| !same?(real["env"][one], ours["env"][one]) }
    name && ["another value", "#{name}: dotenv #{real["env"][name].inspect}, verifull #{ours["env"][name].inspect}"]
  end

  def same?(real, pieces)
    return false if real.nil? || pieces.nil?

    output = real.include?(DotenvGem::OUTPUT)
    return false unless output == pieces.include?(nil)

    real.match?(/\A#{pieces.map { |piece| piece ? Regexp.escape(piece) : ".*" }.join}\z/m)
  end

  def show
    @failures.sort_by { |_, all| -all.size }.first(SHOWN).each do |kind, all|
      kase = shrunk(all.min_by { |one| JSON.generate(one).size }, kind)
      _, real, ours = answers([kase]).first
      puts "", "=== #{all.size} times: #{kind}", difference(real, ours)&.last, "#{kase["rails_env"]}, env #{kase["env"].inspect}"
      kase["files"].each { |name, text| puts "--- #{name}", "  #{text.inspect}" }
    end
    puts "", "again: VERIFULL_SEED=#{@seed} ruby #{$PROGRAM_NAME} #{@driver} --count #{@count}" if @failures.any?
  end

  def shrunk(kase, kind)
    Shrinker.new { |some| answers(some).map { |_, real, ours| difference(real, ours)&.first == kind } }.shrink(kase)
  end
end

exit DotenvCompare.new(ARGV).run
