#include "base/secret_name.h"

#include <gtest/gtest.h>

namespace verifull::base {
namespace {

TEST(SecretName, TellingNames) {
  for (const char* name : {"password",
                           "PGPASSWORD",
                           "DB_PASS",
                           "DBPASS",
                           "MYSQL_PWD",
                           "SECRET_KEY_BASE",
                           "API_TOKEN",
                           "apiKey",
                           "STRIPE_API_KEY",
                           "RAILS_MASTER_KEY",
                           "AWS_SECRET_ACCESS_KEY",
                           "sslpassword",
                           "PRIVATE_KEY",
                           "p%61ssword",
                           "--password",
                           "client-secret",
                           "BASIC_AUTH",
                           "Authorization",
                           "passphrase",
                           "DEVISE_PEPPER",
                           "pw",
                           "KEY_BASE",
                           "db.credentials"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
  }
}

TEST(SecretName, HarmlessNames) {
  for (const char* name : {"",        "host",         "sslmode",           "sslkey",
                           "sslcert", "sslrootcert",  "username",          "database",
                           "PWD",     "key",          "primary_key",       "PUBLIC_KEY",
                           "ssl_key", "passfile",     "PASSENGER_APP_ENV", "bypass",
                           "compass", "DATABASE_URL", "RAILS_ENV",         "encoding",
                           "%",       "%%%",          "keepalives",        "monkey"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
}

}  // namespace
}  // namespace verifull::base
