# frozen_string_literal: true

# Templates that verifull once told otherwise than Ruby does.
module ErbFixed
  TEMPLATES = [
    # A rescue takes its own classes only.
    "<%= begin; ENV.fetch('NONE'); rescue TypeError, NoMethodError; 'b'; end %>",
    "<%= begin; ENV.fetch('NONE'); rescue IndexError; 'b'; end %>",
    "<%= begin; nil.upcase; rescue NameError; 'b'; end %>",
    "<%= begin; raise NotImplementedError; rescue; 'b'; end %>",
    "<%= (raise NotImplementedError rescue 'b') %>",
    "<%= begin; ENV.fetch('NONE'); rescue TypeError; 'a'; rescue KeyError => e; e.message; end %>",
    "<%= begin; ENV.fetch('A'); ensure; ENV['A'] = 'z'; end %><%= ENV['A'] %>",
    # What is guarded may raise unseen.
    "<%= begin; [Rails.env && ENV['A'], ENV.dig('NONE').to_s].first; rescue NoMethodError; 'b'; end %>",
    # A splat in a hash.
    "<%= { **{} }.size %>", "<%= { **[] } %>", "<%= { a: 1, **{ b: 2 } }[:b] %>",
    # Floats as Ruby shows them.
    "<%= 1e3 %>", "<%= [1e3, 1.50, 1_0.5] %>", "<%= [1e310] %>", "<%= 1e-5 %>", "<%= 1e16 %>",
    # A match is a position, counted in characters.
    "<%= 'xab' =~ /a/ %>", "<%= 'éa' =~ /a/ %>", "<%= '5' =~ /d+/ %>", "<%= ENV['A'].to_s =~ /[a-z]+$/ %>",
    "<%= [' ', '', 'a', [], {}, false, nil].compact_blank.inspect %>",
    # Objects that are changed in place.
    "<% x = +'a' %><% x << 'b' %><%= x %>", "<% x = +'ab' %><% x.sub!('a', 'c') %><%= x %>", "<% x = +'ab' %><%= x.gsub!('z', 'c').inspect %>",
    "<% x = ['a'] %><% x.push('b') %><%= x.size %>", "<% x = { a: 1 } %><% x[:a] = 2 %><%= x[:a] %>",
    "<% x = +'a' %><% x.strip.concat('b') %><%= x %>",
    # What becomes of ENV.
    "<% ENV['A'] = 'abc'.unpack1('H*') %><%= ENV['A'] %>", "<% ENV['A'] = nil.to_a.first %><%= ENV.key?('A') %>",
    "<% ENV['A'] = ('a')[/z/] %><%= ENV.key?('A') %>", "<% ENV['A'] = 5 %>", "<% ENV['A'] = :a %>", "<% ENV[:A] = 'a' %>",
    "<% ENV.update('A' => 'u') %><%= ENV['A'] %>", "<% ENV.clear %><%= ENV['A'].inspect %>", "<% ENV.store('A', 's') %><%= ENV['A'] %>",
    # An unknown false is not nil.
    "<%= ([ENV['NONE'], 'a'].none? && 'x')&.to_s %>",
    # Constants that are not there.
    "<%= E %>", "<% EN %>", "<% NV['A'] = 'a' %>", "<%= raise ArgumentErr %>", "<%= case 'a' when Strin then 'b' end %>", "<%= String %>",
    "<%= (a, = 1, 2).inspect %>", "<%= (a, b = 1, 2).inspect %><%= b %>",
    "<%= Rails.env.local? %>", "<%= format('%x', :a) %>", "<%= -nil %>", "<%= Rails.env << 'b' %><%= Rails.env %>"
  ].freeze

  def self.cases
    TEMPLATES.map.with_index(1) do |text, number|
      { "name" => "fixed #{number}", "text" => text, "env" => { "A" => "ab" }, "rails_env" => "test" }
    end
  end
end
