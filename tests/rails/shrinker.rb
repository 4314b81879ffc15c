# frozen_string_literal: true

# Makes a failing case small: drops environments, variables, files, then lines and
# pieces of lines, as long as the same kind of difference stays.
class Shrinker
  ROUNDS = 60

  # The block says of each of several cases whether it still fails.
  def initialize(&fails)
    @fails = fails
  end

  def shrink(kase)
    ROUNDS.times do
      candidates = smaller(kase).uniq.reject { |one| one == kase }
      # Too many at once cost more than they save.
      found = candidates.each_slice(100).lazy.filter_map { |some| some.zip(@fails.call(some)).find(&:last)&.first }.first
      return kase unless found

      kase = found
    end
    kase
  end

  private

  def smaller(kase)
    environments(kase) + variables(kase) + files(kase) + texts(kase)
  end

  def environments(kase)
    return [] if kase["environments"].size < 2

    kase["environments"].map { |name| kase.merge("environments" => [name]) }
  end

  def variables(kase)
    kase["env"].keys.map { |name| kase.merge("env" => kase["env"].except(name)) }
  end

  def files(kase)
    kase["files"].keys.reject { |path| path == "config/database.yml" }.map do |path|
      kase.merge("files" => kase["files"].except(path))
    end
  end

  def texts(kase)
    kase["files"].flat_map do |path, text|
      shorter(text).map { |changed| kase.merge("files" => kase["files"].merge(path => changed)) }
    end
  end

  def shorter(text)
    lines = text.lines
    cuts = []
    size = lines.size
    while size >= 1
      (0...lines.size).step(size) { |at| cuts << (lines[0...at] + (lines[(at + size)..] || [])).join }
      size /= 2
    end
    cuts + words(lines)
  end

  # Pieces out of single lines, once there are few.
  def words(lines)
    return [] if lines.size > 12

    lines.each_index.flat_map do |index|
      pieces = lines[index].scan(/\s+|[\w.-]+|<%=?|%>|[^\w\s]/)
      pieces.each_index.map do |at|
        changed = pieces.dup
        changed.delete_at(at)
        (lines[0...index] + [changed.join] + lines[(index + 1)..]).join
      end
    end
  end
end
