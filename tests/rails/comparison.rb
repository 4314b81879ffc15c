# frozen_string_literal: true

# Is what verifull says of a case what Rails does? Equal, or unknown where the
# case runs Ruby that nobody may follow; never confidently different.
#
# What is let pass is counted by its reason, and compare.rb prints the counts.
class Comparison
  # A value of which verifull shows all but a secret matches any secret.
  HIDDEN = "[redacted]"

  # Limits of verifull's own, said so.
  OURS = /the file uses YAML that can't be read here|a magic comment asks for another encoding|makes an object of another class/

  # Which libpq it is, and its default root file, are beyond Rails.
  LIBPQ = /libpq|root\.crt/

  Difference = Struct.new(:kind, :environment, :text)

  # Reason => how often: unknown to verifull, or let pass.
  attr_reader :passed

  def initialize(kase, real, ours)
    @kase = kase
    @real = real
    @ours = ours
    @passed = Hash.new(0)
    @differences = []
  end

  def differences
    if @real["died"]
      # Ruby did not come through the case in its time or memory.
      @passed["Ruby died"] += 1
      return []
    end

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
    return @passed["a limit of verifull's own"] += 1 if what.match?(OURS)

    @passed["unknown"] += 1
    differ("unknown: #{what[0, 50]}", "#{what} is unknown to verifull") unless @kase["opaque"]
  end

  def compare_environment(real, ours)
    return unknown(ours.map { |one| one["why"] }.join) if ours.any? && ours.all? { |one| nothing_known?(one) }
    return compare_error(real, ours) if real["error"]

    connections = reachable(real["connections"])
    names = connections.map { |one| one["name"] }
    ours = without_doubtful(ours, names)
    our_names = ours.map { |one| one["name"] }
    return compare_names(names, our_names, ours) if names != our_names

    connections.zip(ours) { |pair| compare_connection(*pair) }
  end

  # Of `production:` beside `:production:` Rails keeps both, and finds the first.
  def reachable(connections)
    first = connections.uniq { |one| one["name"] }
    @passed["a second connection of a name, which nobody reaches"] += 1 if first.size < connections.size
    first
  end

  # There in one way that the file may come out, and not in another: nothing of them is
  # said to be known.
  def without_doubtful(ours, names)
    return ours unless @kase["opaque"]

    doubtful, sure = ours.partition { |one| !names.include?(one["name"]) && (one["settings"].keys - one["unknown"]).empty? }
    doubtful.each { |one| unknown("whether #{one["name"]} is configured") }
    sure
  end

  def compare_names(names, our_names, ours)
    # Code that nobody may follow decides how many there are.
    return unknown("which there are") if ours.any? { |one| nothing_known?(one) || hanging(one).any? }

    errors = ours.map { |one| "#{one["error"]}: #{one["message"]}" }
    differ("names #{ours.map { |one| one["error"] }.uniq.join}", "connections: Rails #{names}, verifull #{our_names} #{errors}")
  end

  def nothing_known?(ours)
    ours["error"].nil? && ours["settings"].empty? && ours["libpq"].empty?
  end

  # Of a file outside of the project nobody knows whether it is there; that decides
  # what libpq makes of the settings, which stay what Rails gives.
  ABSENT_FILE = / is not there\z/

  def hanging(ours)
    ours["conditions"].grep_v(LIBPQ).grep_v(ABSENT_FILE)
  end

  def compare_error(real, ours)
    classes = ours.map { |one| one["error"] }.uniq
    return if classes == [real["error"]]
    return unknown("what decides whether it loads") if ours.any? { |one| nothing_known?(one) || hanging(one).any? }
    # Code that nobody follows is taken to run, but it may raise, and its text may
    # break what is around it.
    return @passed["code that is not followed raised"] += 1 if @kase["opaque"]

    said = ours.map { |one| one["message"] || one["settings"] }.first
    differ("error #{real["error"]} against #{classes}", "Rails raises #{real["error"]}: #{real["message"]}\nverifull: #{classes} #{said}")
  end

  def compare_connection(real, ours)
    @connection = real["name"]
    return unknown(ours["why"]) if nothing_known?(ours)
    return unknown("what #{hanging(ours).join(", ")} decides") if hanging(ours).any?

    compare_connection_error(real, ours)
    compare_values("settings", real["settings"], ours["settings"], ours["unknown"])
    return if real["error"]

    compare_values("libpq", reaching(real["libpq"]), ours["libpq"].except(*ours["added"]), ours["unknown"])
  end

  def compare_connection_error(real, ours)
    return if real["error"] == ours["error"]
    # Which adapters an application has is up to its gems; of one that is not
    # PostgreSQL's verifull says only that.
    return @passed["an adapter that is not installed"] += 1 if real["error"] == "LoadError" && ours["why"].end_with?("is not PostgreSQL")
    # What is unknown decides whether this connection opens.
    return @passed["an unknown value decides whether it opens"] += 1 if ours["error"].nil? && ours["unknown"].any?

    differ("error #{real["error"].inspect} against #{ours["error"].inspect}",
           "#{@connection}: Rails #{real["error"].inspect} #{real["message"]}, verifull #{ours["error"].inspect} #{ours["message"]}")
  end

  # libpq itself turns requiressl, which comes last, into a sslmode.
  def reaching(arguments)
    legacy = arguments["requiressl"]
    return arguments unless legacy

    arguments.except("requiressl").merge("sslmode" => legacy.start_with?("1") ? "require" : "prefer")
  end

  def compare_values(what, real, ours, unknown)
    (real.keys | ours.keys).each do |key|
      next unknown("#{what} #{key}") if unknown.include?(key)
      next if real.key?(key) == ours.key?(key) && same?(real[key], ours[key])
      next if one_sided?(key, real, ours, unknown)

      differ("#{what} #{real.key?(key) ? "" : "+"}#{ours.key?(key) ? "" : "-"}",
             "#{@connection}: #{what} #{key}: Rails #{real[key].inspect}, verifull #{ours[key].inspect}")
    end
  end

  # A text that nobody knows counts as a harmless one, though it could break out of
  # the line that it stands in, and bring a key or hide one.
  def one_sided?(key, real, ours, unknown)
    return false unless @kase["opaque"] && unknown.any? && real.key?(key) != ours.key?(key)

    @passed["an unknown text broke out of its line"] += 1
    true
  end

  def same?(real, ours)
    return true if real == ours
    return false unless ours.include?(HIDDEN)

    pieces = ours.split(/"?#{Regexp.escape(HIDDEN)}"?/, -1).map { |piece| Regexp.escape(piece) }
    real.match?(/\A#{pieces.join(".*")}\z/m)
  end
end
