// What the 37 folders of BuildKit's parser tests are about (frontend/dockerfile/parser,
// testfiles and testfiles-negative), each with a Dockerfile of our own. `about` is the
// name of their folder. Those of real programs that only repeat what another has are
// here with the part that none of the others has.
//
// Named difference: their parser knows no instructions, so it takes files without FROM
// and flags that no instruction has; ours also says what BuildKit's next step refuses.
#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/dockerfile_dump.h"

namespace verifull::parse {
namespace {

struct Case {
  std::string_view about;
  std::string_view text;
  std::string_view expected;
};

constexpr Case kCases[] = {
    {"ADD-COPY-with-JSON",
     "FROM\truby:3.3\nLABEL\tmaintainer\tAda L "
     "<ada@example.com>\n\nCOPY\t.\t/srv/app\nADD\t\t.\t/\n"
     "ADD\t\tnone /\nADD\t\t[ \"ca\", \"/etc\" ]\nCOPY\t[ \"rds\", \"/etc\" ]\n"
     "COPY\t[ \"a b\", \"/etc\" ]\nADD\t\t[ \"a b\", \"/etc/a b\" ]\n",
     "FROM [ruby:3.3]\nLABEL maintainer [Ada L <ada@example.com>]\nCOPY [.] [/srv/app]\nADD [.] "
     "[/]\n"
     "ADD [none] [/]\nADD json [ca] [/etc]\nCOPY json [rds] [/etc]\nCOPY json [a b] [/etc]\n"
     "ADD json [a b] [/etc/a b]\n"},
    {"args", "ARG one two=2\nFROM a\nARG three=\"3 3\" four\n",
     "ARG one two=[2]\nFROM [a]\nARG three=[\"3 3\"] four\n"},
    {"brimstone-consuldock",
     "#escape=\\\nFROM a/b:1\n\nLABEL maintainer ada@example.com\n\n# RUNNING -v /s:/s\n\nENV DIR "
     "/srv\n\n"
     "ENTRYPOINT [\"/usr/bin/app\"]\n\nRUN apt-get update \\\n\t&& dpkg -l | awk '/^i/ {print $2}' "
     "> /t \\\n"
     "    && rm /t \\\n\n\t&& gem install x \\\n\n\t&& rm -rf $DIR\n",
     "# escape=\\\nFROM [a/b:1]\nLABEL maintainer [ada@example.com]\nENV DIR [/srv]\n"
     "ENTRYPOINT json [/usr/bin/app]\nRUN [apt-get update \t&& dpkg -l | awk '/^i/ {print $2}' > "
     "/t "
     "    && rm /t \t&& gem install x \t&& rm -rf $DIR]\n"
     "? an empty line stands between the lines of one instruction @ \n"},
    {"brimstone-docker-consul",
     "FROM a\n\nCMD []\n\nENTRYPOINT [\"/usr/bin/app\", \"run\", \"-p\", \"-d=/s\"]\n\nEXPOSE 1 2 "
     "3\n\n"
     "RUN cd /t \\\n    && wget https://example.com/a.zip \\\n       -O b.zip \\\n    && rm "
     "b.zip\n",
     "FROM [a]\nCMD json\nENTRYPOINT json [/usr/bin/app] [run] [-p] [-d=/s]\nEXPOSE [1] [2] [3]\n"
     "RUN [cd /t     && wget https://example.com/a.zip        -O b.zip     && rm b.zip]\n"},
    {"continue-at-eof", "FROM a:1\n\nRUN one \\", "FROM [a:1]\nRUN [one]\n"},
    {"continueIndent",
     "FROM a\n\nRUN say one\\\n  two\\\n  three  \\\n  four\\\n  fi\\\nve\nRUN say one  \\\n  two\n"
     "RUN say one  \\\ntwo\nRUN say one \\\ntwo\\\nthree\nRUN say one  \\  \ntwo\nRUN say a \\\n "
     "\\\n b \\\n\\\n c\\\n\\\nd\n"
     "RUN say on\\\ne\\\ntwo\n\nRUN say one \\\n# a note\n\n# a note between empty lines\n\ntwo "
     "and more\n",
     "FROM [a]\nRUN [say one  two  three    four  five]\nRUN [say one    two]\nRUN [say one  two]\n"
     "RUN [say one twothree]\nRUN [say one  two]\nRUN [say a   b  cd]\nRUN [say onetwo]\n"
     "RUN [say one two and more]\n"
     "? an empty line stands between the lines of one instruction @ \n"},
    {"cpuguy83-nagios",
     "FROM a/b\nENV APP_USER app\n\nRUN ( grep -i  \"^${APP_USER}\" /etc/group || groupadd "
     "$APP_USER )\n\n"
     "ADD http://example.com/a.tgz?r=http%3A%2F%2Fb.example%2F%3Ft%3D1&ts=2&m=c /t/a.tgz\n"
     "RUN sed -i.old 's/.*\\=www\\-x//g' /etc/env\nRUN export X=\"Y $(echo $HOME/z)\"; sed -i "
     "\"s,Y.*,$X,\" /f\n"
     "RUN echo \"set X \\\"${Y}\\\"\" >> /etc/f\n",
     "FROM [a/b]\nENV APP_USER [app]\nRUN [( grep -i  \"^${APP_USER}\" /etc/group || groupadd "
     "$APP_USER )]\n"
     "ADD [http://example.com/a.tgz?r=http%3A%2F%2Fb.example%2F%3Ft%3D1&ts=2&m=c] [/t/a.tgz]\n"
     "RUN [sed -i.old 's/.*\\=www\\-x//g' /etc/env]\nRUN [export X=\"Y $(echo $HOME/z)\"; sed -i "
     "\"s,Y.*,$X,\" /f]\n"
     "RUN [echo \"set X \\\"${Y}\\\"\" >> /etc/f]\n"},
    {"docker",
     "# How to build:\n#\n# # The app:\n# docker build -t app .\n#\n\nFROM\truby\nRUN\tA=1 apt-get "
     "install -y \\\n"
     "\tcurl \\\n\tlibx=1.1.0* \\\n\t--no-install-recommends\n# see https://example.com/\n"
     "ENV\tPATH\t/srv/bin:$PATH\nENV\tMANY\t\\\n\ta/1 a/2 \\\n\tb/1 b/2\n# (a note)\nENV\tONE\t5\n"
     "RUN\techo -e '[x]\\nk=$K\\ns=$S' > /.c\nVOLUME\t/var/lib/app\nENTRYPOINT\t[\"bin/run\"]\n",
     "FROM [ruby]\nRUN [A=1 apt-get install -y \tcurl \tlibx=1.1.0* \t--no-install-recommends]\n"
     "ENV PATH [/srv/bin:$PATH]\nENV MANY [a/1 a/2 \tb/1 b/2]\nENV ONE [5]\n"
     "RUN [echo -e '[x]\\nk=$K\\ns=$S' > /.c]\nVOLUME [/var/lib/app]\nENTRYPOINT json [bin/run]\n"},
    {"env",
     "FROM a\nENV k v\nENV k=v\nENV k=v l=w\nENV k=\"v w\"\nENV k=v\\ w\nENV k=\"v'w x'y\"\nENV "
     "k='v\"w x\"y'\n"
     "ENV k=v\\ w l=x\\ y\nENV k=\"v\\\"w\"\nENV k=\"v\\'w\"\nENV k='v\\'w'\nENV k='v\\'w''\nENV "
     "k='v\\\"w'\n"
     "ENV k=\"''\"\n# the last one\nENV k=v \\\n    l=w \\\n    m=\"x \\\n           y\" \\\n    "
     "n=\"1\\n\\\"2\\\"\" \\\n\to=\"3\\\\n4\" \\\n",
     "FROM [a]\nENV k [v]\nENV k=[v]\nENV k=[v] l=[w]\nENV k=[\"v w\"]\nENV k=[v\\ w]\nENV "
     "k=[\"v'w x'y\"]\n"
     "ENV k=['v\"w x\"y']\nENV k=[v\\ w] l=[x\\ y]\nENV k=[\"v\\\"w\"]\nENV k=[\"v\\'w\"]\nENV "
     "k=['v\\'w']\n"
     "ENV k=['v\\'w'']\nENV k=['v\\\"w']\nENV k=[\"''\"]\n"
     "ENV k=[v] l=[w] m=[\"x            y\"] n=[\"1\\n\\\"2\\\"\"] o=[\"3\\\\n4\"]\n"},
    {"escape", "#escape = `\n\nFROM a\nLABEL maintainer x@example.com\nENV DIR `\n\\app",
     "# escape=`\nFROM [a]\nLABEL maintainer [x@example.com]\nENV DIR [\\app]\n"},
    {"escape-after-comment",
     "# a note, so what follows is another\n# escape = `\n\nFROM a\nENV DIR \\\n\\app",
     "FROM [a]\nENV DIR [\\app]\n"},
    {"escape-nonewline",
     "# escape = `\n# No empty line before the first instruction.\nFROM a\nENV DIR `\n\\app\n",
     "# escape=`\nFROM [a]\nENV DIR [\\app]\n"},
    {"escape-with-syntax", "# syntax = docker/dockerfile\n# escape = `\n\nFROM `\n    a\n",
     "# syntax=docker/dockerfile\n# escape=`\nFROM [a]\n"},
    {"escapes",
     "FROM a:1\nLABEL maintainer Ada \\\\Lovelace <a@example.com>\\\"\n\nRUN apk \\add && \\\n  "
     "apk \\\"add x\n"
     "ADD \\ca\\\\\" /.ca\n\nRUN one \\\n\ntwo \\\n\nthree\n\nCMD [ \"\\/usr\\\\\\\"/bin/x\", "
     "\"-f\" ]\n",
     "FROM [a:1]\nLABEL maintainer [Ada \\\\Lovelace <a@example.com>\\\"]\nRUN [apk \\add &&   apk "
     "\\\"add x]\n"
     "ADD [\\ca\\\\\"] [/.ca]\nRUN [one two three]\nCMD json [/usr\\\"/bin/x] [-f]\n"
     "? an empty line stands between the lines of one instruction @ \n"},
    {"flags",
     "FROM scratch\nCOPY f /t/\nCOPY --who=me f /t/\nCOPY --link=true f /t/\nCOPY --who=me "
     "--link=true f /t/\n"
     "COPY --link=true -- f /t/\nCOPY -- f /t/\nCMD --do [ \"a\", \"b\" ]\nCMD --do=true -- [ "
     "\"a\", \"b\" ]\nCMD --do -- [ ]\n",
     "FROM [scratch]\nCOPY [f] [/t/]\nCOPY --who=\"me\" [f] [/t/]\nCOPY --link=\"true\" [f] [/t/]\n"
     "COPY --who=\"me\" --link=\"true\" [f] [/t/]\nCOPY --link=\"true\" [f] [/t/]\nCOPY [f] [/t/]\n"
     "CMD --do json [a] [b]\nCMD --do=\"true\" json [a] [b]\nCMD --do json\n"
     "! COPY has no such flag @ --who=me\n! COPY has no such flag @ --who=me\n! CMD has no such "
     "flag @ --do\n"
     "! CMD has no such flag @ --do=true\n! CMD has no such flag @ --do\n"},
    {"health",
     "FROM a\nADD up.sh run.sh /srv/\nCMD /srv/run.sh\nHEALTHCHECK\nHEALTHCHECK --interval=5s "
     "--timeout=3s --retries=3 \\\n"
     "  CMD /srv/up.sh -q\nHEALTHCHECK CMD\nHEALTHCHECK   CMD   a b\nHEALTHCHECK --timeout=3s CMD "
     "[\"up\"]\n"
     "HEALTHCHECK PING TCP 5432\nHEALTHCHECK --start-period=0s --start-interval=0s --interval=5s "
     "--timeout=0s --retries=0 CMD [\"up\"]\n",
     "FROM [a]\nADD [up.sh] [run.sh] [/srv/]\nCMD [/srv/run.sh]\nHEALTHCHECK\n"
     "HEALTHCHECK --interval=\"5s\" --timeout=\"3s\" --retries=\"3\" [CMD] [/srv/up.sh "
     "-q]\nHEALTHCHECK [CMD]\n"
     "HEALTHCHECK [CMD] [a b]\nHEALTHCHECK --timeout=\"3s\" json [CMD] [up]\nHEALTHCHECK [PING] "
     "[TCP 5432]\n"
     "HEALTHCHECK --start-period=\"0s\" --start-interval=\"0s\" --interval=\"5s\" --timeout=\"0s\" "
     "--retries=\"0\" json [CMD] [up]\n"
     "! HEALTHCHECK needs at least one argument @ HEALTHCHECK\n! HEALTHCHECK CMD needs a command @ "
     "CMD\n"
     "! HEALTHCHECK takes CMD or NONE @ PING\n"},
    {"influxdb",
     "FROM a:1\n\nRUN dpkg -i b.deb\n\nVOLUME /srv/data\n\nCMD /usr/bin/x --pidfile /run/x.pid -c "
     "/c\n\nEXPOSE 1\nEXPOSE 2\n",
     "FROM [a:1]\nRUN [dpkg -i b.deb]\nVOLUME [/srv/data]\nCMD [/usr/bin/x --pidfile /run/x.pid -c "
     "/c]\nEXPOSE [1]\nEXPOSE [2]\n"},
    {"jeztah-invalid-json-json-inside-string", "FROM a\nCMD '[\"say\", \"An array in quotes\"]'\n",
     "FROM [a]\nCMD ['[\"say\", \"An array in quotes\"]']\n"},
    {"jeztah-invalid-json-json-inside-string-double",
     "FROM a\nCMD \"[\\\"say\\\", \\\"escaped\\\"]\"\n",
     "FROM [a]\nCMD [\"[\\\"say\\\", \\\"escaped\\\"]\"]\n"},
    {"jeztah-invalid-json-single-quotes", "FROM a\nCMD ['say','one']\n",
     "FROM [a]\nCMD [['say','one']]\n"},
    {"jeztah-invalid-json-unterminated-bracket", "FROM a\nCMD [\"say\", \"It's open\"\n",
     "FROM [a]\nCMD [[\"say\", \"It's open\"]\n"},
    {"jeztah-invalid-json-unterminated-string", "FROM a\nCMD [\"say\", \"open]\n",
     "FROM [a]\nCMD [[\"say\", \"open]]\n"},
    {"json",
     "FROM a\nCMD []\nCMD [\"\"]\nCMD [\"x\"]\nCMD [\"x\",\"y\"]\nCMD [ \"x\", \"y\" ]\nCMD "
     "[\t\"x\",\t\"y\"\t]\n"
     "CMD\t[\t\"x\",\t\"y\"\t]\t\nCMD [\"x 1\", \"♦\", \"ж\", \"\\\" \\\\ \\/ \\b \\f \\r \\t\"]\n",
     "FROM [a]\nCMD json\nCMD json []\nCMD json [x]\nCMD json [x] [y]\nCMD json [x] [y]\nCMD json "
     "[x] [y]\n"
     "CMD json [x] [y]\nCMD json [x 1] [♦] [ж] [\" \\ / \b \f \r \t]\n"},
    {"kartar-entrypoint-oddities",
     "FROM a\nLABEL maintainer Ada L \"ada@example.com\"\nENV WHEN 2026-06-01\nENTRYPOINT [ "
     "\"/usr/bin/x\" ]\n",
     "FROM [a]\nLABEL maintainer [Ada L \"ada@example.com\"]\nENV WHEN [2026-06-01]\nENTRYPOINT "
     "json [/usr/bin/x]\n"},
    {"lk4d4-the-edge-case-generator",
     "FROM a:b-1\n\nONBUILD RUN [\"say\", \"x\"]\nONBUILD RUN say x\nONBUILD COPY . /\n\n# RUN "
     "\\\n# a note that seems to go on \\\n"
     "RUN [\"say\", \"'12'\"]\nRUN    sh -c 'echo a:b \\\n        > /f'\n\n# ENV \\\nENV K 1 L "
     "3\nENV K \"1 L 3\"\n\n"
     "CMD say 'x' | wc -\n\n#EXPOSE\\\nEXPOSE 1\nEXPOSE 2 3\n\nUSER app\nUSER app:root\n\nVOLUME "
     "[\"/a\"]\nVOLUME [\"/a\", \"/b\"]\n"
     "VOLUME /c\n\nWORKDIR /a\n\nADD . /\nCOPY . copy\n",
     "FROM [a:b-1]\nONBUILD -> RUN json [say] [x]\nONBUILD -> RUN [say x]\nONBUILD -> COPY [.] "
     "[/]\nRUN json [say] ['12']\n"
     "RUN [sh -c 'echo a:b         > /f']\nENV K [1 L 3]\nENV K [\"1 L 3\"]\nCMD [say 'x' | wc "
     "-]\nEXPOSE [1]\nEXPOSE [2] [3]\n"
     "USER [app]\nUSER [app:root]\nVOLUME json [/a]\nVOLUME json [/a] [/b]\nVOLUME [/c]\nWORKDIR "
     "[/a]\nADD [.] [/]\nCOPY [.] [copy]\n"},
    {"mail",
     "FROM a\n\nADD .env /\nADD certs /.certs\nRUN echo \"export A=b\" >/.rc\n\nCMD setsid cron; "
     "sh -2\n",
     "FROM [a]\nADD [.env] [/]\nADD [certs] [/.certs]\nRUN [echo \"export A=b\" >/.rc]\nCMD "
     "[setsid cron; sh -2]\n"},
    {"multiple-volumes", "FROM a\n\nVOLUME /a/b /c /d/e/f\n",
     "FROM [a]\nVOLUME [/a/b] [/c] [/d/e/f]\n"},
    {"mumble", "FROM a\n\nADD ./x.ini /etc/x.ini\n", "FROM [a]\nADD [./x.ini] [/etc/x.ini]\n"},
    {"nginx",
     "FROM a\nRUN rm -rf /etc/x\nADD etc /etc/x\nRUN chown -R root:root /etc/x\n\nCMD "
     "[\"/usr/bin/x\"]\n\nVOLUME /w\nEXPOSE 80\n",
     "FROM [a]\nRUN [rm -rf /etc/x]\nADD [etc] [/etc/x]\nRUN [chown -R root:root /etc/x]\nCMD json "
     "[/usr/bin/x]\nVOLUME [/w]\nEXPOSE [80]\n"},
    {"tf2",
     "FROM a\nRUN curl http://example.com/a.tgz | tar vxz -C /s\nCMD cd /s && ./run -p 1 +ip "
     "0.0.0.0 -d /s +m a b\n",
     "FROM [a]\nRUN [curl http://example.com/a.tgz | tar vxz -C /s]\nCMD [cd /s && ./run -p 1 +ip "
     "0.0.0.0 -d /s +m a b]\n"},
    {"trailing-backslash",
     "# a note\n\nFROM a\n\nENV A x\nENV B x\\\\y\nENV C x\\\\y\\\\\nENV D not of C\nENV E "
     "x\\\n\\\ny\nENV F x\\\n \\\ny\nENV G x \\\n\\\ny\n",
     "FROM [a]\nENV A [x]\nENV B [x\\\\y]\nENV C [x\\\\y\\\\]\nENV D [not of C]\nENV E [xy]\nENV F "
     "[x y]\nENV G [x y]\n"},
    {"weechat", "FROM a\n\nADD .w /.w\nADD .t.conf /\n\nCMD sh -c w\n",
     "FROM [a]\nADD [.w] [/.w]\nADD [.t.conf] [/]\nCMD [sh -c w]\n"},
    {"znc", "FROM a\n\nADD conf /.x\n\nCMD [ \"/usr/bin/x\", \"-f\", \"-r\" ]\n",
     "FROM [a]\nADD [conf] [/.x]\nCMD json [/usr/bin/x] [-f] [-r]\n"},
    // testfiles-negative
    {"empty_dockerfile", "", "! there is no FROM @ \n"},
    {"only_comments", "# A note\n# and another\n\n", "! there is no FROM @ \n"},
    {"env_no_value", "FROM a\n\nENV DIR\n", "FROM [a]\nENV\n! the name has no value @ DIR\n"},
    {"shykes-nested-json", "FROM a\nCMD [ \"say\", [ \"x\" ] ]\n",
     "FROM [a]\nCMD [[ \"say\", [ \"x\" ] ]]\n! a JSON array here can only hold strings @ [ "
     "\"say\", [ \"x\" ] ]\n"},
};

TEST(BuildkitFiles, EachOfTheirFolders) {
  for (const Case& each : kCases) {
    SCOPED_TRACE(each.about);
    EXPECT_EQ(support::dump(parse_dockerfile(each.text, 0), each.text), each.expected);
  }
  EXPECT_EQ(std::size(kCases), 37U);
}

// parser_heredoc_test.go: which words are heredocs, and where their bodies end.
TEST(BuildkitFiles, Heredocs) {
  static constexpr Case kRows[] = {
      {"not for USER", "FROM a\nUSER <<E\n", "FROM [a]\nUSER [<<E]\n"},
      {"empty", "FROM a\nRUN <<E\nE\n", "FROM [a]\nRUN [<<E] <<E{}\n"},
      {"descriptor", "FROM a\nRUN 3<<E\nE\n", "FROM [a]\nRUN [3<<E] 3<<E{}\n"},
      {"in quotes", "FROM a\nRUN \"<<E\"\n", "FROM [a]\nRUN [\"<<E\"]\n"},
      {"tabs stay", "FROM a\nRUN <<E\n\tx\n\ty\nE\n", "FROM [a]\nRUN [<<E] <<E{\tx|\ty|}\n"},
      {"tabs go", "FROM a\nRUN <<-E\n\tx\n\ty\nE\n", "FROM [a]\nRUN [<<-E] <<-E{x|y|}\n"},
      {"tab before its end", "FROM a\nRUN <<-E\n\tx\n\tE\n", "FROM [a]\nRUN [<<-E] <<-E{x|}\n"},
      {"expands", "FROM a\nRUN <<-E\n\tx $N\nE\n", "FROM [a]\nRUN [<<-E] <<-E{x $N|}\n"},
      {"does not expand", "FROM a\nRUN <<-'E'\n\tx $N\nE\n",
       "FROM [a]\nRUN [<<-'E'] <<-'E'{x $N|}\n"},
      {"named as an instruction", "FROM a\nRUN <<COPY\nx\nCOPY\n",
       "FROM [a]\nRUN [<<COPY] <<COPY{x|}\n"},
      {"notes inside", "FROM a\nRUN <<E\n# x\ny # z\nE\n", "FROM [a]\nRUN [<<E] <<E{# x|y # z|}\n"},
      {"behind flags", "FROM a\nRUN --mount=type=cache,target=/c <<E\nx\nE\n",
       "FROM [a]\nRUN --mount=\"type=cache,target=/c\" [<<E] <<E{x|}\n"},
      {"two", "FROM a\nCOPY <<A <<B /d\n1\nA\n2\nB\n",
       "FROM [a]\nCOPY [<<A] [<<B] [/d] <<A{1|} <<B{2|}\n"},
      {"quotes inside", "FROM a\nCOPY <<E /q\n\"x\"\n'y'\nE\n",
       "FROM [a]\nCOPY [<<E] [/q] <<E{\"x\"|'y'|}\n"},
      {"each other's name inside", "FROM a\nCOPY <<A <<B /d\nB\nA\nA\nB\n",
       "FROM [a]\nCOPY [<<A] [<<B] [/d] <<A{B|} <<B{A|}\n"},
      {"words behind", "FROM a\nRUN <<E ruby -\nputs 1\nE\n",
       "FROM [a]\nRUN [<<E ruby -] <<E{puts 1|}\n"},
      {"a file's name", "FROM a\nCOPY <<ca.pem /d\nx\nca.pem\n",
       "FROM [a]\nCOPY [<<ca.pem] [/d] <<ca.pem{x|}\n"},
      {"partly in quotes", "FROM a\nRUN <<en'd'\nx\nend\n",
       "FROM [a]\nRUN [<<en'd'] <<'end'{x|}\n"},
      {"escaped quote", "FROM a\nRUN <<en\\'d\nx\nen'd\n", "FROM [a]\nRUN [<<en\\'d] <<en'd{x|}\n"},
      {"both", "FROM a\nRUN <<'e'n\\'d\nx\nen'd\n", "FROM [a]\nRUN [<<'e'n\\'d] <<'en'd'{x|}\n"},
      {"a space in quotes", "FROM a\nRUN <<'e d'\nx\ne d\n",
       "FROM [a]\nRUN [<<'e d'] <<'e d'{x|}\n"},
      {"a variable's name", "FROM a\nRUN <<$E\n$E\n", "FROM [a]\nRUN [<<$E] <<$E{}\n"},
      {"spaces before", "FROM a\nRUN <<  E\nE\n", "FROM [a]\nRUN [<<  E] <<E{}\n"},
      {"spaces around", "FROM a\nRUN <<  E  > f\nE\n", "FROM [a]\nRUN [<<  E  > f] <<E{}\n"},
      {"a destination", "FROM a\nCOPY /f <<E\nE\n",
       "FROM [a]\nCOPY [/f] [<<E] <<E{}\n! COPY has a heredoc where its destination should be @ "
       "<<E\n"},
      {"JSON", "FROM a\nRUN [\"<<E\"]\n", "FROM [a]\nRUN json [<<E]\n"},
      {"a pipe", "FROM a\nRUN <<'E' | ruby\nx\nE\n", "FROM [a]\nRUN [<<'E' | ruby] <<'E'{x|}\n"},
      {"beside a file", "FROM a\nCOPY <<E f /d\nx\nE\n", "FROM [a]\nCOPY [<<E] [f] [/d] <<E{x|}\n"},
  };
  for (const Case& each : kRows) {
    SCOPED_TRACE(each.about);
    EXPECT_EQ(support::dump(parse_dockerfile(each.text, 0), each.text), each.expected);
  }
}

// instructions/parse_test.go: what is refused. json_test.go: arrays that are none.
TEST(BuildkitFiles, WhatIsRefused) {
  static constexpr std::string_view kRefused[] = {
      "MAINTAINER",
      "WORKDIR",
      "USER",
      "STOPSIGNAL",
      "ENV",
      "LABEL",
      "ONBUILD",
      "HEALTHCHECK",
      "EXPOSE",
      "VOLUME",
      "ADD x",
      "COPY x",
      "ENV =x",
      "LABEL =x",
      "COPY\t\n\tx \\\n  y",
      "ONBUILD FROM scratch",
      "MAINTAINER --boo x@example.com",
      "ONBUILD ONBUILD RUN x",
      "NONE x",
      "none x",
      "COPY /x <<E\nE",
      "CMD [\"a\",42,\"b\"]",
      "CMD [\"a\",4.2,\"b\"]",
      "CMD [\"a\",{},\"b\"]",
      "CMD [\"a\",{\"c\": \"d\"},\"b\"]",
      "CMD [\"a\",[\"c\"],\"b\"]",
      "CMD [\"a\",true,\"b\"]",
      "CMD [\"a\",false,\"b\"]",
      "CMD [\"a\",null,\"b\"]",
  };
  for (std::string_view line : kRefused) {
    Dockerfile file = parse_dockerfile("FROM a\n" + std::string(line) + "\n", 0);
    EXPECT_TRUE(std::any_of(file.problems.begin(), file.problems.end(),
                            [](const DockerProblem& problem) { return problem.stops_build; }))
        << line;
  }
}

}  // namespace
}  // namespace verifull::parse
