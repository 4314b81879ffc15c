#include "resolve/hidden_parameter.h"

#include <gtest/gtest.h>

namespace verifull::resolve {
namespace {

TEST(HiddenParameter, OnlyAnUnknownUrlHidesOne) {
  Entry entry;
  World world({}, {});
  EXPECT_FALSE(hidden_parameter(entry, "sslmode", world));
  EXPECT_TRUE(world.answers().empty());
}

TEST(HiddenParameter, TheWorldSaysWhetherTheUrlCarriesIt) {
  Entry entry;
  entry.opaque_url = "DATABASE_URL";
  World without({}, {0});
  EXPECT_FALSE(hidden_parameter(entry, "sslmode", without));
  World with({}, {1});
  std::optional<Parameter> parameter = hidden_parameter(entry, "sslmode", with);
  ASSERT_TRUE(parameter);
  EXPECT_FALSE(parameter->known);
  EXPECT_EQ(parameter->why, "DATABASE_URL sets sslmode");
}

TEST(HiddenParameter, AQueryOfItsOwnUndoesTheLiteralOne) {
  Entry entry;
  entry.opaque_url = "DATABASE_URL";
  entry.query_follows = true;
  World with({}, {1});
  std::optional<Parameter> parameter = hidden_parameter(entry, "sslmode", with);
  ASSERT_TRUE(parameter);
  EXPECT_EQ(parameter->why, "DATABASE_URL has a query of its own");
}

}  // namespace
}  // namespace verifull::resolve
