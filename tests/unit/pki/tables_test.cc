// The tables in the program are those of rules/data/: nobody builds with old ones.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parse/yaml_tree.h"
#include "pki/base_images.h"
#include "pki/providers.h"
#include "pki/rds_roots.h"
#include "support/read_text.h"

namespace {

using namespace verifull;

using Row = std::vector<std::string>;

// The texts of these fields in each row of a file; a list is joined with spaces.
std::vector<Row> rows_of(const std::string& name, const std::vector<std::string>& fields) {
  std::string path = VERIFULL_SOURCE_DIR "/rules/data/" + name + ".yml";
  std::string text = support::read_text(path);
  parse::YamlTree tree = parse::parse_yaml(text);
  std::vector<Row> rows;
  for (parse::YamlId item : tree.at(tree.root).items) {
    Row row(fields.size());
    for (const parse::YamlPair& pair : tree.at(item).pairs) {
      auto field = std::find(fields.begin(), fields.end(), tree.at(pair.key).value);
      EXPECT_NE(field, fields.end()) << name << ": " << tree.at(pair.key).value;
      if (field == fields.end()) continue;
      std::string value = tree.at(pair.value).value;
      for (parse::YamlId each : tree.at(pair.value).items) value += tree.at(each).value + " ";
      row[static_cast<std::size_t>(field - fields.begin())] = value;
    }
    rows.push_back(std::move(row));
  }
  EXPECT_GT(rows.size(), 2U) << name;
  return rows;
}

std::string joined(std::span<const std::string_view> texts) {
  std::string result;
  for (std::string_view text : texts) result += std::string(text) + " ";
  return result;
}

std::string truth(bool value) { return value ? "true" : ""; }

template <typename T>
std::vector<Row> table(std::span<const T> items, const std::function<Row(const T&)>& row) {
  std::vector<Row> rows;
  for (const T& item : items) rows.push_back(row(item));
  return rows;
}

std::string text(std::string_view view) { return std::string(view); }

TEST(Tables, AreTheFiles) {
  EXPECT_EQ(table<pki::Provider>(pki::providers(),
                                 [](const pki::Provider& each) {
                                   return Row{text(each.id), text(each.name), joined(each.hosts),
                                              text(pki::authority_name(each.authority)),
                                              joined(each.roots), text(each.partition),
                                              text(each.signer), text(each.why),
                                              text(each.bundle), text(each.write)};
                                 }),
            rows_of("providers", {"id", "name", "hosts", "authority", "roots", "partition",
                                  "signer", "why", "bundle", "write"}));
  EXPECT_EQ(table<pki::System>(pki::systems(),
                               [](const pki::System& each) {
                                 return Row{text(each.id), text(each.name), joined(each.bundles),
                                            text(each.package), text(each.install)};
                               }),
            rows_of("systems", {"id", "name", "bundles", "package", "install"}));
  EXPECT_EQ(table<pki::BaseImage>(pki::base_images(),
                                  [](const pki::BaseImage& each) {
                                    return Row{text(each.pattern), text(each.system),
                                               each.libpq == 0 ? "" : std::to_string(each.libpq),
                                               truth(each.bundled)};
                                  }),
            rows_of("base_images", {"pattern", "system", "libpq", "bundled"}));
  EXPECT_EQ(table<pki::RdsDownload>(pki::rds_downloads(),
                                    [](const pki::RdsDownload& each) {
                                      return Row{text(each.pattern), text(each.generation),
                                                 text(each.partition), truth(each.region)};
                                    }),
            rows_of("rds_downloads", {"pattern", "generation", "partition", "region"}));
  EXPECT_EQ(table<pki::RdsRoot>(pki::rds_roots(),
                                [](const pki::RdsRoot& each) {
                                  return Row{text(each.name), text(each.region),
                                             text(each.generation), each.root ? "true" : "false",
                                             text(each.expires), text(each.sha256)};
                                }),
            rows_of("rds_roots", {"name", "region", "generation", "root", "expires", "sha256"}));
}

}  // namespace
