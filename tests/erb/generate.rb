# frozen_string_literal: true

require_relative "../rails/dice"

# Random templates. Ruby is written by type, so that most of it runs: the subset
# that verifull follows, its edges, and things beyond it. Nothing here touches
# anything outside of the process.
class ErbGenerator
  include Dice

  NAMES = %w[A B C URL_X EMPTY NONE].freeze
  VALUES = ["", " ", "a", "verify-full", "5", "0", "x y", "postgres://u:p@h/db?sslmode=require", "é", "\u{1f600}", "a\nb", "a,b,c",
            "TRUE", "yes", "010", "1.5", "-3", "a'b", "a\"b", "\\", "A_b-C", "  pad  ", "%", "$X", "0x1f", "1_000"].freeze
  WORDS = ["", "a", "b", "verify-full", "a-b_c", "x y", "5", "É", "a,b", "A", ":", "it's", "  z ", "aXbXc", "%d", "ab" * 3].freeze

  def initialize(seed)
    @random = Random.new(seed)
    @locals = []
  end

  def kase
    env = NAMES.reject { |name| name == "NONE" || chance(0.35) }.to_h { |name| [name, pick(*VALUES)] }
    env["EMPTY"] = "" if env.key?("EMPTY")
    text = Array.new(1 + @random.rand(5)) { piece(2) }.join
    text = blindly_changed(text) if chance(0.08)
    { "text" => text, "env" => env, "rails_env" => pick("production", "test", "staging") }
  end

  private

  def piece(depth)
    return plain if depth.zero? || chance(0.25)

    pick(
      -> { "<%=#{space}#{any(3)}#{space}%>#{plain}" }, -> { "<%=#{space}#{any(3)}#{space}%>#{plain}" }, -> { "<%= #{text(3)} %>" },
      -> { "<%= #{number(3)} %>" }, -> { "<% if #{bool(2)} %>#{piece(depth - 1)}<% end %>" },
      -> { "<% unless #{bool(2)} %>#{piece(depth - 1)}<% else %>#{piece(depth - 1)}<% end %>" },
      -> { "<% if #{bool(1)} %>#{piece(depth - 1)}<% elsif #{bool(2)} %>#{piece(depth - 1)}<% else %>#{piece(0)}<% end %>" },
      -> { each_block(depth) }, -> { assignment }, -> { "<% case #{text(1)}\n when #{text(0)}, #{text(0)} then %>#{piece(0)}<% else %>#{piece(0)}<% end %>" },
      -> { "<% ENV[#{name}] #{pick("=", "||=")} #{text(1)} %>" }, -> { "<%# #{pick("note", "it's", "\"", "end")} %>#{plain}" },
      -> { "<% #{any(2)} %>" }, -> { "<% # note %>\n" }, -> { "<%= #{text(2)} -%>\n" }, -> { "<%- #{text(1)} %>" }
    ).call
  end

  def plain
    pick("\n", "\n", " ", "x", "key: value\n", "é\u{1f600}", "a\r\n", "<%% raw %>", "%%>", "% line\n", "%% x\n", "\t", "'\"\\", "\#{x}", "<", "%", "", "<% %>", "<%=%>", "\\n",
         "`", "$x", "\u2028", "  - a\n").dup
  end

  def each_block(depth)
    local = "v#{@locals.size}"
    source = pick(list(1), list(1), "#{1 + @random.rand(3)}.times", "(1..3)")
    source += ".each" unless source.end_with?(".times")
    source = source.sub("times.each", "times")
    @locals.push(local)
    inside = "#{piece(depth - 1)}<%= #{local} %>"
    @locals.pop
    pick("<% #{source} do |#{local}| %>#{inside}<% end %>", "<% #{source} { |#{local}| %>#{inside}<% } %>")
  end

  def assignment
    local = "w#{@random.rand(2)}"
    "<% #{local} = #{any(2)} %><%= #{local} %>"
  end

  def any(depth)
    return leaf if depth.zero?

    pick(
      -> { text(depth) }, -> { text(depth) }, -> { text(depth) }, -> { number(depth) }, -> { bool(depth) }, -> { list(depth) }, -> { hash(depth) },
      -> { "#{bool(depth - 1)} ? #{any(depth - 1)} : #{any(depth - 1)}" }, -> { "#{any(depth - 1)} if #{bool(1)}" },
      -> { "(#{any(depth - 1)} || #{any(depth - 1)})" }, -> { "(#{any(depth - 1)} && #{any(depth - 1)})" }, -> { "(#{any(depth - 1)} rescue #{text(0)})" },
      -> { "(if #{bool(1)} then #{any(depth - 1)} else #{any(depth - 1)} end)" }, -> { "[#{any(depth - 1)}, #{any(depth - 1)}].compact.first" },
      -> { "begin; #{any(depth - 1)}; rescue #{pick("KeyError", "StandardError", "TypeError, NoMethodError", "ArgumentError => e")}; #{text(0)}; end" },
      -> { "(#{any(depth - 1)}).#{pick("to_s", "inspect", "nil?", "class", "presence", "blank?", "present?", "to_json", "frozen?", "then { |o| o }")}" },
      -> { "(#{any(depth - 1)})&.#{pick("to_s", "inspect")}" }, -> { "case #{any(depth - 1)} when nil then #{text(0)} when String then #{text(1)} else #{text(0)} end" },
      -> { outside }
    ).call
  end

  def leaf
    pick(-> { literal }, -> { variable }, -> { variable }, -> { integer }, -> { pick("nil", "true", "false", ":sym", "1.5") },
         -> { @locals.empty? ? "Rails.env" : pick(*@locals) }).call
  end

  def variable
    pick(-> { "ENV[#{name}]" }, -> { "ENV.fetch(#{name})" }, -> { "ENV.fetch(#{name}, #{literal})" }, -> { "ENV.fetch(#{name}) { #{literal} }" },
         -> { "ENV.fetch(#{name}, nil)" }, -> { "ENV[#{name}].presence" }, -> { "ENV.values_at(#{name}, #{name}).compact.first" }, -> { "ENV.dig(#{name})" }).call
  end

  def text(depth)
    return pick(-> { literal }, -> { literal }, -> { "ENV.fetch(#{name}, #{literal})" }, -> { "ENV[#{name}].to_s" }, -> { "Rails.env" }).call if depth.zero?

    inner = text(depth - 1)
    pick(
      -> { inner }, -> { "\"#{pick("", "a-")}\#{#{any(depth - 1)}}#{pick("", "/x", "é")}\"" }, -> { "#{inner} + #{text(depth - 1)}" },
      -> { "(#{inner}).#{string_method}" }, -> { "(#{inner}).#{string_method}" }, -> { "(#{inner}) * #{@random.rand(3)}" }, -> { "#{list(depth - 1)}.join(#{literal})" },
      -> { "format(#{pick("\"%s-%d\"", "\"%05.1f|%s\"", "'%-5s|'", "\"%x\"", "\"%<a>s\"")}, #{any(depth - 1)}, #{number(0)})" },
      -> { "(#{number(depth - 1)}).to_s" }, -> { "\"%s=%s\" % [#{any(depth - 1)}, #{inner}]" }, -> { "(#{inner})[#{pick("0", "-1", "0, 2", "1..", "0..1", "/[a-z]+/", "\"a\"", "5, 1", "-9")}]" },
      -> { "#{bool(0)} ? #{inner} : #{literal}" }, -> { "(#{inner} << #{literal.sub(/\A(?=.)/, "")})" }, -> { "#{hash(0)}[#{pick(":a", ":b", "\"a\"")}].to_s" },
      -> { "#{list(depth - 1)}.#{pick("first", "last", "min_by(&:to_s)", "inspect", "to_s")}.to_s" }
    ).call
  end

  def string_method
    pick("strip", "lstrip", "rstrip", "upcase", "downcase", "capitalize", "swapcase", "reverse", "chomp", "chomp(\"a\")", "chop", "to_s", "dup", "freeze", "inspect", "dump",
         "sub(\"a\", \"b\")", "gsub(\"a\", \"bb\")", "gsub(/[a-z]/, \"<\\\\0>\")", "sub(/(x)(y)?/, '\\2\\1')", "gsub(/\\s+/, \"\")", "tr(\"a-y\", \"b-z\")", "tr(\"_\", \"-\")", "delete(\"a\")",
         "squeeze", "ljust(8, \".\")", "rjust(6)", "center(7, \"*\")", "split(\",\").first.to_s", "split.last.to_s", "split(\"\").join(\"|\")", "slice(0, 3).to_s", "prepend(\"p\")",
         "concat(\"q\")", "succ", "hex.to_s", "to_i.to_s", "to_f.to_s", "length.to_s", "bytesize.to_s", "start_with?(\"a\").to_s", "end_with?(\"l\").to_s", "include?(\"a\").to_s", "index(\"b\").to_s",
         "match?(/a|b/).to_s", "delete_prefix(\"a\")", "delete_suffix(\"b\")", "insert(0, \"i\")", "each_char.to_a.size.to_s", "lines.size.to_s", "partition(\"-\").last", "rpartition(\"_\").first",
         "unicode_normalize", "to_sym.inspect", "presence.to_s", "truncate(4)", "parameterize", "underscore", "camelize", "squish", "titleize", "first(2)", "last", "from(1).to_s", "encoding.to_s", "scan(/./).size.to_s",
         "then { |s| s + \"!\" }", "tap { |s| s }", "eql?(\"a\").to_s", "hash.class.to_s", "crypt(\"ab\")", "unpack1(\"H*\")", "sum.to_s", "ord.to_s", "chars.sort.join", "casecmp?(\"A\").to_s", "empty?.to_s", "=~(/b/).to_s")
  end

  def number(depth)
    return integer if depth.zero?

    pick(
      -> { integer }, -> { "(#{text(depth - 1)}).to_i" }, -> { "(#{text(depth - 1)}).#{pick("length", "size", "to_f", "bytesize", "count(\"a\")", "hex", "oct")}" },
      -> { "#{number(depth - 1)} #{pick("+", "-", "*", "/", "%", "**", "<=>", "&", "|", "<<")} #{number(0)}" }, -> { "Integer(#{text(depth - 1)})" }, -> { "Float(#{text(depth - 1)})" },
      -> { "Integer(#{text(0)}, exception: false).inspect" }, -> { "[#{number(0)}, #{number(0)}].#{pick("max", "min", "sum", "size", "first")}" }, -> { "-(#{number(depth - 1)})" },
      -> { "(#{number(depth - 1)}).#{pick("abs", "round", "ceil", "floor", "to_f", "to_i", "succ", "pred", "digits.first", "clamp(1, 5)", "fdiv(2)", "divmod(3).inspect", "to_s(2)", "bit_length", "zero?", "even?", "between?(1, 4)")}" },
      -> { "#{list(depth - 1)}.size" }
    ).call
  end

  def bool(depth)
    return pick(-> { "ENV[#{name}]" }, -> { "ENV.key?(#{name})" }, -> { "Rails.env.#{pick("production?", "test?", "local?", "development?")}" }, -> { pick("true", "false", "nil") },
                -> { "ENV[#{name}].#{pick("nil?", "present?", "blank?")}" }, -> { "defined?(#{pick("x", "ENV", "Rails", "PG", "w0", "puts")})" }).call if depth.zero?

    pick(
      -> { "#{any(depth - 1)} #{pick("==", "!=", "===", "eql?")} #{any(depth - 1)}".sub(/ eql\? (.*)/) { ".eql?(#{$1})" } }, -> { "(#{bool(depth - 1)} #{pick("&&", "||", "and", "or")} #{bool(0)})" }, -> { "!#{bool(0)}" },
      -> { "(not #{bool(depth - 1)})" }, -> { "#{text(depth - 1)} #{pick("=~", "!~")} #{pick("/a/", "/\\A\\d+\\z/", "/^v.*l$/", "/[^a-z]/i", "/(a|b)+/")}" }, -> { "#{number(depth - 1)} #{pick("<", ">", "<=", ">=", "==")} #{number(0)}" },
      -> { "#{list(0)}.#{pick("include?", "member?")}(#{text(0)})" }, -> { "(#{text(depth - 1)}).#{pick("empty?", "blank?", "present?", "start_with?(\"v\", \"p\")", "match?(/a/)", "include?(\"a\")")}" },
      -> { "#{list(depth - 1)}.#{pick("any?", "empty?", "all?", "none?", "one?")}" }, -> { "(#{text(0)}).in?(#{list(0)})" }, -> { "ENV.#{pick("key?", "has_key?", "include?", "member?")}(#{name})" }
    ).call
  end

  def list(depth)
    return pick(-> { "%w[#{pick("a b", "a-b c", "", "verify-full require", "a\#{1} b")}]" }, -> { "[#{literal}, #{integer}, nil]" }, -> { "[]" }, -> { "%i[a b]" }, -> { "[ENV[#{name}], #{literal}]" }).call if depth.zero?

    pick(
      -> { list(0) }, -> { "#{text(depth - 1)}.split(#{pick("\",\"", "", "\"-\"", "/[,-]/", "\"\"", "\",\", 2")})" }, -> { "[#{any(depth - 1)}, #{any(depth - 1)}]" },
      -> { "#{list(depth - 1)}.#{pick("compact", "reverse", "uniq", "flatten", "map(&:to_s)", "reject(&:nil?)", "select { |s| s }", "map { |s| \"<\#{s}>\" }", "first(1)", "take(2)", "drop(1)", "compact_blank", "sort_by(&:to_s)", "each_with_index.map { |s, i| \"\#{i}\#{s}\" }", "rotate", "zip([1, 2])", "each_slice(2).to_a", "partition { |s| s }")}" },
      -> { "#{list(depth - 1)} #{pick("+", "-", "|", "&")} #{list(0)}" }, -> { "[*#{list(0)}, #{literal}]" }, -> { "Array(#{any(depth - 1)})" }
    ).call
  end

  def hash(depth)
    value = -> { depth.zero? ? leaf : any(depth - 1) }
    pick("{ a: #{value.call}, \"b\" => #{value.call} }", "{ a: #{value.call} }.merge(b: #{value.call})", "{}", "{ \"a\": #{value.call} }", "Hash[[[:a, #{value.call}]]]",
         "{ a: #{value.call}, b: nil }.compact", "{ a: #{value.call} }.transform_values(&:to_s)", "{ a: #{value.call} }.to_a", "{ a: 1 }.map { |k, v| \"\#{k}=\#{v}\" }")
  end

  def outside
    pick("[1, 2, 3].each_cons(2).to_a", "Struct.new(:a).new(1).a", "(raise ArgumentError)", "(raise 'x')", "method(:puts).name", "ENV.to_h.size", "undefined_thing", "undefined_call(1)", "catch(:x) { throw :x, 5 }",
         "lambda { |x| x }.call(#{literal})", "proc { 1 }.()", "(1..5).step(2).to_a", "1.then { _1 + 1 }", "eval('1 + 1')", "binding.local_variables.size", "__method__.inspect", "self.to_s", "Comparable.name",
         "$stdout.class", "\"a\".instance_of?(String)", "Class.new.new.nil?", "Math.sqrt(4)", "Rational(1, 2)", "Complex('1+2i')", "Set.new([1]).size", "ObjectSpace.respond_to?(:x)", "rand(1)", "Date.new(2020, 1, 2).to_s",
         "[3, 1].sort { |a, b| a <=> b }", "(def helper; 5; end; helper)", "loop { break 7 }", "[1, 2].inject(:+)", "<<~T.strip\n  a\nT\n", "?a", ":\"a b\".to_proc.call('x')", "while false do end.inspect", "__FILE__.class", "__LINE__", "a, b = 1, 2")
  end

  def literal
    word = pick(*WORDS)
    pick(-> { word.inspect }, -> { "'#{word.gsub("'", "\\\\'")}'" }, -> { "%q(#{word})" }, -> { "%(#{word.gsub("%", "")})" }, -> { word.inspect }).call
  end

  def integer
    pick("0", "1", "5", "10", "-3", "1_000", "0x1f", "010", "0b11", "2.5", "1e3", "123456789012345678901")
  end

  def name
    pick("\"%s\"", "'%s'") % pick(*NAMES)
  end

  def space
    pick(" ", " ", " ", "", "\n", "  ")
  end

  CHANGES = ["<%", "%>", "<%=", "end", "'", "\"", "(", ")", "{", "}", "#", "\n", "\r\n", "-%>", "do", "|", "\\", "=", ".", ",", "\u{1f600}", "\ufeff", "\t", ";"].freeze

  # A piece in, or a few characters out, wherever it happens to be.
  def blindly_changed(text)
    at = @random.rand(text.size + 1)
    chance(0.5) ? text.dup.insert(at, pick(*CHANGES)) : text[0...at] + text[(at + 1 + @random.rand(3))..].to_s
  end
end
