#include "pki/time.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace verifull::pki {
namespace {

struct Day {
  std::int64_t year = 0;
  int month = 0;
  int day = 0;
};

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin
// in March have their leap day at the end.
std::int64_t days_of(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t in_era = year - era * 400;
  int shifted = month > 2 ? month - 3 : month + 9;
  std::int64_t in_year = (153 * shifted + 2) / 5 + day - 1;
  return era * 146'097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719'468;
}

Day day_of(std::int64_t days) {
  days += 719'468;
  std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  std::int64_t in_era = days - era * 146'097;
  std::int64_t year = (in_era - in_era / 1460 + in_era / 36'524 - in_era / 146'096) / 365;
  auto in_year = static_cast<int>(in_era - (365 * year + year / 4 - year / 100));
  int shifted = (5 * in_year + 2) / 153;
  int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year + era * 400 + (month <= 2 ? 1 : 0), month, in_year - (153 * shifted + 2) / 5 + 1};
}

int number(std::string_view digits) {
  int result = 0;
  for (char digit : digits) result = result * 10 + (digit - '0');
  return result;
}

}  // namespace

std::int64_t seconds_of(int year, int month, int day) {
  return days_of(year, month, day) * kSecondsPerDay;
}

std::optional<std::int64_t> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!base::is_digit(text[i])) return std::nullopt;
  }
  int month = number(text.substr(5, 2));
  int day = number(text.substr(8, 2));
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  std::int64_t seconds = seconds_of(number(text.substr(0, 4)), month, day);
  // 31 February would be a day of March.
  if (day_text(seconds) != text) return std::nullopt;
  return seconds;
}

std::string day_text(std::int64_t seconds) {
  std::int64_t days = seconds / kSecondsPerDay - (seconds % kSecondsPerDay < 0 ? 1 : 0);
  Day day = day_of(days);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", static_cast<int>(day.year), day.month,
                day.day);
  return text.data();
}

std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

}  // namespace verifull::pki
