// The memory of rules that were read at run time.
#pragma once

#include <deque>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "check/rule.h"

namespace verifull::check {

// Rules, and every text and array they look at, live as long as the set.
class RuleSet {
 public:
  RuleSet() = default;
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  std::string_view keep(std::string_view text);

  // Only for elements without a destructor, because none is ever called.
  template <typename T>
  std::span<const T> keep(const std::vector<T>& items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    T* copy = std::pmr::polymorphic_allocator<T>(&memory_).allocate(items.size());
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return {copy, items.size()};
  }

  const Rule& add(const Rule& rule) { return rules_.emplace_back(rule); }

  // In the order they were added; addresses do not change.
  const std::deque<Rule>& rules() const { return rules_; }

 private:
  std::pmr::monotonic_buffer_resource memory_;
  std::deque<Rule> rules_;
};

}  // namespace verifull::check
