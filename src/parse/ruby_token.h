// The words of Ruby, as fine as the grammar needs them: `[` of an index and of
// an array are two kinds, as in MRI's parse.y, because only the lexer knows what
// stood before.
#pragma once

#include <cstdint>
#include <string_view>

namespace verifull::parse {

enum class Tok : std::uint8_t {
  kFinish,  // end of the program
  kNewline,
  kSemicolon,
  // names
  kIdentifier,
  kQuestionName,  // `name?` and `name!`
  kConstant,
  kLabel,  // `name:`
  kInstanceVariable,
  kClassVariable,
  kGlobalVariable,
  kNumberedReference,  // $1, $&: cannot be assigned
  // literals
  kInteger,
  kFloat,
  kCharacter,  // ?a
  kSymbol,     // :name, whole
  kStringBegin,
  kCommandBegin,  // ` and %x
  kRegexpBegin,
  kWordsBegin,         // %w %W
  kSymbolsBegin,       // %i %I
  kQuotedSymbolBegin,  // :"
  kHeredoc,
  // brackets
  kParen,       // `(` right behind a name
  kParenBegin,  // `(` where an expression starts
  kParenArg,    // `(` behind a name and a space
  kParenClose,
  kIndex,    // `[` behind a value
  kBracket,  // `[` where an expression starts
  kBracketClose,
  kBraceBlock,  // `{` of a block
  kBraceHash,   // `{` of a hash
  kBraceArg,    // `{` behind `name (…)`: the block of the outer call
  kBraceClose,
  // operators
  kAssign,
  kOpAssign,
  kArrow,
  kComma,
  kQuestion,
  kColon,
  kColon2,
  kColon3,  // `::` where an expression starts
  kDot,
  kSafeDot,
  kDot2,
  kDot3,
  kBeginDot2,
  kBeginDot3,
  kLambda,
  kStar,
  kSplatStar,
  kPower,
  kDoubleSplat,
  kAmpersand,
  kBlockAmpersand,
  kPlus,
  kUnaryPlus,
  kMinus,
  kUnaryMinus,
  kMinusNumber,  // `-` of a negative number
  kBang,
  kTilde,
  kSlash,
  kPercent,
  kShiftLeft,
  kShiftRight,
  kPipe,
  kCaret,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kCompare,
  kEqual,
  kCaseEqual,
  kMatch,
  kNotEqual,
  kNotMatch,
  kAndAnd,
  kOrOr,
  kIndexName,     // `[]` as the name of a method
  kIndexSetName,  // `[]=`
  kBacktickName,
  // keywords
  kwAlias,
  kwAnd,
  kwBegin,
  kwBeginBlock,  // BEGIN
  kwBreak,
  kwCase,
  kwClass,
  kwDef,
  kwDefined,
  kwDo,
  kwElse,
  kwElsif,
  kwEncoding,
  kwEnd,
  kwEndBlock,  // END
  kwEnsure,
  kwFalse,
  kwFile,
  kwFor,
  kwIf,
  kwIfModifier,
  kwIn,
  kwLine,
  kwModule,
  kwNext,
  kwNil,
  kwNot,
  kwOr,
  kwRedo,
  kwRescue,
  kwRescueModifier,
  kwRetry,
  kwReturn,
  kwSelf,
  kwSuper,
  kwThen,
  kwTrue,
  kwUndef,
  kwUnless,
  kwUnlessModifier,
  kwUntil,
  kwUntilModifier,
  kwWhen,
  kwWhile,
  kwWhileModifier,
  kwYield,
  // of ERB's program
  kErbText,
  kErbOutputOpen,
  kErbOutputClose,
  kErbResult,  // the last `_erbout`
};

struct RubyToken {
  Tok kind = Tok::kFinish;
  std::uint32_t begin = 0;  // bytes of ErbSource::code
  std::uint32_t end = 0;
};

inline bool is_keyword(Tok kind) { return kind >= Tok::kwAlias && kind <= Tok::kwYield; }

// May stand behind `def`, `:` and `alias`.
bool is_method_name(Tok kind);

// For a message: `end`, "a string", …; never the text itself, which may be secret.
std::string_view describe(Tok kind);

}  // namespace verifull::parse
