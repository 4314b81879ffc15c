// What is wrong with a chain, by what OpenSSL says and what the certificates are.
#include "live/chain.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/read_text.h"

namespace {

using namespace verifull;

std::string certificate(const std::string& name) {
  return support::read_text(VERIFULL_SOURCE_DIR "/tests/unit/pki/certificates/" + name + ".pem");
}

live::RootChoice root_file(const std::vector<std::string>& subjects, std::int64_t not_after) {
  live::RootChoice choice;
  choice.state = live::RootState::kThere;
  for (const std::string& subject : subjects) {
    pki::Certificate each;
    each.subject = subject;
    each.not_after = not_after;
    choice.bundle.certificates.push_back(each);
  }
  return choice;
}

// "reason: detail"
std::string explained(int error, int depth, const std::string& sent, const live::RootChoice& root) {
  probe::Answer handshake;
  handshake.verify_error = error;
  handshake.verify_depth = depth;
  handshake.chain = sent;
  live::ChainView view = live::explain_chain(handshake, root);
  return view.reason + ": " + view.detail;
}

constexpr std::int64_t kLater = 4'000'000'000;
constexpr std::int64_t kIn2024 = 1'724'346'530;  // 2024-08-22

TEST(Chain, SaysWhy) {
  const std::string leaf = certificate("leaf");
  const std::string root = certificate("root");
  const live::RootChoice old = root_file({"CN=Amazon RDS Root 2019 CA, O=Amazon"}, kIn2024);
  const live::RootChoice several = root_file({"CN=A", "CN=B", "O=C", "CN=D", "CN=E"}, kLater);
  live::RootChoice system;
  system.state = live::RootState::kSystem;
  const struct {
    int error;
    int depth;
    std::string sent;
    live::RootChoice root;
    const char* text;
  } kCases[] = {
      {10, 0, leaf, old,
       "expired: the server's certificate \"db.example.com\" has expired, on 2126-10-31"},
      {9, 0, leaf, old,
       "not-yet-valid: the server's certificate \"db.example.com\" is not valid yet, only from "
       "2026-11-24 on"},
      {10, 1, leaf + root, old,
       "expired: the root certificate \"Example Root\" has expired, on 2126-10-31"},
      {10, 7, leaf, old, "expired: a certificate of the chain has expired"},
      {18, 0, root, old,
       "self-signed: the server's certificate \"Example Root\" is signed by itself; the root "
       "certificate file has only \"Amazon RDS Root 2019 CA\" (expired 2024-08-22)"},
      {19, 1, leaf + root, several,
       "unknown-issuer: the server's certificate is signed by \"Example Root\"; the root "
       "certificate file has only \"A\", \"B\", \"O=C\" and 2 more"},
      {20, 0, leaf, old,
       "unknown-issuer: the server's certificate is signed by \"Example Root\"; the root "
       "certificate file has only \"Amazon RDS Root 2019 CA\" (expired 2024-08-22)"},
      {21, 0, leaf, system,
       "unknown-issuer: the server's certificate is signed by \"Example Root\"; the system's "
       "authorities do not include it"},
      {20, 0, leaf, {}, "unknown-issuer: the server's certificate is signed by \"Example Root\""},
      {24, 0, leaf, old, ": OpenSSL's error 24"},
      {20, 0, "", old, ": "},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(explained(each.error, each.depth, each.sent, each.root), each.text)
        << each.error << " at " << each.depth;
  }
}

TEST(Chain, IsShownAsSent) {
  probe::Answer handshake;
  handshake.chain = certificate("leaf") + certificate("root");
  live::ChainView view = live::explain_chain(handshake, {});
  EXPECT_EQ(view.reason, "");
  ASSERT_EQ(view.chain.size(), 2U);
  EXPECT_EQ(view.chain[0].issuer, view.chain[1].subject);
  EXPECT_EQ(view.issuer, view.chain[1].subject);
  EXPECT_LT(view.chain[0].not_before, view.chain[0].not_after);
}

TEST(Chain, NothingIsSaidOfNothing) {
  probe::Answer handshake;
  handshake.verify_error = 20;
  EXPECT_EQ(live::explain_chain(handshake, {}).reason, "");
  EXPECT_EQ(live::name_mismatch_text({}, "h"), "");
}

TEST(Chain, NamesOfTheCertificate) {
  live::ChainView view;
  view.chain.emplace_back();
  view.chain[0].subject = "CN=old.example.com, O=X";
  EXPECT_EQ(live::name_mismatch_text(view, "h\x1b"),
            "the server's certificate is for old.example.com, not for h\\x1B");
  view.chain[0].names = {"a", "b"};
  EXPECT_EQ(live::name_mismatch_text(view, "h"), "the server's certificate is for a, b, not for h");
  view.chain[0].names = {"a", "b", "c", "d", "e", "f"};
  EXPECT_EQ(live::name_mismatch_text(view, "h"),
            "the server's certificate is for a, b, c, d and 2 more, not for h");
}

}  // namespace
