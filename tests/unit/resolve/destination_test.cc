#include "resolve/destination.h"

#include <gtest/gtest.h>

namespace verifull::resolve {
namespace {

Parameter known(const char* text) {
  Parameter parameter;
  parameter.text = text;
  return parameter;
}

TEST(Destination, AnAddressDecides) {
  struct Case {
    const char* host;
    const char* address;
    HostKind kind;
    const char* text;
  };
  constexpr Case kCases[] = {
      {"", "", HostKind::kSocket, ""},
      {"db", "", HostKind::kNetwork, "db"},
      {"/socket", "", HostKind::kSocket, "/socket"},
      {"/socket", "192.0.2.8", HostKind::kNetwork, "192.0.2.8"},
      {"", "192.0.2.8", HostKind::kNetwork, "192.0.2.8"},
      {"", "127.0.0.1", HostKind::kLoopback, "127.0.0.1"},
      {"@socket", "127.0.0.1", HostKind::kLoopback, "127.0.0.1"},
      {"db", "127.0.0.1", HostKind::kNetwork, "127.0.0.1"},
      {"localhost", "192.0.2.8", HostKind::kNetwork, "192.0.2.8"},
  };
  for (const Case& one : kCases) {
    Destination destination = destination_of(known(one.host), known(one.address));
    EXPECT_EQ(destination.kind, one.kind) << one.host << " " << one.address;
    EXPECT_EQ(destination.text, one.text) << one.host << " " << one.address;
  }
}

TEST(Destination, WhatIsNotKnownGoesOverTheNetwork) {
  Parameter unknown;
  unknown.known = false;
  EXPECT_EQ(destination_of(unknown, {}).kind, HostKind::kNetwork);
  EXPECT_EQ(destination_of(known("/socket"), unknown).kind, HostKind::kNetwork);
}

}  // namespace
}  // namespace verifull::resolve
