# frozen_string_literal: true

# The gem that verifull is held against: the installed one, or another release whose
# `lib` folder VERIFULL_DOTENV_LIB names.
$LOAD_PATH.unshift(ENV["VERIFULL_DOTENV_LIB"]) if ENV["VERIFULL_DOTENV_LIB"]
begin
  require "rails"
  require "active_support/all"
  require "dotenv"
  require "dotenv/rails"
rescue LoadError => e
  warn "skipped: #{e.message} (Debian 12: ruby-dotenv, ruby-railties)"
  exit 77
end
begin
  require "dotenv/version"
rescue LoadError
  # Debian leaves that file out.
end

module DotenvGem
  # What its command substitution gives here: nothing is ever run.
  OUTPUT = "\u{F8FF}output\u{F8FF}"

  def self.version
    return Dotenv::VERSION if defined?(Dotenv::VERSION)

    Gem.loaded_specs["dotenv"]&.version&.to_s || Gem::Specification.find_by_name("dotenv").version.to_s
  end
end
