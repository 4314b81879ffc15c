#include "parse/ruby_token.h"

#include <iterator>

namespace verifull::parse {
namespace {

// In the order of Tok.
constexpr std::string_view kDescriptions[] = {
    "the end of the program",
    "a line break",
    "`;`",
    "a name",
    "a name",
    "a constant",
    "a label",
    "an instance variable",
    "a class variable",
    "a global variable",
    "a global variable",
    "a number",
    "a number",
    "a character",
    "a symbol",
    "a string",
    "a shell command",
    "a regular expression",
    "a list of words",
    "a list of symbols",
    "a symbol",
    "a heredoc",
    "`(`",
    "`(`",
    "`(`",
    "`)`",
    "`[`",
    "`[`",
    "`]`",
    "`{`",
    "`{`",
    "`{`",
    "`}`",
    "`=`",
    "an assignment operator",
    "`=>`",
    "`,`",
    "`?`",
    "`:`",
    "`::`",
    "`::`",
    "`.`",
    "`&.`",
    "`..`",
    "`...`",
    "`..`",
    "`...`",
    "`->`",
    "`*`",
    "`*`",
    "`**`",
    "`**`",
    "`&`",
    "`&`",
    "`+`",
    "`+`",
    "`-`",
    "`-`",
    "`-`",
    "`!`",
    "`~`",
    "`/`",
    "`%`",
    "`<<`",
    "`>>`",
    "`|`",
    "`^`",
    "`<`",
    "`<=`",
    "`>`",
    "`>=`",
    "`<=>`",
    "`==`",
    "`===`",
    "`=~`",
    "`!=`",
    "`!~`",
    "`&&`",
    "`||`",
    "`[]`",
    "`[]=`",
    "a backtick",
    "`alias`",
    "`and`",
    "`begin`",
    "`BEGIN`",
    "`break`",
    "`case`",
    "`class`",
    "`def`",
    "`defined?`",
    "`do`",
    "`else`",
    "`elsif`",
    "`__ENCODING__`",
    "`end`",
    "`END`",
    "`ensure`",
    "`false`",
    "`__FILE__`",
    "`for`",
    "`if`",
    "`if`",
    "`in`",
    "`__LINE__`",
    "`module`",
    "`next`",
    "`nil`",
    "`not`",
    "`or`",
    "`redo`",
    "`rescue`",
    "`rescue`",
    "`retry`",
    "`return`",
    "`self`",
    "`super`",
    "`then`",
    "`true`",
    "`undef`",
    "`unless`",
    "`unless`",
    "`until`",
    "`until`",
    "`when`",
    "`while`",
    "`while`",
    "`yield`",
    "text of the template",
    "an output tag",
    "the end of the output tag",
    "the end of the template",
};
static_assert(std::size(kDescriptions) == static_cast<std::size_t>(Tok::kErbResult) + 1);

}  // namespace

bool is_method_name(Tok kind) {
  if (is_keyword(kind)) return true;
  switch (kind) {
    case Tok::kIdentifier:
    case Tok::kQuestionName:
    case Tok::kConstant:
    case Tok::kPipe:
    case Tok::kCaret:
    case Tok::kAmpersand:
    case Tok::kCompare:
    case Tok::kEqual:
    case Tok::kCaseEqual:
    case Tok::kMatch:
    case Tok::kGreater:
    case Tok::kGreaterEqual:
    case Tok::kLess:
    case Tok::kLessEqual:
    case Tok::kNotEqual:
    case Tok::kShiftLeft:
    case Tok::kShiftRight:
    case Tok::kPlus:
    case Tok::kUnaryPlus:
    case Tok::kMinus:
    case Tok::kUnaryMinus:
    case Tok::kStar:
    case Tok::kSplatStar:
    case Tok::kSlash:
    case Tok::kPercent:
    case Tok::kPower:
    case Tok::kDoubleSplat:
    case Tok::kBang:
    case Tok::kTilde:
    case Tok::kNotMatch:
    case Tok::kIndexName:
    case Tok::kIndexSetName:
    case Tok::kBacktickName:
      return true;
    default:
      return false;
  }
}

std::string_view describe(Tok kind) { return kDescriptions[static_cast<std::size_t>(kind)]; }

}  // namespace verifull::parse
