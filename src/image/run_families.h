// The commands that RUNs are made of, by family: each file handles what belongs
// together. run_commands.cc has the table.
#pragma once

#include <optional>
#include <string>

#include "image/run_call.h"
#include "image/run_options.h"

namespace verifull::image {

// Copying: run_copying.cc.
RunStatus run_cp(RunCall& call);
RunStatus run_mv(RunCall& call);
RunStatus run_ln(RunCall& call);
RunStatus run_install(RunCall& call);

// Making, removing, modes and owners: run_entries.cc.
RunStatus run_mkdir(RunCall& call);
RunStatus run_rm(RunCall& call);
RunStatus run_rmdir(RunCall& call);
RunStatus run_touch(RunCall& call);
RunStatus run_chmod(RunCall& call);
RunStatus run_chown(RunCall& call);
RunStatus run_chgrp(RunCall& call);

// Printing: run_printing.cc.
RunStatus run_echo(RunCall& call);
RunStatus run_printf(RunCall& call);
RunStatus run_cat(RunCall& call);
RunStatus run_tee(RunCall& call);
RunStatus run_pwd(RunCall& call);
RunStatus run_mktemp(RunCall& call);
RunStatus run_sed(RunCall& call);
RunStatus run_filter(RunCall& call);  // reads its files, prints something

// Downloads: run_downloads.cc.
RunStatus run_curl(RunCall& call);
RunStatus run_wget(RunCall& call);

// Checks: run_tests.cc.
RunStatus run_test(RunCall& call);
RunStatus run_true(RunCall& call);
RunStatus run_false(RunCall& call);

// Digests: run_digests.cc.
RunStatus run_digest(RunCall& call);  // sha256sum

// What changes the shell itself: run_builtins.cc.
RunStatus run_cd(RunCall& call);
RunStatus run_export(RunCall& call);
RunStatus run_unset(RunCall& call);
RunStatus run_read(RunCall& call);
RunStatus run_set(RunCall& call);
RunStatus run_exit(RunCall& call);
RunStatus run_umask(RunCall& call);
RunStatus run_jump(RunCall& call);

// Commands that run commands: run_wrappers.cc.
RunStatus run_shell(RunCall& call);
RunStatus run_env(RunCall& call);
RunStatus run_prefix(RunCall& call);  // nice, nohup, exec, command
RunStatus run_timeout(RunCall& call);
RunStatus run_su(RunCall& call);
RunStatus run_sudo(RunCall& call);
RunStatus run_xargs(RunCall& call);
RunStatus run_find(RunCall& call);

// Users and groups: run_accounts.cc.
RunStatus run_useradd(RunCall& call);
RunStatus run_adduser(RunCall& call);
RunStatus run_groupadd(RunCall& call);
RunStatus run_addgroup(RunCall& call);
RunStatus run_usermod(RunCall& call);
// Ids or names; nullopt when the words are not known.
std::optional<Owner> owner_of(RunCall& call, const RunArgument* user, const RunArgument* group,
                              Owner otherwise);

// Packages and the system's certificates: run_packages.cc.
RunStatus run_apt(RunCall& call);
RunStatus run_apk(RunCall& call);
RunStatus run_dnf(RunCall& call);
RunStatus run_update_ca_certificates(RunCall& call);
RunStatus run_update_ca_trust(RunCall& call);

// Archives: run_archives.cc.
RunStatus run_tar(RunCall& call);
RunStatus run_unzip(RunCall& call);

// Programs that keep to places of their own: run_programs.cc.
RunStatus run_harmless(RunCall& call);
RunStatus run_tool(RunCall& call);

}  // namespace verifull::image
