# frozen_string_literal: true

# Is what verifull says of a case what Rails does? Equal, or unknown where the
# case runs Ruby that nobody may follow; never confidently different.
class Comparison
  # A value of which verifull shows all but a secret matches any secret.
  HIDDEN = "[redacted]"

  # Limits of verifull's own, said so. Of a development environment another word hides
  # the reason, which is the alias.
  OURS = /an alias stands inside its own anchor|the file uses YAML that can't be read here|a magic comment asks for another encoding/
  DEVELOPMENT = /is a development or test environment/

  Difference = Struct.new(:kind, :environment, :text)

  attr_reader :unknowns

  def initialize(kase, real, ours)
    @kase = kase
    @real = real
    @ours = ours
    @unknowns = 0
    @differences = []
  end

  def differences
    return [] if @real["died"]

    @kase["environments"].each do |name|
      @environment = name
      compare_environment(@real.fetch(name), @ours.fetch(name)["connections"])
    end
    @differences
  end

  private

  def differ(kind, text)
    @differences << Difference.new(kind, @environment, text)
  end

  def unknown(what)
    @unknowns += 1
    return if what.match?(OURS)
    return if what.match?(DEVELOPMENT) && @kase["files"]["config/database.yml"].include?("*")

    differ("unknown: #{what[0, 50]}", "#{what} is unknown to verifull") unless @kase["opaque"]
  end

  def compare_environment(real, ours)
    return unknown(ours.map { |one| one["why"] }.join) if ours.any? { |one| nothing_known?(one) }
    # Which libpq it is, and its default root file, are beyond Rails.
    hanging = ours.flat_map { |one| one["conditions"] }.grep_v(/libpq|root\.crt/)
    return unknown("what #{hanging.join(", ")} decides") if hanging.any?
    return compare_error(real, ours) if real["error"]

    names = real["connections"].map { |one| one["name"] }
    our_names = ours.map { |one| one["name"] }
    # There in one way that the file may come out, not there in another.
    doubtful = ours.all? { |one| (one["settings"].keys - one["unknown"]).empty? }
    return unknown("whether it is configured") if names.empty? && @kase["opaque"] && doubtful

    if names != our_names
      errors = ours.map { |one| "#{one["error"]}: #{one["message"]}" }
      return differ("names #{ours.map { |one| one["error"] }.uniq.join}", "connections: Rails #{names}, verifull #{our_names} #{errors}")
    end

    real["connections"].zip(ours) { |pair| compare_connection(*pair) }
  end

  def nothing_known?(ours)
    ours["error"].nil? && ours["settings"].empty? && ours["libpq"].empty?
  end

  def compare_error(real, ours)
    classes = ours.map { |one| one["error"] }.uniq
    return if classes == [real["error"]]
    # Code that nobody follows may raise, and its text may break what is around it.
    return @unknowns += 1 if @kase["opaque"]

    said = ours.map { |one| one["message"] || one["settings"] }.first
    differ("error #{real["error"]} against #{classes}", "Rails raises #{real["error"]}: #{real["message"]}\nverifull: #{classes} #{said}")
  end

  def compare_connection(real, ours)
    @connection = real["name"]
    # Not installed here, and no business of ours.
    foreign = real["error"] == "LoadError" && ours["why"].end_with?("is not PostgreSQL")
    if real["error"] != ours["error"] && !foreign && !(ours["error"].nil? && ours["unknown"].any?)
      differ("error #{real["error"].inspect} against #{ours["error"].inspect}",
             "#{@connection}: Rails #{real["error"].inspect} #{real["message"]}, verifull #{ours["error"].inspect} #{ours["message"]}")
    end
    compare_values("settings", real["settings"], ours["settings"], ours["unknown"])
    return if real["error"]

    compare_values("libpq", reaching(real["libpq"]), ours["libpq"].except(*ours["added"]), ours["unknown"])
  end

  # libpq itself turns requiressl, which comes last, into a sslmode.
  def reaching(arguments)
    legacy = arguments["requiressl"]
    return arguments unless legacy

    arguments.except("requiressl").merge("sslmode" => legacy.start_with?("1") ? "require" : "prefer")
  end

  def compare_values(what, real, ours, unknown)
    # A text that nobody knows counts as a harmless one, though it could break out of
    # the line that it stands in.
    keys = @kase["opaque"] && unknown.any? ? real.keys & ours.keys : real.keys | ours.keys
    keys.each do |key|
      next unknown("#{what} #{key}") if unknown.include?(key)
      next if real.key?(key) == ours.key?(key) && same?(real[key], ours[key])

      differ("#{what} #{real.key?(key) ? "" : "+"}#{ours.key?(key) ? "" : "-"}",
             "#{@connection}: #{what} #{key}: Rails #{real[key].inspect}, verifull #{ours[key].inspect}")
    end
  end

  def same?(real, ours)
    return true if real == ours
    return false unless ours.include?(HIDDEN)

    pieces = ours.split(/"?#{Regexp.escape(HIDDEN)}"?/, -1).map { |piece| Regexp.escape(piece) }
    real.match?(/\A#{pieces.join(".*")}\z/m)
  end
end
