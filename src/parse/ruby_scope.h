// Which names are local variables here.
//
// Ruby decides while it reads: a name that was assigned before, in the same
// scope or in one around the block, is a variable from there on and a method
// call otherwise; the lexer reads `x /2` and `x [1]` by it.
#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

namespace verifull::parse {

class RubyScope {
 public:
  RubyScope() { open(false); }

  // A block sees the variables around it; `def` and `class` do not.
  void open(bool sees_outer) { frames_.push_back({{}, sees_outer}); }
  void close() { frames_.pop_back(); }

  // `name` must outlive the scope.
  void declare(std::string_view name) { frames_.back().names.insert(name); }

  bool knows(std::string_view name) const {
    for (std::size_t i = frames_.size(); i-- > 0;) {
      if (frames_[i].names.count(name) != 0) return true;
      if (!frames_[i].sees_outer) return false;
    }
    return false;
  }

  bool declared_here(std::string_view name) const { return frames_.back().names.count(name) != 0; }

 private:
  struct Frame {
    std::unordered_set<std::string_view> names;
    bool sees_outer = false;
  };
  std::vector<Frame> frames_;
};

}  // namespace verifull::parse
