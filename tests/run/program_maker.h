// Random shell programs of the commands that RUN is followed through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace verifull::run {

class ProgramMaker {
 public:
  // `root`: the folder that the program's absolute paths are in.
  ProgramMaker(std::uint64_t seed, std::string root) : random_(seed), root_(std::move(root)) {}

  std::string make() {
    std::string program = one_in(5) ? "set -e\n" : one_in(8) ? "set -ex; " : "";
    const std::size_t count = 2 + below(6);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) program += one_in(2) ? " && " : one_in(2) ? "; " : "\n";
      program += statement(2);
    }
    return program + "\n";
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }

  template <std::size_t N>
  std::string pick(const char* const (&from)[N]) {
    return from[below(N)];
  }

  std::string path() {
    static constexpr const char* kPaths[] = {
        "a.pem", "b.pem",   "new.pem",    "d",           "d/x.crt", "d/y.crt",
        "e",     "link",    "dlink",      "n/m",         "n",       "d/sub",
        "e/z",   "./a.pem", "d/../b.pem", "dlink/x.crt", "missing", "t.txt"};
    std::string result = pick(kPaths);
    if (one_in(6)) result = root_ + "/" + result;
    if (one_in(12)) result = "\"$V\"";
    if (one_in(15)) result += "/";
    return result;
  }
  std::string file() {
    static constexpr const char* kFiles[] = {"a.pem", "b.pem", "new.pem", "d/x.crt", "d/y.crt",
                                             "t.txt", "link",  "e/z",     "n/f"};
    return one_in(8) ? root_ + "/" + pick(kFiles) : pick(kFiles);
  }
  std::string folder() {
    static constexpr const char* kFolders[] = {"d", "e", "n", "d/sub", "dlink", ".", "n/m"};
    return pick(kFolders);
  }
  std::string mode() {
    static constexpr const char* kModes[] = {"644",       "600",    "0755", "+r",  "a+rX",
                                             "u=rw,go=r", "go-rwx", "+x",   "700", "u+w",
                                             "-w",        "o=",     "g=u"};
    return pick(kModes);
  }
  std::string owner() {
    static constexpr const char* kOwners[] = {"1000", "1000:1001", ":1001", "0:0"};
    return kOwners[below(4)];
  }
  std::string text() {
    static constexpr const char* kTexts[] = {"hello", "'two words'", "\"$V\"", "-n x", "x y", "''"};
    return pick(kTexts);
  }
  std::string url() {
    static constexpr const char* kUrls[] = {"https://h/ca.pem", "http://h/dir/root.crt",
                                            "https://h/fail.pem", "https://h/ca.pem?v=1",
                                            "https://h/x.crt"};
    return pick(kUrls);
  }

  std::string download() {
    switch (below(12)) {
      case 0:
        return "curl -fsSL " + url() + " -o " + file();
      case 1:
        return "curl " + url() + " > " + file();
      case 2:
        return "curl -sO " + url();
      case 3:
        return "curl -k --output " + file() + " " + url();
      case 4:
        return "curl -s -o " + file() + " " + url() + " -o " + file() + " " + url();
      case 5:
        return "curl -sS --create-dirs -o n/f " + url();
      case 6:
        return "curl -s --output-dir " + folder() + " -O " + url();
      case 7:
        return "wget -q -O " + file() + " " + url();
      case 8:
        return "wget " + url();
      case 9:
        return "wget --no-check-certificate -P " + folder() + " " + url();
      case 10:
        return "wget -qO- " + url() + " > " + file();
      default:
        return "curl -s " + url() + " | tee " + file() + " >/dev/null";
    }
  }

  std::string command() {
    switch (below(33)) {
      case 0:
        return "mkdir " + folder();
      case 1:
      case 2:
        return "mkdir -p " + folder();
      case 3:
        return "mkdir -m " + mode() + " " + folder();
      case 4:
        return "cp " + file() + " " + path();
      case 5:
        return "cp " + file() + " " + file() + " " + folder();
      case 6:
        return "cp -r " + path() + " " + path();
      case 7:
        return "cp -p " + path() + " " + path();
      case 8:
        return "cp -a " + path() + " " + path();
      case 9:
        return "mv " + path() + " " + path();
      case 10:
        return "mv -f " + file() + " " + file() + " " + folder();
      case 11:
        return "ln -s " + path() + " " + path();
      case 12:
        return "ln -sf " + path() + " " + path();
      case 13:
        return "chmod " + mode() + " " + path();
      case 14:
        return "chmod -R " + mode() + " " + path();
      case 15:
        return "rm " + path();
      case 16:
        return "rm -rf " + path();
      case 17:
        return "rmdir " + folder();
      case 18:
        return "touch " + path();
      case 19:
        return "install -m " + mode() + " " + file() + " " + path();
      case 20:
        return "install -d " + folder();
      case 21:
        return "install -D " + file() + " n/m/" + (one_in(2) ? "f" : "g.pem");
      case 22:
        return "cat " + file() + " " + file();
      case 23:
        return "sed -i s/a/b/ " + file();
      case 24:
        return "cp " + folder() + "/*.crt " + path();
      case 25:
        return "rm -f " + folder() + "/*";
      case 26:
        return "cp -t " + folder() + " " + file();
      case 27:
        return "chmod 644 *.pem";
      case 28:
        return "chown " + std::string(one_in(3) ? "-R " : "") + owner() + " " + path();
      case 29:
        return "install -o " + std::to_string(1000 + below(2)) + " " + file() + " " + path();
      default:
        return download();
    }
  }

  std::string writing() {
    switch (below(9)) {
      case 0:
        return "echo " + text() + " > " + path();
      case 1:
        return "echo " + text() + " >> " + path();
      case 2:
        return "printf '%s\\n' " + text() + " > " + file();
      case 3:
        return "cat " + file() + " " + file() + " > " + file();
      case 4:
        return "cat " + file() + " >> " + file();
      case 5:
        return "echo " + text() + " | tee -a " + file() + " > /dev/null";
      case 6:
        return "cat <<EOF > " + file() + "\nbody $V\nEOF\ntrue";
      case 7:
        return "cat < " + file() + " > " + file();
      default:
        return "{ echo a; cat " + file() + "; } > " + file();
    }
  }

  std::string test() {
    switch (below(5)) {
      case 0:
        return "[ -f " + file() + " ]";
      case 1:
        return "test -d " + folder();
      case 2:
        return "[ \"$V\" = d ]";
      case 3:
        return "[ ! -e " + path() + " ]";
      default:
        return one_in(2) ? "grep -q x " + file() : "[ -z \"$UNSET\" ]";
    }
  }

  std::string statement(int depth) {
    if (depth == 0 || !one_in(4)) return one_in(3) ? writing() : one_in(9) ? small() : command();
    const std::string a = statement(depth - 1);
    const std::string b = statement(depth - 1);
    switch (below(13)) {
      case 0:
        return a + " && " + b;
      case 1:
        return a + " || " + b;
      case 2:
        return "( " + a + "\n" + b + "\n)";  // not `((`, which is arithmetic
      case 3:
        return "{ " + a + "\n" + b + "\n}";
      case 4:
        return "if " + test() + "; then " + a + "\nelse " + b + "\nfi";
      case 5:
        return "if " + test() + "; then " + a + "\nfi";
      case 6:
        return "for x in a.pem d n/f; do cp $x e/\n" + a + "\ndone";
      case 7:
        return "f() { " + a + "\n}; f && f";
      case 8:
        return "case \"$V\" in d) " + a + "\n;; *) " + b + "\n;; esac";
      case 9:
        return a + " || true";
      case 10:
        return "! " + a;
      case 11:
        return a + " || { echo no\nexit 1\n}";
      default:
        return "sh -c 'cp a.pem \"$0\" && chmod 600 \"$0\"' " + file();
    }
  }

  std::string small() {
    switch (below(11)) {
      case 0:
        return "cd " + folder();
      case 1:
        return "umask 0" + std::string(one_in(2) ? "77" : "27");
      case 2:
        return "V=" + folder();
      case 3:
        return "V=$(cat t.txt)";
      case 4:
        return "export V=e";
      case 5:
        return "false || true";
      case 6:
        return "V=${UNSET:-n/m}";
      case 7:
        return "(cd d && echo x > here)";
      case 8:
        return test();
      case 9:
        return "test -f a.pem || exit 0";
      default:
        return "set -- d e; cp a.pem \"$1\"";
    }
  }

  std::mt19937_64 random_;
  std::string root_;
};

}  // namespace verifull::run
