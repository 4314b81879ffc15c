#include "image/run.h"

#include <utility>

namespace verifull::image {
namespace {

using Presence = parse::DockerVariable::Presence;

// As the process finds it: what ENV and ARG gave. What stands in a hole of the
// text is not known, so that not even the beginning is.
RunVariable as_run_variable(const parse::DockerVariable& variable) {
  RunVariable result;
  result.value.from_build_arg = variable.from_build_arg;
  switch (variable.presence) {
    case Presence::kUnset:
      return result;
    case Presence::kSet:
      result.presence = RunVariable::Presence::kSet;
      break;
    case Presence::kMaybe:
    case Presence::kNotGiven:
      result.presence = RunVariable::Presence::kMaybe;
      break;
  }
  result.value.known = variable.known && result.presence == RunVariable::Presence::kSet;
  if (result.value.known) result.value.text = variable.text;
  return result;
}

std::string home_of(const Owner& owner, const UserTable& users) {
  const UserEntry* entry = owner.user.empty() ? nullptr : users.user(owner.user);
  if (!entry && owner.uid) entry = users.user(*owner.uid);
  return entry ? entry->home : "";
}

}  // namespace

std::vector<InstalledPackage> apply_run(const parse::DockerInstruction& instruction,
                                        const BuildState& before, const RunShell& shell,
                                        ImageFs& files, UserTable& users, RunBudget& budget) {
  RunMachine::Start start;
  const std::optional<Given>& user = before.user();
  // Without USER it is the base image's, and that is root nearly always.
  start.user = !user ? Owner::root() : user->known ? users.owner_of(user->text) : Owner::unknown();
  start.home = home_of(start.user, users);
  const std::optional<Given>& directory = before.workdir();
  if (directory && directory->known) start.directory = directory->text;
  start.variables = [&before](std::string_view name) {
    return as_run_variable(before.look_up(name));
  };
  RunMachine machine(files, users, budget, std::move(start));
  machine.run(read_run(instruction, shell));
  return std::move(machine.packages);
}

}  // namespace verifull::image
