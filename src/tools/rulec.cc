// rulec OUT.cc RULE.yml…: reads the built-in rules at build time and writes
// them down as C++ (tools/rule_table.h). Every rule with a problem is told as
// "path:line:column: sentence" on stderr, and then nothing is written.
// rulec --data OUT.cc DATA.yml…: the same for the tables (tools/data_table.h).
//
// Exit: 0 written, 1 a rule is wrong, 2 wrong use or a file that cannot be read
// or written.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/rule_reader.h"
#include "tools/data_table.h"
#include "tools/rule_table.h"

namespace verifull::tools {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::optional<std::string> read_file(const std::string& path) {
  File file(std::fopen(path.c_str(), "rb"));
  if (!file) return std::nullopt;
  std::string text;
  char buffer[4096];
  while (std::size_t size = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, size);
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return text;
}

bool write_file(const std::string& path, const std::string& text) {
  File file(std::fopen(path.c_str(), "wb"));
  if (!file) return false;
  std::fwrite(text.data(), 1, text.size(), file.get());
  return std::fflush(file.get()) == 0;
}

void tell(const base::Error& error) {
  std::string hint = error.hint.empty() ? "" : "; " + error.hint;
  std::fprintf(stderr, "%s%s\n", error.message.c_str(), hint.c_str());
}

int write(const std::string& out, const std::string& text) {
  if (write_file(out, text)) return 0;
  std::fprintf(stderr, "%s: cannot be written\n", out.c_str());
  return 2;
}

int run(const std::string& out, const std::vector<std::string>& paths) {
  check::RuleSet set;
  std::vector<const check::Rule*> rules;
  bool wrong = false;
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) {
      std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
      return 2;
    }
    check::RuleReading reading;
    reading.complete = true;
    auto rule = check::read_rule(*text, path, base::kNoFile, reading, set);
    if (rule) {
      rules.push_back(*rule);
    } else {
      tell(rule.error());
      wrong = true;
    }
  }
  if (wrong) return 1;
  std::sort(rules.begin(), rules.end(),
            [](const check::Rule* a, const check::Rule* b) { return a->id < b->id; });
  return write(out, rule_table(rules));
}

int run_data(const std::string& out, const std::vector<std::string>& paths) {
  std::vector<DataFile> files;
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) {
      std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
      return 2;
    }
    files.push_back({path, std::move(*text)});
  }
  base::Result<std::string> table = data_table(files);
  if (table) return write(out, *table);
  tell(table.error());
  return 1;
}

}  // namespace
}  // namespace verifull::tools

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  bool data = !words.empty() && words[0] == "--data";
  if (data) words.erase(words.begin());
  if (words.size() < 2) {
    std::fputs("usage: rulec [--data] OUT.cc FILE.yml...\n", stderr);
    return 2;
  }
  std::vector<std::string> paths(words.begin() + 1, words.end());
  return data ? verifull::tools::run_data(words[0], paths) : verifull::tools::run(words[0], paths);
}
