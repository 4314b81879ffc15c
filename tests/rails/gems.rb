# frozen_string_literal: true

# The Ruby that verifull is held against; without it there is nothing to compare.
begin
  require "active_record"
  require "dotenv"
  require "pg"
  require "rails"
  gem "activerecord", "~> 6.1.0"
  gem "dotenv", "~> 2.4.0"
  gem "railties", "~> 6.1.0"
rescue LoadError => e
  warn "skipped: #{e.message} (Debian 12: ruby-activerecord, ruby-railties, ruby-dotenv, ruby-pg)"
  exit 77
end
