#include "resolve/ruby_classes.h"

#include <gtest/gtest.h>

namespace verifull::resolve {
namespace {

TEST(RubyClasses, DescentIsRubys) {
  EXPECT_TRUE(descends("KeyError", "KeyError"));
  EXPECT_TRUE(descends("KeyError", "IndexError"));
  EXPECT_TRUE(descends("KeyError", "StandardError"));
  EXPECT_TRUE(descends("NoMethodError", "Exception"));
  EXPECT_FALSE(descends("KeyError", "NameError"));
  EXPECT_FALSE(descends("NotImplementedError", "StandardError"));
  EXPECT_FALSE(descends("StandardError", "KeyError"));
}

TEST(RubyClasses, KnowsRubysOwn) {
  EXPECT_TRUE(is_exception_class("Exception"));
  EXPECT_TRUE(is_exception_class("FrozenError"));
  EXPECT_FALSE(is_exception_class("String"));
  EXPECT_TRUE(is_core_class("String"));
  EXPECT_TRUE(is_core_class("KeyError"));
  EXPECT_FALSE(is_core_class("Strin"));
}

}  // namespace
}  // namespace verifull::resolve
