# frozen_string_literal: true

require "json"
require_relative "dice"
require_relative "templates"
require_relative "vocabulary"

# Random projects, each from a seed of its own: mostly what people write, with a
# nasty tail.
class Generator
  include Dice
  include Vocabulary

  def initialize(seed)
    @random = Random.new(seed)
    @templates = Templates.new(@random)
    @anchors = []
    @nasty = @random.rand < 0.4 ? @random.rand * 0.3 : 0.02
    @erb = @random.rand < 0.6 ? 0.25 : 0
  end

  def kase
    files = { "config/database.yml" => changed(document) }
    dotenv = chance(0.15)
    files.merge!(dotenv_files) if dotenv
    env = variables
    { "files" => files, "env" => env, "environments" => environments, "dotenv" => dotenv,
      "opaque" => @templates.opaque || beyond?(files, env),
      "credentials" => pick({}, { "db" => "secret" }, { "db" => { "password" => "p" } }) }
  end

  private

  # Ruby that nobody may follow, and texts that only Ruby's tables can classify.
  def beyond?(files, env)
    text = files["config/database.yml"]
    all = JSON.generate([files, env])
    code = text.include?("<%")
    @blind && (code || text.include?("!")) || all.include?("!ruby") ||
      code && text.match?(/inspect|to_json/) && all.match?(/[^\x00-\x7f\u00a1-\u024f]/) ||
      text.match?(/Rails\.root.*presence/)
  end

  def environments
    chance(0.7) ? ["production"] : %w[production staging test]
  end

  def variables
    Array.new(@random.rand(5)) { VARIABLES.sample(random: @random) }.uniq.to_h { |name| [name, value_of(name)] }
  end

  def value_of(name)
    return chance(0.9) ? url : pick(*ODD) if name.end_with?("DATABASE_URL") && chance(0.95)
    return pick(*MODES, *MODES, "", "bogus") if name.include?("SSL")

    pick(*PLAIN, *PLAIN, *ODD, *INJECTIONS, "", url)
  end

  def url
    return pick(*WHOLE_URLS) if chance(0.12)

    query = Array.new(pick(0, 0, 1, 1, 2, 3)) { pick(*QUERIES) }.join("&")
    query = "?#{query}" unless query.empty?
    clean = chance(0.6)
    "#{clean ? pick("postgres", "postgresql") : pick(*SCHEMES)}://#{clean ? pick("u:p@", "") : pick("", *USERS)}" \
      "#{clean ? pick("h", "db.example.com") : pick("", *HOSTS)}#{clean ? pick("", ":5432") : pick(*PORTS)}" \
      "#{clean ? "/db" : pick(*PATHS)}#{query}#{clean ? "" : pick(*ENDS)}"
  end

  def document
    parts = []
    parts << anchor_holder if chance(0.6)
    parts << shared if chance(0.12)
    names = Array.new(pick(1, 1, 2, 3)) { pick(*ENVIRONMENTS) }
    names.uniq! unless chance(0.05)
    names.each { |name| parts << environment(name) }
    parts << pick("", "# comment\n", "# <%= ENV[\"X\"] %>\n", "...\n", "---\nother: 1\n") if chance(0.1)
    parts.shuffle!(random: @random) if chance(0.05)
    parts.unshift(pick("---\n", "# a comment\n", "%YAML 1.1\n---\n", "\n", "--- # x\n")) if chance(0.15)
    parts.map { |part| chance(@erb / 3) ? @templates.wrap(part) : part }.join
  end

  def anchor_holder
    name = pick("default", "default", "base", "common")
    text = "#{name}: &#{name}\n#{mapping(2)}"
    @anchors << name
    text
  end

  def shared
    anchor = pick("", "", "&shared")
    text = "shared: #{anchor}\n#{pick(-> { mapping(2) }, -> { databases(2) }, -> { "  x: 1\n" }).call}"
    @anchors << "shared" unless anchor.empty?
    text
  end

  def environment(name)
    key = chance(@nasty) ? pick("\"#{name}\"", "'#{name}'", "? #{name}\n", "!!str #{name}", "#{name} ", ":#{name}") : name
    pick(
      -> { "#{key}:\n#{mapping(2)}" }, -> { "#{key}:\n#{mapping(2)}" }, -> { "#{key}:\n#{mapping(2)}" }, -> { "#{key}:\n#{databases(2)}" },
      -> { "#{key}:\n#{databases(2)}" }, -> { chance(0.3) ? "#{key}: #{scalar(url)}\n" : "#{key}:\n#{mapping(2)}" },
      -> { chance(@nasty) ? "#{key}: #{pick(*ODD)}\n" : "#{key}:\n#{mapping(2)}" },
      -> { @anchors.empty? ? "#{key}:\n#{mapping(4)}" : "#{key}: *#{pick(*@anchors)}\n" },
      -> { "#{key}: {#{flow_pairs}}\n" }, -> { chance(@nasty) ? "#{key}:\n" : "#{key}:\n  url: #{value("url")}\n" }
    ).call
  end

  def databases(indent)
    space = " " * indent
    Array.new(pick(1, 2, 2, 3)) do
      name = pick(*NAMES)
      next "#{space}#{name}: #{pick("", scalar(url), "5", "*x")}\n" if chance(0.06)
      next "#{space}#{name}: *#{pick(*@anchors)}\n" if chance(0.05) && @anchors.any?
      next "#{space}<<: *#{pick(*@anchors)}\n" if chance(0.04) && @anchors.any?

      next "#{space}#{name}:\n#{mapping(indent + 2)}" unless chance(0.15)

      anchor = name.tr("-", "_")
      text = "#{space}#{name}: &#{anchor}\n#{mapping(indent + 2)}"
      @anchors << anchor
      text
    end.join
  end

  def mapping(indent)
    space = " " * indent
    pairs = []
    pairs << "#{space}<<: #{merge}\n" if @anchors.any? && chance(0.6)
    pairs << "#{space}adapter: postgresql\n" if chance(0.7)
    pairs.concat(Array.new(@random.rand(6)) { pair(space) })
    pairs.shuffle!(random: @random) if chance(0.2)
    pairs = ["#{space}host: h\n"] if pairs.empty?
    pairs.map { |text| chance(@erb / 5) ? @templates.wrap(text) : text }.join
  end

  def pair(space)
    key = pick(*KEYS)
    return "#{space}<<: #{merge}\n" if key == "<<" && (@anchors.any? || chance(@nasty))
    return "#{space}#{pick("variables", "x")}:\n#{space}  statement_timeout: #{pick(*ODD)}\n#{space}  a: b\n" if key == "variables" && chance(0.8)
    return "#{space}#{@templates.tag}: x\n" if chance(@erb / 12)

    key = pick(":#{key}", "\"#{key}\"", "'#{key}'", "#{key} ", "? #{key}\n#{space}", "!!str #{key}", ":\"#{key}\"", "&k#{@random.rand(9)} #{key}") if chance(@nasty / 2)
    comment = chance(0.08) ? "#{pick(" ", "  ", "")}# #{pick("note", "sslmode: x", "é")}" : ""
    blank = chance(0.05) ? pick("\n", "#{space}# sslmode: disable\n", "   \n") : ""
    "#{blank}#{space}#{key}:#{pick(" ", " ", " ", "  ")}#{value(key)}#{comment}\n"
  end

  def merge
    return pick("{a: 1, sslmode: allow}", "x", "[]", "", "[x]", "{}", "*nope", "[{a: 1}, 5]", "[[{a: 1}]]", "~", "&y {b: 1}") if @anchors.empty? || chance(@nasty)

    one = pick(*@anchors)
    pick("*#{one}", "*#{one}", "*#{one}", "[*#{one}, *#{pick(*@anchors)}]", "[*#{one}]", "[{host: f}, *#{one}]")
  end

  def value(key)
    return erb_value if chance(@erb)
    return pick(*ODD) if chance(@nasty)
    return block_value if chance(@nasty / 3)

    scalar(fitting(key))
  end

  def fitting(key)
    case key
    when /url/ then url
    when /mode/ then pick(*MODES)
    when /adapter/ then chance(0.85) ? "postgresql" : pick("postgis", "mysql2", "sqlite3", "postgres", "trilogy", "Postgresql", ":postgresql")
    when /host/ then pick("h", "db.example.com", "localhost", "/tmp", "::1", "a,b")
    when /port/ then pick("5432", "5433", "5432,5433")
    when "requiressl" then pick("1", "0", "true")
    when "pool" then pick("5", "0", "<%= ENV.fetch(\"RAILS_MAX_THREADS\") { 5 } %>", "x")
    else pick(*PLAIN)
    end
  end

  def scalar(text)
    case @random.rand(10)
    when 0, 1 then text.inspect.gsub("\\#", "#").gsub("\\e", "\\x1b")
    when 2 then "'#{text.gsub("'", "''")}'"
    else text
    end
  end

  def erb_value
    tag = @templates.tag
    pick(tag, tag, tag, "\"#{tag}\"", "\"#{tag}\"", "'#{tag}'", "#{tag}#{@templates.tag}", "x-#{tag}", "postgres://#{tag}/db", "\"#{tag}?sslmode=require\"",
         "#{tag} # #{tag}", "<%= ENV[\"DATABASE_URL\"] %>", ":#{tag}", "[#{tag}]", "{a: #{tag}}")
  end

  def block_value
    pick("|\n      a\n      b", ">\n      a\n      b", "|-\n      a", ">-\n      verify-\n      full", "\n      multi\n      line", "\"a\n      b\"", "'a\n\n      b'",
         "[a,\n      b]", "{a: 1,\n      b: 2}", "\n      - a\n      - b", "\n    - a", "\n      verify-full", "|2\n      a", "|+\n      a\n\n", "&z\n      a: 1", "!!str\n      a")
  end

  def flow_pairs
    Array.new(@random.rand(4)) { "#{pick(*KEYS.first(20))}: #{pick(*PLAIN, *PLAIN, *ODD)}" }.join(", ")
  end

  def dotenv_files
    names = [".env", ".env", ".env.production", ".env.local", ".env.production.local", ".env.test", ".env.test.local", ".env.staging"]
    Array.new(pick(1, 1, 2, 3)) { pick(*names) }.uniq.to_h { |name| [name, dotenv_text] }
  end

  def dotenv_text
    lines = Array.new(@random.rand(1..6)) do
      name = chance(0.95) ? pick(*VARIABLES) : pick("a.b", "1A", "é", "A-B", "A B", "")
      assign = chance(0.85) ? "=" : pick(": ", " = ", ":", "= ", " =", ":  ", " : ")
      pick("", "", "", "", "export ", "  ", "#", "export  ") + name + assign + dotenv_value(name)
    end
    lines << pick("", "# comment", "FOO", "export X", "prose here", "export", "=x", "export NONE X", "   ", "export FOO=") if chance(0.3)
    ending = pick("\n", "\n", "\n", "\n", "\r\n", "\r")
    pick("", "", "", "\ufeff") + lines.join(ending) + pick(ending, ending, "")
  end

  def dotenv_value(name)
    return pick(*DOTENV_VALUES) if chance(0.6)

    text = value_of(name)
    text = text.tr("\n", " ").gsub(/\$\(/, "$")
    pick(text, text, "\"#{text}\"", "'#{text}'")
  end

  # Blind changes to the whole text.
  def changed(text)
    text = text.gsub("\n", "\r\n") if chance(0.06)
    text = "\ufeff#{text}" if chance(0.02)
    text = text.chomp if chance(0.1)
    return text unless chance(0.12)

    @blind = true
    pick(1, 1, 2, 3).times { text = change(text) }
    text
  end

  def change(text)
    at = @random.rand(text.size + 1)
    lines = text.lines
    line = @random.rand([lines.size, 1].max)
    pick(
      -> { text.dup.insert(at, pick(*NASTY)) }, -> { text.dup.insert(at, pick(*NASTY)) }, -> { text[0, at] + (text[(at + 1)..] || "") },
      -> { lines.dup.tap { |all| all.delete_at(line) }.join }, -> { lines.dup.insert(line, lines[line] || "").join },
      -> { lines.shuffle(random: @random).join }, -> { lines.dup.tap { |all| all[line] = " #{all[line]}" }.join },
      -> { lines.dup.tap { |all| all[line] = all[line].to_s.sub(/\A /, "") }.join }, -> { text[0, at] }
    ).call
  end
end
