# frozen_string_literal: true

# Choices of a generator, whose @random is seeded.
module Dice
  private

  def pick(*options)
    options.sample(random: @random)
  end

  def chance(probability)
    @random.rand < probability
  end
end
