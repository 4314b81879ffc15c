#include "pki/providers.h"

#include <gtest/gtest.h>

namespace {

using namespace verifull;

std::string id_of(std::string_view host) {
  const pki::Provider* provider = pki::provider_of(host);
  return provider == nullptr ? "" : std::string(provider->id);
}

TEST(Providers, AreToldByTheHost) {
  struct Row {
    std::string_view host;
    std::string_view id;
  };
  constexpr Row kRows[] = {
      {"app.abc123.eu-west-2.rds.amazonaws.com", "aws-rds"},
      {"APP.abc123.eu-west-2.rds.AMAZONAWS.com.", "aws-rds"},
      {"app.cluster-ro-abc.us-east-1.rds.amazonaws.com", "aws-rds"},
      {"app.proxy-abc.us-east-1.rds.amazonaws.com", "aws-rds-proxy"},
      {"app.abc.us-gov-west-1.rds.amazonaws.com", "aws-rds-govcloud"},
      {"app.abc.rds.cn-north-1.amazonaws.com.cn", "aws-rds-china"},
      {"abc.dsql.eu-west-1.on.aws", "aws-dsql"},
      {"ec2-1-2-3-4.eu-west-1.compute.amazonaws.com", "heroku"},
      {"ec2-1-2-3-4.compute-1.amazonaws.com", "heroku"},
      {"dpg-abc-a.oregon-postgres.render.com", "render"},
      {"ep-cool-1.eu-central-1.aws.neon.tech", "neon"},
      {"db.abcdef.supabase.co", "supabase"},
      {"aws-0-eu-west-2.pooler.supabase.com", "supabase"},
      {"app.postgres.database.azure.com", "azure"},
      {"viaduct.proxy.rlwy.net", "railway"},
      {"app.db.svc.cluster.local", "kubernetes"},
      {"db.example.com", ""},
      {"rds.amazonaws.com.example.com", ""},
      {"neon.tech", ""},
      {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(id_of(row.host), row.id) << row.host;
}

TEST(Providers, SayWhatTheirAuthorityNeeds) {
  for (const pki::Provider& each : pki::providers()) {
    SCOPED_TRACE(std::string(each.id));
    EXPECT_EQ(each.why.empty(), each.authority != pki::Authority::kNobody);
    EXPECT_EQ(each.partition.empty(), each.authority != pki::Authority::kRds);
    EXPECT_FALSE(each.write.ends_with('.'));
    EXPECT_NE(pki::authority_name(each.authority), "");
    for (std::string_view host : each.hosts) {
      // A pattern that another provider's longer one hides would be dead.
      std::string example(host);
      for (std::size_t star = 0; (star = example.find('*')) != std::string::npos;) {
        example.replace(star, 1, "x");
      }
      EXPECT_EQ(id_of(example), each.id) << host;
    }
  }
}

}  // namespace
