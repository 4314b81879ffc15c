# frozen_string_literal: true

require_relative "dice"
require_relative "vocabulary"

# Random Ruby for output tags and conditions: what verifull follows, and now and
# then what nobody may follow.
class Templates
  include Dice
  include Vocabulary

  attr_reader :opaque

  def initialize(random)
    @random = random
    @opaque = false
  end

  def tag
    "<%=#{pick(" ", " ", " ", "")}#{expression(3)}#{pick(" ", " ", " ", "")}%>"
  end

  def condition
    pick(
      -> { "ENV[#{variable}]" }, -> { "ENV.key?(#{variable})" }, -> { "Rails.env.#{pick("production", "test", "staging")}?" },
      -> { "ENV[#{variable}] == #{string}" }, -> { "ENV[#{variable}].present?" }, -> { "ENV[#{variable}].blank?" },
      -> { "!ENV[#{variable}]" }, -> { "ENV[#{variable}] && ENV[#{variable}] != #{string}" }, -> { "Rails.env == #{string}" },
      -> { "#{condition} || #{condition}" }, -> { "%w[a b].include?(ENV[#{variable}])" }, -> { "ENV.fetch(#{variable}, #{string}) =~ /a/" },
      -> { "ENV[#{variable}].to_i > 3" }, -> { outside && "defined?(PG)" }, -> { "ENV[#{variable}].nil?" }
    ).call
  end

  def expression(depth)
    return leaf if depth <= 0 || chance(0.35)

    inner = -> { expression(depth - 1) }
    pick(
      -> { "ENV[#{variable}] || #{inner.call}" }, -> { "ENV.fetch(#{variable}, #{inner.call})" },
      -> { "ENV.fetch(#{variable}) { #{inner.call} }" }, -> { "ENV[#{variable}].presence || #{inner.call}" },
      -> { "#{condition} ? #{inner.call} : #{inner.call}" }, -> { "(#{inner.call}).to_s" }, -> { "(#{inner.call})#{method}" },
      -> { "[ENV[#{variable}], #{inner.call}].compact.first" }, -> { "\"\#{#{inner.call}}#{pick("-x", "", "?sslmode=require")}\"" },
      -> { "#{inner.call} if #{condition}" }, -> { "(#{inner.call} rescue #{string})" }, -> { "Rails.root.join(#{string}, #{string})" },
      -> { "#{string} + ENV[#{variable}].to_s" }, -> { "(#{inner.call}).inspect" }, -> { "(#{inner.call}).to_json" },
      -> { "[#{inner.call}, #{inner.call}].join(\",\")" }, -> { "{ a: #{inner.call} }[:a]" }, -> { "[#{inner.call}].first" },
      -> { "#{string} % [#{inner.call}]" }, -> { "ENV.values_at(#{variable}, #{variable}).compact.first" }, -> { "(#{inner.call} or #{string})" },
      -> { "ENV.fetch(#{variable}, nil)" }, -> { "begin; #{inner.call}; rescue KeyError; #{string}; end" }, -> { outside }
    ).call
  end

  # Statement tags; the text stands between them.
  def wrap(text)
    pick(
      -> { "<% if #{condition} %>\n#{text}<% end %>\n" }, -> { "<% unless #{condition} %>\n#{text}<% end %>\n" },
      -> { "<% if #{condition} %>\n#{text}<% else %>\n#{text.sub("verify-full", "require")}<% end %>\n" },
      -> { "<%# #{text.lines.first&.strip&.delete("%>")} %>\n#{text}" }, -> { "<% v = #{expression(2)} %>\n#{text}" },
      -> { "<% %w[a b].each do |one| %>\n#{text.gsub("app", "<%= one %>")}<% end %>\n" },
      -> { "<% case ENV[#{variable}] when #{string} %>\n#{text}<% else %>\n#{text}<% end %>\n" },
      -> { "<% 2.times do |i| %>\n#{text.gsub("cache", "cache<%= i %>")}<% end %>\n" },
      -> { "<% ENV[#{variable}] ||= #{string} %>\n#{text}" }, -> { "<% #{expression(2)} %>\n#{text}" }
    ).call
  end

  private

  def leaf
    pick(
      -> { "ENV[#{variable}]" }, -> { "ENV[#{variable}]" }, -> { "ENV.fetch(#{variable})" }, -> { string }, -> { string },
      -> { "ENV.fetch(#{variable}, #{string})" }, -> { "Rails.env" }, -> { pick("5", "nil", "true", "false", ":sym", "1.5", "010", "0x1f", "1_000") },
      -> { "Rails.root" }, -> { "ENV[#{variable}].to_s" }, -> { "ENV[#{variable}].to_i" }, -> { "ENV[#{variable}]&.downcase" }
    ).call
  end

  def outside
    @opaque = true
    pick(
      "Rails.application.credentials.db", "Rails.application.credentials.dig(:db, :password)", "File.basename(__FILE__)",
      "Time.now.year", "[1,2,3].sum", "`true`", "Etc.getlogin", "Struct.new(:a).new(1).a", "(raise 'x')", "method(:puts).name",
      "ENV.to_h.size", "Integer('x')", "undefined_thing", "URI('postgres://h/db').host", "JSON.parse('{\"a\":1}')['a']", "Socket.gethostname.size"
    )
  end

  # Of the methods of String some are followed.
  def method
    @opaque = true if chance(0.2)
    return pick(".to_s[0, 2]", ".to_s.reverse", ".to_s[1..]", ".to_s.tr(\"_\", \"-\")", ".to_s.squeeze", ".to_s * 2", ".to_s.to_f", ".to_s.delete(\"a\")", ".to_s.inspect") if @opaque

    pick(
      ".to_s.strip", "&.upcase", ".to_s.downcase", ".presence", ".to_s.to_i", ".to_s.gsub(\"a\", \"b\")", ".to_s.sub(/a/, \"b\")", ".to_s.length",
      ".to_s.split(\",\").first", ".to_s.empty?", ".nil?", ".to_s.start_with?(\"p\")", 
      ".to_s.chomp", ".to_s.capitalize", ".to_s.to_sym", ".try(:upcase)", 
    )
  end

  def variable
    quote = pick("\"", "'")
    "#{quote}#{VARIABLES.sample(random: @random)}#{quote}"
  end

  def string
    text = pick(*PLAIN, *MODES, "", "a b", "it's", "é", "a#b", "production", "postgres://h/db")
    chance(0.5) ? text.inspect : "'#{text.gsub("'", "\\\\'")}'"
  end
end
