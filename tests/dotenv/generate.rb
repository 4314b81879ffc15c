# frozen_string_literal: true

require_relative "../rails/dice"

# Random environment files: what people write, its edges, and noise.
class DotenvGenerator
  include Dice

  NAMES = %w[A B C FOO DATABASE_URL PGSSLMODE lower D.OT 1X _U].freeze
  ODD_NAMES = ["A-B", "A B", "", "é", "A$", "export", "A[0]", "\"A\"", "DOTENV_LINEBREAK_MODE"].freeze
  WORDS = ["b", "verify-full", "postgres://u:p@h:5432/db?sslmode=require", "x y", "5", "é\u{1f600}", "b#c", "b # c", "it's", "a=b", ":", "%20",
           "legacy", "\u00a0", "\u2028", "\f", "\v", "A", "#"].freeze
  SPACES = ["", "", "", "", " ", "  ", "\t", "\u00a0", "\v"].freeze
  ENDS = ["\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r", " \n", ""].freeze
  NOISE = ["\"", "'", "\\", "$", "{", "}", "(", ")", "#", "=", ":", " ", "\n", "\r", "\t", "\0", "A", "B", "b", "export ", "$A", "${B}",
           "$(", "\\\\", "\\n", "\\\"", "\u{feff}", "é", "K", "ſ", "0"].freeze

  def initialize(seed)
    @random = Random.new(seed)
  end

  def kase
    rails_env = pick("production", "production", "test", "development", "staging")
    files = { ".env" => text }
    [".env.local", ".env.#{rails_env}", ".env.#{rails_env}.local", ".env.other"].each { |name| files[name] = text if chance(0.2) }
    files.delete(".env") if files.size > 1 && chance(0.1)
    env = NAMES.reject { chance(0.8) }.to_h { |name| [name, pick("", "process", "$A", "$(x)", "(", "$", "\\", " p ", "é", "${B", "legacy")] }
    env["DOTENV_LINEBREAK_MODE"] = pick("legacy", "legacy", "strict", "") if chance(0.1)
    { "files" => files, "env" => env, "rails_env" => rails_env, "environments" => [rails_env] }
  end

  private

  def text
    lines = Array.new(@random.rand(6) + (chance(0.1) ? 6 : 0)) { line }
    result = lines.map { |one| one + pick(*ENDS) }.join
    result = pick("\u{feff}", "\u{feff}", "\u{feff}\u{feff}") + result if chance(0.06)
    result = changed(result) if chance(0.25)
    result.insert(@random.rand(result.size + 1), "\u{E0FF}") if chance(0.01)
    result
  end

  def changed(text)
    (1 + @random.rand(3)).times do
      at = @random.rand(text.size + 1)
      chance(0.4) ? text.slice!(at) : text.insert(at, pick(*NOISE))
    end
    text
  end

  def line
    roll = @random.rand
    return assignment if roll < 0.72
    return pick("# note", "  # A=b", "#A=b", "", " ", "some words", "export", "lol$wut", "=b", "---", "A", "A # c", "[section]", "\t", "#") if roll < 0.82
    return "export #{Array.new(1 + @random.rand(2)) { name }.join(" ")}#{pick("", "=", "= ", " #c", "=b c")}" if roll < 0.84

    Array.new(@random.rand(9)) { pick(*NOISE) }.join
  end

  def assignment
    export = pick("", "", "", "", "export ", "export\t", "  export  ", "Export ", "export")
    separator = pick("=", "=", "=", "=", " = ", "= ", " =", ": ", ":", " : ", ":\t", "==", "=\n", ": \n", "=\t")
    "#{pick(*SPACES)}#{export}#{name}#{separator}#{value}#{pick(*SPACES)}#{pick("", "", "", " # note", "#note", " # it's", " # \"n\"", " x", "\"", ";")}"
  end

  def name
    chance(0.06) ? pick(*ODD_NAMES) : pick(*NAMES)
  end

  def value
    quote = pick("", "", "\"", "\"", "'", "'", "`")
    inner = Array.new(@random.rand(4)) { piece(quote) }.join
    closing = chance(0.05) ? pick("", "'", "\"", "\\#{quote}") : quote
    quote + inner + closing
  end

  def piece(quote)
    pick(
      -> { pick(*WORDS) }, -> { pick(*WORDS) }, -> { pick(*WORDS) }, -> { variable }, -> { variable }, -> { command(2) }, -> { escape(quote) },
      -> { quote.empty? ? " " : pick("\n", "\r\n", "\n\n", "#", " ", "\n  B=c\n") }
    ).call
  end

  def variable
    inner = name
    pick("$#{inner}", "$#{inner}", "${#{inner}}", "${#{inner}}", "\\$#{inner}", "\\${#{inner}}", "${#{inner}:-d}", "${#{inner}", "$#{inner}}", "$$#{inner}", "$",
         "${}", "$1", "$-", "$${#{inner}}", "\\\\$#{inner}", "$ſ", "$K")
  end

  def command(depth)
    inner = depth.positive? && chance(0.3) ? "echo #{command(depth - 1)}" : pick("date", "echo $A", "echo \"x\"", "", "(a)", "a ) (", "echo '${B}'", "a#b", "\\$A")
    pick("$(#{inner})", "$(#{inner})", "\\$(#{inner})", "$(#{inner}", "$#{inner})", "$$(#{inner})", "(#{inner})", "${A}(#{inner})", "`#{inner}`")
  end

  def escape(quote)
    pick("\\n", "\\r", "\\t", "\\\\", "\\#{quote}", "\\$", "\\\"", "\\'", "\\#", "\\ ", "\\\\n", "\\x", "\\")
  end
end
