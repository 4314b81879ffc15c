// The language server, without its streams: messages in, messages out.
//
// A message is only put in line when it comes; settle() answers all that came.
// So ten quick changes are one analysis, and a request that was cancelled while
// it waited is answered without work. LSP 3.17, "Server lifecycle".
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/rule.h"
#include "engine/analysis.h"
#include "lsp/client.h"
#include "lsp/json.h"
#include "lsp/place.h"
#include "lsp/workspace.h"
#include "source/file_reader.h"

namespace verifull::lsp {

class Server {
 public:
  // Makes a folder the working directory of the process; false when it cannot.
  using Enter = bool (*)(const std::string& folder);

  // `disk` must outlive it. `options` are those of the command line; the working
  // directory in them becomes the client's first folder when it has one, if
  // `enter`, which may be null, says so.
  Server(engine::Options options, std::vector<const check::Rule*> rules,
         const source::FileReader& disk, Enter enter);

  // One JSON-RPC message.
  void receive(std::string_view message);
  // Works off what was received.
  void settle();
  // What is to be sent, in order; each is given once.
  std::vector<std::string> take_output();

  // After `exit`: the exit code of the program, 0 only after `shutdown`.
  std::optional<int> exit_code() const { return exit_code_; }
  // The process that must be alive for this one to be; nullopt before `initialize`.
  std::optional<std::int64_t> client_process() const { return client_.process; }

 private:
  struct Waiting {
    Json message;
    bool cancelled = false;
  };
  struct Method;
  static const Method* method_named(std::string_view name);

  void handle(const Waiting& waiting);
  void answer_request(const Json& id, const std::string& name, const Json& parameters);
  void notice(const std::string& name, const Json& parameters);

  Json initialize(const Json& parameters);
  Json shut_down(const Json& parameters);
  Json code_actions(const Json& parameters);
  Json hover(const Json& parameters);
  Json definition(const Json& parameters);
  Json code_lenses(const Json& parameters);
  Json document_links(const Json& parameters);
  Json pull_diagnostics(const Json& parameters);

  void open(const Json& parameters);
  void change(const Json& parameters);
  void close(const Json& parameters);
  void configure(const Json& settings);

  void publish();
  void say_once(const base::Error& error);
  void register_watchers();

  struct Asked {
    const App* app = nullptr;
    base::FileId file = base::kNoFile;
    std::optional<std::uint32_t> offset;  // when the request has a position
  };
  // The document of a request in its app, up to date.
  std::optional<Asked> asked(const Json& parameters);
  Places places(const App& app) const;
  std::map<std::string, Json> all_diagnostics() const;  // by path
  std::optional<std::string> shown_path(const Json& parameters) const;

  void send(Json message);
  void reply(const Json& id, Json result);
  void refuse(const Json& id, int code, std::string_view message);
  void ask_client(std::string_view method, Json parameters);

  Workspace workspace_;
  Client client_;
  Enter enter_ = nullptr;
  std::deque<Waiting> waiting_;
  std::vector<std::string> output_;
  std::map<std::string, std::string> published_;  // by path: what was said last
  std::set<std::string> said_;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool dirty_ = false;  // diagnostics may be different from what was published
  std::optional<int> exit_code_;
  std::int64_t next_id_ = 1;
};

}  // namespace verifull::lsp
