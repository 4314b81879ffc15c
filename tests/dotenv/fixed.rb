# frozen_string_literal: true

# Cases written by hand: what the gem's own specs ask about its parser and about the
# order of files, with texts of ours, and what was once read otherwise than the gem.
module DotenvFixed
  TEXTS = [
    # Values as they stand.
    "MODE=require", "MODE= require", "MODE =require", "MODE = require", "  MODE=require", "MODE=require   ", "\tMODE=\trequire\t",
    "MODE=", "MODE=\nHOST=db", "MODE=\nUSER_X=app\nSOCKET=/run/postgresql/.s", "MODE", "MODE\nHOST=db", "MODE # none", "db.host=h", "1A=2", "lower=x ",
    # Quotes.
    'MODE="require"', 'MODE="require"  ', "MODE='require'", "MODE='require'  ", 'MODE="a\"b"', "MODE='a\\'b'", 'MODE=""', "MODE=''", 'MODE="', "MODE='",
    'MODE="a\nb"', 'MODE="a\\\\nb"', 'MODE="a\rb"', "MODE='a\\nb'", 'MODE=a\nb', 'MODE=a\ b', 'MODE="a" b', "MODE='a' 'b'", "MODE='a\" b", 'MODE= "a#b" # c',
    'MODE="a#b" # c', 'MODE="a#b"', "MODE='a#b'", "MODE='a#b'  ", 'MODE="a#b"  ', "MODE='a' # it's", 'MODE="a" # "b"', "MODE=\"a'b\"", "MODE='a\"b'",
    # Quotes over lines.
    "A=first\nexport B='one\ntwo\nthree'\nC=\"last\"\nD='one\nis \\'quoted\\'\nend'", "A=first\nexport B=\"one\ntwo\"\nD=\"one\nis \\\"quoted\\\"\nend\"",
    "A=\"x\n\ny\n\nz\"", "A='x\nB=c", "A=\"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\"\nB=c", "A=\n'b c'", "A:\n  b",
    # Variables.
    "A=x\nB=$A", "A=x\nB=${A}y", "B=$SET", "B=$NONE", "SET=file\nB=${SET}", "A=x\nB=\"say $A\"", "A=x\nB='say $A'", 'B="say\$A"', 'B="say\${A}"', "A=x\nB=\"say\\${A} ${A}\"",
    "B=$A\nA=x", "A=$A", "A=x\nA=${A}y", "B=${NONE:-d}", "B=${SET:-d}", "B=$", "B=\"x $ \"", "B=\"x\\$ \\$\\$\"", "B=$$", "B=$SET$SET", "B=${SET", "B=$SET}", "B=$set", "B=${ſET}",
    # YAML, export, lines that say nothing.
    "A: 1", "A:1", "A : 1", "export A: 1", "export A=2", "A=2\nexport A", "A=2\nexport B", "export A", "export A=", "export", "export A\nA=2", "export=2", "exportA=2", "export A B=2",
    "what$is", "\n \t  \nA=b\n \nB=c", "A=b # note", "A=b#note", "\n\n # NOTE \nA=b", "# A=b\n", "# Uncomment:\n", "A-B=c", "A=b=c", "A==b", "é=b", "A B=c", "[main]", "A=b;B=c",
    # Commands are never run.
    "A=$(echo x)", "A=$(echo \"$(echo \"$(echo x)\")\")", "A=no-\\$(echo x)", "A=$(echo \"it's\")", "A=x\nB=$(echo $A)", "A='p(q'\nB=$(echo '$A')", "A=$(echo x)\nB=$(echo $A)",
    "A=$(echo x)\nB=$A", "A='$(echo x)'", "A=$()", "A=$((1+2))", "A=$(x", "A=$$(x)", "A=`x`", "B=$COMMAND", "B=$OPEN", "B=$(a $OPEN)",
    # Line ends, marks, bytes.
    "A=b\rB=c", "A=b\r\nB=c\r\n", "A=\"b\r\nc\"\r\nB=d", "\u{feff}A=b", "\u{feff}# c\nA=b", "\u{feff}\u{feff}A=b", "\u{feff}export A=b\r\n", " \u{feff}A=b", "A=b\0", "A=\0b", "A=b\0c", "A=\"b\0\"",
    "\0A=b", "A=\u{E0FF}", "#\u{E0FF}\nA=b", "A=\u00a0b\u00a0", "A=b\u2028B=c", "A=b\vB=c", "A=b\fB=c", "SET=b\0c", "A=$(x)\0b", "A=$(x\0)", "A=$($(x)\nB=$A)",
    # Twice.
    "A=x\nA=y", "A=x\nB=$A\nA=y\nC=$A", "A=x\nA=", "A=x\nA",
    "DOTENV_LINEBREAK_MODE=legacy\nA=\"b\\nc\"", "A=\"b\\nc\"\nDOTENV_LINEBREAK_MODE=legacy\nB=\"b\\nc\"", "DOTENV_LINEBREAK_MODE=strict\nA=\"b\\nc\"",
    "export DOTENV_LINEBREAK_MODE"
  ].freeze

  ALL = { ".env.production.local" => "A=1\nB=1\n", ".env.local" => "A=2\nC=2\n", ".env.production" => "B=3\nC=3\nD=3\n", ".env" => "A=4\nD=4\nE=4$A$D\n" }.freeze
  # What more there is to the order of files than the file that wins.
  FILES = [
    ALL, ALL.transform_keys { |name| name.sub("production", "test") }, ALL.transform_keys { |name| name.sub("production", "development") },
    { ".env.production" => "A=\n", ".env" => "A=x\nB=$A.\n" }, { ".env.production" => "A=x\n", ".env" => "export A\n" },
    { ".env.local" => "export A-B\n", ".env" => "A=x\n" }, { ".env.local" => "A=x\n", ".env" => "export B\n" },
    { ".env.production" => "A=$B\n", ".env" => "B=x\n" }, { ".env.local" => "A=$(x)\n", ".env" => "B=$A\nA=y\n" },
    { ".env.production" => "DOTENV_LINEBREAK_MODE=legacy\n", ".env" => "A=\"b\\nc\"\n" },
    { ".env.local" => "DOTENV_LINEBREAK_MODE=strict\n", ".env" => "DOTENV_LINEBREAK_MODE=legacy\nA=\"b\\nc\"\n" },
    { ".env.test.local" => "A=1", ".env.staging" => "A=2", ".env.example" => "A=3" }, {}
  ].freeze

  ENVIRONMENT = { "SET" => "process", "COMMAND" => "$(date)", "OPEN" => "(" }.freeze

  def self.cases
    files = TEXTS.map { |text| { ".env" => text } } + FILES
    kases = files.product(%w[production test]).map do |some, rails_env|
      { "files" => some, "env" => ENVIRONMENT, "rails_env" => rails_env, "environments" => [rails_env] }
    end
    kases + legacy_cases + [{ "files" => ALL, "env" => { "A" => "", "B" => "p" }, "rails_env" => "production", "environments" => ["production"] }]
  end

  # The process asks for the line breaks of the gem before 3.0, or a file sets them off.
  def self.legacy_cases
    texts = ["A=\"b\\nc\"", "A=\"b\\nc\\rd\\\\ne\"\n", "DOTENV_LINEBREAK_MODE=strict\nA=\"b\\nc\"", "A='b\\nc'\nB=b\\nc", "DOTENV_LINEBREAK_MODE=\nA=\"b\\nc\"\n"]
    texts.product(["legacy", "Legacy", "strict", ""]).map do |text, mode|
      { "files" => { ".env" => text }, "env" => { "DOTENV_LINEBREAK_MODE" => mode }, "rails_env" => "production", "environments" => ["production"] }
    end
  end
end
