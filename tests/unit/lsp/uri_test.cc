#include "lsp/uri.h"

#include <gtest/gtest.h>

namespace verifull::lsp {
namespace {

TEST(Uri, BecomesAPath) {
  struct Case {
    const char* uri;
    const char* path;  // "-": none
  };
  const Case cases[] = {
      {"file:///srv/app/config/database.yml", "/srv/app/config/database.yml"},
      {"FILE:///srv/a", "/srv/a"},
      {"file://localhost/srv/a", "/srv/a"},
      {"file:///srv/a%20b/%C3%A4", "/srv/a b/ä"},
      {"file:///srv/%2e%2e/etc", "/etc"},
      {"file:///srv/a%zz", "/srv/a%zz"},
      {"file:///srv/a?x#y", "/srv/a"},
      {"file:///srv/a%00b", "-"},
      {"file://host/srv", "-"},
      {"untitled:Untitled-1", "-"},
      {"http://localhost/srv", "-"},
      {"", "-"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(path_of(each.uri).value_or("-"), each.path) << each.uri;
  }
}

TEST(Uri, OfAPathIsEncoded) {
  EXPECT_EQ(uri_of("/srv/a b/#ä.yml"), "file:///srv/a%20b/%23%C3%A4.yml");
  EXPECT_EQ(path_of(uri_of("/srv/%41?&\n")), "/srv/%41?&\n");
}

}  // namespace
}  // namespace verifull::lsp
