// Archives: what is in them is not known, so nothing below where they are
// unpacked is either.
#include <algorithm>

#include "image/run_families.h"

namespace verifull::image {
namespace {

const RunArgument kHere{".", true, false, false, false};

}  // namespace

RunStatus run_tar(RunCall& call) {
  RunArgument folder = kHere;
  bool creates = false;
  bool unpacks = false;
  std::vector<RunArgument> files;
  for (std::size_t i = 1; i < call.words.size(); ++i) {
    const RunArgument& word = call.words[i];
    const std::string& text = word.text;
    const bool last = i + 1 == call.words.size();
    if (!word.known && word.many && text.empty()) call.machine.lose(call.cause);
    if (text.starts_with("--directory="))
      folder = {text.substr(12), word.known, false, false, false};
    else if (text == "--directory" && !last)
      folder = call.words[++i];
    else if (text.starts_with("--file="))
      files.push_back({text.substr(7), word.known, false, false, false});
    else if (text == "--extract" || text == "--get")
      unpacks = true;
    else if (text == "--create" || text == "--append")
      creates = true;
    else if (text == "--list" || text.starts_with("--to-stdout"))
      continue;
    else if (text.starts_with("--")) {
      if (text.find("command") != text.npos || text.find("absolute") != text.npos)
        call.machine.lose(call.cause);
    } else if (text.starts_with("-") || i == 1) {
      unpacks |= text.find('x') != text.npos;
      creates |= text.find_first_of("cru") != text.npos;
      if (text.find('P') != text.npos) call.machine.lose(call.cause);
      // The letters that take a word take them in order.
      for (char letter : text) {
        if ((letter != 'C' && letter != 'f') || i + 1 >= call.words.size()) continue;
        if (letter == text.back() || text[0] != '-') {
          if (letter == 'C')
            folder = call.words[++i];
          else
            files.push_back(call.words[++i]);
        }
      }
    }
  }
  if (creates) {
    for (const RunArgument& file : files) call.files().touch(file, call.cause);
  }
  if (unpacks) call.files().touch(folder, call.cause);
  call.print_unknown("what tar prints");
  return RunStatus::kUnknown;
}

RunStatus run_unzip(RunCall& call) {
  RunArgument folder = kHere;
  for (std::size_t i = 1; i + 1 < call.words.size(); ++i) {
    if (call.words[i].text == "-d") folder = call.words[i + 1];
  }
  const bool prints =
      std::any_of(call.words.begin(), call.words.end(), [](const RunArgument& word) {
        return word.text == "-p" || word.text == "-l" || word.text == "-t";
      });
  if (!prints) call.files().touch(folder, call.cause);
  call.print_unknown("what unzip prints");
  return RunStatus::kUnknown;
}

}  // namespace verifull::image
