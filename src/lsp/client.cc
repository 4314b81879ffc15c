#include "lsp/client.h"

#include <array>

#include "lsp/uri.h"
#include "source/path.h"

namespace verifull::lsp {
namespace {

std::vector<std::string> folders_in(const Json& parameters) {
  std::vector<std::string> folders;
  const Json& list = at(parameters, {"workspaceFolders"});
  if (list.is_array()) {
    for (const Json& folder : list) {
      if (auto path = path_of(text_at(folder, {"uri"}))) folders.push_back(*path);
    }
  }
  if (!folders.empty()) return folders;
  if (auto path = path_of(text_at(parameters, {"rootUri"}))) return {*path};
  std::string path = text_at(parameters, {"rootPath"});
  if (path.starts_with('/')) folders.push_back(source::normalised(path));
  return folders;
}

}  // namespace

Encoding chosen_encoding(const Json& parameters) {
  const Json& wanted = at(parameters, {"capabilities", "general", "positionEncodings"});
  if (!wanted.is_array()) return Encoding::kUtf16;
  constexpr std::array kKnown = {Encoding::kUtf8, Encoding::kUtf16, Encoding::kUtf32};
  for (const Json& name : wanted) {
    for (Encoding encoding : kKnown) {
      if (name.is_string() && name.get_ref<const std::string&>() == encoding_name(encoding)) {
        return encoding;
      }
    }
  }
  return Encoding::kUtf16;
}

Client read_client(const Json& parameters) {
  Client client;
  const Json& can = at(parameters, {"capabilities"});
  client.encoding = chosen_encoding(parameters);
  const Json& pull = at(can, {"textDocument", "diagnostic"});
  client.pulls_diagnostics = pull.is_object();
  client.related_documents = truth_at(pull, {"relatedDocumentSupport"});
  client.refreshes_diagnostics = truth_at(can, {"workspace", "diagnostics", "refreshSupport"});
  client.refreshes_lenses = truth_at(can, {"workspace", "codeLens", "refreshSupport"});
  client.registers_watchers =
      truth_at(can, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
  client.folders = folders_in(parameters);
  client.process = number_at(parameters, {"processId"});
  return client;
}

}  // namespace verifull::lsp
