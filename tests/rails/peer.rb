# frozen_string_literal: true

require "json"
require "open3"

# A program that answers cases: JSON lines in, JSON lines out.
class Peer
  def initialize(*command)
    @command = command
    @input, @output, @thread = Open3.popen2(*command)
    @input.set_encoding(Encoding::UTF_8)
    @output.set_encoding(Encoding::UTF_8)
  end

  # The answers to `lines`, in their order.
  def ask(lines)
    writer = Thread.new do
      lines.each { |line| @input.write(line, "\n") }
      @input.write("\n")
      @input.flush
    end
    answers = lines.map { |line| JSON.parse(@output.gets || died(line)) }
    writer.join
    answers
  rescue Errno::EPIPE
    died(lines.first)
  end

  def close
    @input.close
    @thread.value
  end

  private

  def died(line)
    raise "#{@command.join(" ")} died at the case\n#{line}"
  end
end
