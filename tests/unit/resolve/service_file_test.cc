#include "resolve/service_file.h"

#include <string>

#include <gtest/gtest.h>

namespace verifull::resolve {
namespace {

std::string read(const std::string& text, int version = 15) {
  Service service = read_service(text, 0, "prod", version);
  if (!service.error.empty()) return service.error;
  if (!service.found) return "not found";
  std::string result;
  for (const ServiceParameter& one : service.parameters) result += one.keyword + "=" + one.value + ";";
  return result;
}

// tests/libpq holds the same against the real thing.
TEST(ServiceFile, AsLibpqReadsIt) {
  EXPECT_EQ(read(""), "not found");
  EXPECT_EQ(read("sslmode=disable\n"), "not found");
  EXPECT_EQ(read("[prod]\nsslmode=require\n"), "sslmode=require;");
  EXPECT_EQ(read("  [prod]  \r\n  port=1  \r\n"), "port=1;");
  EXPECT_EQ(read("[prod] # ours\nport=1\n"), "port=1;");
  EXPECT_EQ(read("[prod2]\nport=1\n"), "not found");
  EXPECT_EQ(read("[prod]\nport=1\n[prod]\nport=2\n"), "port=1;");
  EXPECT_EQ(read("[prod]\nsslmode= require\n"), "sslmode= require;");
}

TEST(ServiceFile, WhatLibpqRefuses) {
  EXPECT_EQ(read("[prod]\n\nsslmode = require\n"), "syntax error in the service file, line 3");
  EXPECT_EQ(read("[prod]\nnonsense\n"), "syntax error in the service file, line 2");
  EXPECT_EQ(read("[prod]\nrequiressl=1\n"), "syntax error in the service file, line 2");
  EXPECT_EQ(read("[prod]\nservice=x\n"), "nested service in the service file, line 2");
  EXPECT_EQ(read("[other]\nnonsense\n"), "not found");
  EXPECT_EQ(read("[prod]\nport=1\n[other]\nnonsense\n"), "port=1;");
  EXPECT_EQ(read("#" + std::string(1022, 'x')), "line 1 of the service file is too long");
}

TEST(ServiceFile, BlanksAtTheEndBefore13) {
  EXPECT_EQ(read("[prod]\n  sslmode=require \t\r\n", 12), "sslmode=require \t;");
  EXPECT_EQ(read("[prod]\n  sslmode=require \t\r\n", 13), "sslmode=require;");
  EXPECT_EQ(read("[prod]\n \t \nport=1", 12), "port=1;");
}

TEST(ServiceFile, KeywordsOfTheVersion) {
  EXPECT_EQ(read("[prod]\nsslnegotiation=direct\n", 16),
            "syntax error in the service file, line 2");
  EXPECT_EQ(read("[prod]\nsslnegotiation=direct\n", 17), "sslnegotiation=direct;");
  EXPECT_EQ(read("[prod]\nsslnegotiation=direct\n", 0), "sslnegotiation=direct;");
}

}  // namespace
}  // namespace verifull::resolve
