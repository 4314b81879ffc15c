#include "tools/data_table.h"

#include <algorithm>
#include <optional>
#include <span>

#include "base/text.h"
#include "check/rule_yaml.h"
#include "tools/cxx_text.h"

namespace verifull::tools {
namespace {

enum class FieldKind { kText, kTexts, kTruth, kNumber, kWord };

struct Field {
  std::string_view name;
  FieldKind kind = FieldKind::kText;
  bool required = true;
  std::span<const std::string_view> words = {};  // of kWord, in the order of its enum
};

// One file: a list of mappings that become structs with the fields in this order.
struct Schema {
  std::string_view stem;
  std::string_view type;
  std::string_view function;
  std::span<const Field> fields;
};

constexpr std::string_view kAuthorities[] = {"rds", "public", "own", "nobody", "unknown"};

constexpr Field kProvider[] = {
    {"id"},
    {"name"},
    {"hosts", FieldKind::kTexts},
    {"authority", FieldKind::kWord, true, kAuthorities},
    {"roots", FieldKind::kTexts, false},
    {"partition", FieldKind::kText, false},
    {"signer"},
    {"why", FieldKind::kText, false},
    {"bundle", FieldKind::kText, false},
    {"write"},
};
constexpr Field kSystem[] = {
    {"id"}, {"name"}, {"bundles", FieldKind::kTexts}, {"package"}, {"install"},
};
constexpr Field kBaseImage[] = {
    {"pattern"},
    {"system"},
    {"libpq", FieldKind::kNumber, false},
    {"bundled", FieldKind::kTruth, false},
};
constexpr Field kRdsRoot[] = {
    {"name"},   {"region", FieldKind::kText, false},   {"generation"}, {"root", FieldKind::kTruth},
    {"expires"}, {"sha256", FieldKind::kText, false},
};
constexpr Field kRdsDownload[] = {
    {"pattern"},
    {"generation"},
    {"partition", FieldKind::kText, false},
    {"region", FieldKind::kTruth, false},
};

constexpr Schema kSchemas[] = {
    {"base_images", "BaseImage", "base_images", kBaseImage},
    {"providers", "Provider", "providers", kProvider},
    {"rds_downloads", "RdsDownload", "rds_downloads", kRdsDownload},
    {"rds_roots", "RdsRoot", "rds_roots", kRdsRoot},
    {"systems", "System", "systems", kSystem},
};

std::string_view stem_of(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

class TableWriter {
 public:
  std::optional<base::Error> add(const Schema& schema, const DataFile& file) {
    check::RuleYaml yaml(file.text, file.path, base::kNoFile);
    std::vector<std::string_view> names;
    for (const Field& field : schema.fields) names.push_back(field.name);
    std::vector<std::string> rows;
    for (parse::YamlId item : yaml.items(yaml.root(), schema.stem)) {
      yaml.fields(item, schema.stem, names);
      std::vector<std::string> members;
      for (const Field& field : schema.fields) members.push_back(member(yaml, item, field));
      rows.push_back(braces(members));
    }
    if (!yaml.ok()) return yaml.error();
    functions_ += "std::span<const " + std::string(schema.type) + "> " +
                  std::string(schema.function) + "() { return " + arrays_.add(schema.type, rows) +
                  "; }\n";
    return std::nullopt;
  }

  std::string print() const {
    return "// Written by rulec from the files of rules/data/.\n"
           "#include \"pki/base_images.h\"\n#include \"pki/providers.h\"\n"
           "#include \"pki/rds_roots.h\"\n\nnamespace verifull::pki {\nnamespace {\n\n" +
           arrays_.text() + "\n}  // namespace\n\n" + functions_ + "\n}  // namespace verifull::pki\n";
  }

 private:
  std::string member(check::RuleYaml& yaml, parse::YamlId row, const Field& field) {
    parse::YamlId id =
        field.required ? yaml.require(row, field.name) : yaml.find(row, field.name);
    bool there = id != parse::kNoYaml;
    switch (field.kind) {
      case FieldKind::kText: return view(there ? yaml.text(id, field.name) : "");
      case FieldKind::kTexts:
        return arrays_.add_texts(there ? yaml.texts(id, field.name)
                                       : std::vector<std::string_view>());
      case FieldKind::kTruth: return there && yaml.truth(id, field.name) ? "true" : "false";
      case FieldKind::kNumber: return there ? number(yaml, id, field) : "0";
      case FieldKind::kWord: {
        std::size_t index = there ? yaml.choice(id, field.name, field.words) : 0;
        return "Authority{" + std::to_string(index) + "}";
      }
    }
    return "";
  }

  static std::string number(check::RuleYaml& yaml, parse::YamlId id, const Field& field) {
    std::string_view digits = yaml.text(id, field.name);
    bool fits = digits.size() < 4 && !digits.empty() &&
                std::all_of(digits.begin(), digits.end(), base::is_digit);
    if (!fits) yaml.fail(id, "`" + std::string(field.name) + "` is no small number");
    return fits ? std::string(digits) : "0";
  }

  CxxArrays arrays_;
  std::string functions_;
};

base::Error wrong(std::string message) {
  return {base::ErrorKind::kUsage, std::move(message), "", {}};
}

}  // namespace

base::Result<std::string> data_table(const std::vector<DataFile>& files) {
  for (const DataFile& file : files) {
    bool known = std::any_of(std::begin(kSchemas), std::end(kSchemas), [&](const Schema& schema) {
      return schema.stem == stem_of(file.path);
    });
    if (!known) return wrong(file.path + ": is none of the tables that tools/data_table.cc knows");
  }
  TableWriter writer;
  for (const Schema& schema : kSchemas) {
    auto file = std::find_if(files.begin(), files.end(), [&](const DataFile& each) {
      return stem_of(each.path) == schema.stem;
    });
    if (file == files.end()) return wrong(std::string(schema.stem) + ".yml: is missing");
    if (std::optional<base::Error> error = writer.add(schema, *file)) return *error;
  }
  return writer.print();
}

}  // namespace verifull::tools
