# frozen_string_literal: true

# What real Ruby renders: ERB.new(text).result, as ActiveSupport::ConfigurationFile
# calls it. JSON lines as in driver.cc; an answer is {"text"} or {"error"}.

require_relative "../rails/oracle"

class Renderer
  def answer(kase)
    ENV.replace(kase["env"].merge("RAILS_ENV" => kase["rails_env"]))
    Rails.instance_variable_set(:@_env, nil)
    Rails.application = Application.new(Credentials.new({}))
    { "text" => ERB.new(kase["text"]).result.scrub }
  rescue Exception => e # rubocop:disable Lint/RescueException
    raise if e.is_a?(SignalException) || e.is_a?(NoMemoryError)

    { "error" => e.class.name, "message" => e.message.scrub[0, 300] }
  end
end

Server.new { Renderer.new }.run($stdin, $stdout) if $PROGRAM_NAME == __FILE__
