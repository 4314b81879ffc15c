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
    # Arguments that a method does not take.
    "<%= ENV['A'].nil? ENV.key?('B') %>", "<%= nil.nil?(1) %>", "<%= 5.blank?(1) %>", "<%= 'a'.strip('b') %>", "<%= [].empty?(1) %>",
    "<%= nil.strip(1) %>", "<%= :a.size(1) %>", "<%= true.itself(1) %>", "<%= ENV['NONE'].presence(2) %>", "<%= ENV.empty?(1) %>",
    # What nobody knows has another answer once a local variable has another value.
    '<% 2.times do |v0| %><% if 0.floor == (v0 rescue "") %>x<% end %><% end %>',
    '<% v = 0 %><% if 0.floor == (v rescue "") %>x<% end %><% v = 1 %><% if 0.floor == (v rescue "") %>y<% end %>',
    '<% [1, 2].each do |v| %><%= (v rescue 5) == 1 ? "a" : "b" %><% end %>',
    # What becomes of ENV.
    "<% ENV['A'] = 'abc'.unpack1('H*') %><%= ENV['A'] %>", "<% ENV['A'] = nil.to_a.first %><%= ENV.key?('A') %>",
    "<% ENV['A'] = ('a')[/z/] %><%= ENV.key?('A') %>", "<% ENV['A'] = 5 %>", "<% ENV['A'] = :a %>", "<% ENV[:A] = 'a' %>",
    "<% ENV.update('A' => 'u') %><%= ENV['A'] %>", "<% ENV.clear %><%= ENV['A'].inspect %>", "<% ENV.store('A', 's') %><%= ENV['A'] %>",
    # An unknown false is not nil.
    "<%= ([ENV['NONE'], 'a'].none? && 'x')&.to_s %>",
    # Constants that are not there.
    "<%= E %>", "<% EN %>", "<% NV['A'] = 'a' %>", "<%= raise ArgumentErr %>", "<%= case 'a' when Strin then 'b' end %>", "<%= String %>",
    "<%= (a, = 1, 2).inspect %>", "<%= (a, b = 1, 2).inspect %><%= b %>",
    "<%= Rails.env.local? %>", "<%= format('%x', :a) %>", "<%= -nil %>", "<%= Rails.env << 'b' %><%= Rails.env %>",
    # Symbols, numbers of two kinds, hashes with a key twice, patterns, JSON, what is raised.
    '<%= :a.strip %>', '<%= :a.upcase.inspect %>', '<%= 1 == 1.0 %>', '<%= 1.eql?(1.0) %>', '<%= 1 === 1.0 %>', '<%= [1].include?(1.0) %>',
    '<%= [1, 1.0].uniq.size %>', '<%= 1 != 1.0 %>', '<%= [1] == [1.0] %>', '<%= [\'a\',\'b\'].count { |x| x == \'a\' } %>',
    '<%= [\'a\',\'b\'].count(\'a\') %>', '<%= [\'a\',\'b\'].count(&:empty?) %>', '<%= {a:1}.count { |k,v| v > 1 } %>', '<%= {a:1,a:2}[:a] %>',
    '<%= {a:1,a:2}.size %>', '<%= {a:1,a:2}.inspect %>', '<%= {\'a\'=>1,b: 2,\'a\'=>3}.to_json %>', '<%= nil.dig %>', '<%= {a: 1}.dig %>',
    '<%= {a: nil}.dig(:a, :b).inspect %>', '<%= {a: 1}.dig(:a, :b) %>', '<%= {a: {b: 2}}.dig(:a, :b) %>', '<%= ENV.dig(\'A\') %>',
    '<%= \'abc\'.match?(\'a.c\') %>', '<%= \'a.c\'.match?(\'a.c\') %>', '<%= \'abc\'.match?(\'b\') %>', '<%= \'abc\'.match?(\'(\') %>',
    '<%= \'abc\'.match(\'a.c\').inspect %>', '<%= \'abc\' =~ \'b\' %>', '<%= \'a\'.match?(nil) %>', '<%= "\\u0001\\u007f".to_json %>',
    '<%= "\\u2028\\u2029".to_json %>', '<%= "<>&\'/".to_json %>', '<%= "\\b\\f\\v\\e\\0".to_json %>', '<%= :"a<".to_json %>',
    '<%= {"<"=>1}.to_json %>', '<%= [\'<\'].to_json %>', '<%= -(-9223372036854775808) %>', '<%= -9223372036854775808 %>',
    '<%= 9223372036854775807 + 1 %>', '<%= (-9223372036854775807 - 1).abs %>', '<%= (-9223372036854775807 - 1) * -1 %>',
    '<%= (-9223372036854775807 - 1) / -1 %>', '<%= (-9223372036854775807 - 1) % -1 %>', '<%= -(-9223372036854775807 - 1) %>',
    '<%= raise KeyError.new(\'x\') %>', '<%= begin; raise KeyError.new(\'x\'); rescue IndexError => e; e.message; end %>',
    '<%= raise KeyError, \'x\' %>', '<%= raise KeyError.new %>', '<%= begin; raise \'m\'; rescue => e; e.message; end %>',
    '<%= begin; raise KeyError; rescue => e; e.message; end %>', '<%= begin; raise ArgumentError.new(\'y\'); rescue TypeError; \'b\'; end %>',
    '<%= :a + \'b\' %>', '<%= :a.length %>', '<%= :a == \'a\' %>', '<%= :a[0] %>', '<%= :a.start_with?(\'a\') %>', '<%= :a.empty? %>',
    '<%= :a.presence %>', '<%= :a.to_i %>', '<%= :a.gsub(\'a\',\'b\') %>', '<%= 5.strip %>', '<%= true.strip %>', '<%= [].strip %>',
    '<%= nil.strip %>', '<%= 5.upcase %>', '<%= :a.chomp %>', '<%= :Ab.downcase %>', '<%= :a.split(\',\') %>', '<%= :a.include?(\'a\') %>',
    '<%= 1.0.to_json %>', '<%= 1e20.to_json %>', '<%= nil.to_json %>', '<%= [nil, :a, 1.5].to_json %>', '<%= \'é😀\'.to_json %>',
    '<%= "a\\u0085b".to_json %>', '<%= 5.dig %>', '<%= [1,[2]].dig(1,0) %>', '<%= \'a\'.dig(0) %>', '<%= nil.dig(:a) %>', '<%= 2**64 %>',
    '<%= 3000000000 * 3000000000 * 3 %>', '<%= 5.count %>', '<%= \'aab\'.count(\'a\') %>', '<%= \'aab\'.count %>', '<%= [1,2,3].count %>',
    '<%= 1.0 == 1 %>', '<%= 1.0.eql?(1.0) %>', '<%= {1=>:a}[1.0].inspect %>', '<%= 0.1 + 0.2 == 0.3 %>', '<%= \'1\' == 1 %>',
    '<%= case 1 when 1.0 then \'x\' else \'y\' end %>', '<%= [[\'a\',1]].to_h.inspect %>', '<%= {a: 1, **{a: 2}}.inspect %>',
    '<%= ENV[\'A\'].match?(/a/) %>', '<%= \'a.c\'.match?(/a\\.c/) %>', '<%= \'ab\'.sub(\'.\', \'x\') %>', '<%= \'a|b\'.split(\'|\').inspect %>',
    '<%= \'a b\'.match?(\'a b\') %>', '<%= ENV[\'A\'].match?(\'^a\') %>', '<%= \'x\'.start_with?(\'.\') %>', '<%= %w[a b].any?(\'a\') %>',
    '<%= %w[a b].none? { |x| x == \'a\' } %>', '<%= %w[a b].sum(\'\') %>', '<%= %w[a b].find { |x| x > \'a\' } %>', '<%= %w[a b].include?(:a) %>',
    '<%= %w[a b].first(0).inspect %>', '<%= %w[a b].index(\'b\') %>', '<%= {a: 1}.any? { |k, v| v == 1 } %>', '<%= {b: 1, a: 2, b: 3}.keys.inspect %>',
    '<%= begin; raise KeyError; rescue => e; raise; end %>', '<%= (raise \'a\' rescue raise) %>', '<%= raise 5 %>', '<%= raise nil %>',
    '<%= {[1]=>:a}[[2]].inspect %>', '<%= [1.0e400].to_json %>', '<%= -0.0 == 0.0 %>', '<%= (-9223372036854775807 - 1) % 9223372036854775807 %>',
    '<%= :a.include?(\'a\') rescue \'b\' %>', '<%= \'a\'.include?(/a/) %>', '<%= \'a\'.end_with?(/a/) %>', '<%= \'a\' =~ nil %>',
    '<%= \'a\' !~ nil %>', '<%= \'a\'.start_with?(nil) %>', '<%= :\' \'.blank? %>', '<%= :a.try(:upcase).inspect %>', '<%= 1.in?([1.0]) %>',
    '<%= case 1.0 when 1 then \'x\' else \'y\' end %>', '<%= Rails.root == \'/app\' %>',
    # Symbols that are no names.
    "<%= :''.inspect %>", "<%= 'a b'.to_sym.inspect %>", "<%= 'a-b'.to_sym.inspect %>", "<%= '5'.to_sym.inspect %>", "<%= ['/', ':a', '@a'].map { |x| x.to_sym.inspect }.join %>",
    "<%= ':a'.to_sym.inspect %>", "<%= 'a?'.to_sym.inspect %>", "<%= '/x'.to_sym.inspect %>", "<%= 'a\"b'.to_sym.inspect %>", "<%= 'é b'.to_sym.inspect %>", "<%= 'a.b'.to_sym.to_json %>",
    "<%= '-'.to_sym.inspect %>", "<%= '-a'.to_sym.inspect %>", "<%= 'a='.to_sym.inspect %>", "<%= '[]'.to_sym.inspect %>", "<%= 'A:B'.to_sym.inspect %>", "<%= '$a'.to_sym.inspect %>",
    "<%= 1.5.presence %>", "<%= 1.5.blank? %>", "<%= 5.present? %>", "<%= 0.presence %>", "<%= 5.blank? %>"
  ].freeze

  def self.cases
    TEMPLATES.map.with_index(1) do |text, number|
      { "name" => "fixed #{number}", "text" => text, "env" => { "A" => "ab" }, "rails_env" => "test" }
    end
  end
end
