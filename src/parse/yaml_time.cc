#include "parse/yaml_time.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace verifull::parse {
namespace {

struct TimeFields {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::size_t clock_at = 0;  // where the hours begin in the text
  std::string_view zone;     // "", "Z", "+05:30"
};

// Reads a text from left to right; every read is false when it does not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  std::string_view rest() const { return text_.substr(at_); }
  bool is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool eat(char c) { return is(c) && ++at_ > 0; }

  bool number(std::size_t least, std::size_t most, int& value) {
    value = 0;
    std::size_t count = 0;
    for (; count < most && at_ < text_.size() && base::is_digit(text_[at_]); ++count) {
      value = value * 10 + (text_[at_++] - '0');
    }
    return count >= least;
  }

  bool spaces() {
    std::size_t begin = at_;
    while (at_ < text_.size() && base::is_space(text_[at_])) ++at_;
    return at_ > begin;
  }

  void digits() {
    while (at_ < text_.size() && base::is_digit(text_[at_])) ++at_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// Z or [-+]\d{1,2}:?(?:\d\d)?
bool is_zone(std::string_view zone) {
  if (zone == "Z") return true;
  Reader reader(zone);
  int value = 0;
  if (!reader.eat('+') && !reader.eat('-')) return false;
  std::size_t colon = zone.find(':');
  if (colon == std::string_view::npos) return reader.number(1, 4, value) && reader.done();
  if (!reader.number(1, 2, value) || !reader.eat(':')) return false;
  return reader.done() || (reader.number(2, 2, value) && reader.done());
}

bool read_time(std::string_view text, TimeFields& fields) {
  Reader reader(text);
  bool negative = reader.eat('-');
  if (!reader.number(4, 4, fields.year) || !reader.eat('-') || !reader.number(1, 2, fields.month) ||
      !reader.eat('-') || !reader.number(1, 2, fields.day)) {
    return false;
  }
  if (negative) fields.year = -fields.year;
  if (!reader.eat('T') && !reader.eat('t') && !reader.spaces()) return false;
  fields.clock_at = reader.at();
  if (!reader.number(1, 2, fields.hour) || !reader.eat(':') ||
      !reader.number(2, 2, fields.minute) || !reader.eat(':') ||
      !reader.number(2, 2, fields.second)) {
    return false;
  }
  if (reader.eat('.')) reader.digits();
  if (reader.done()) return true;
  reader.spaces();
  fields.zone = reader.rest();
  return is_zone(fields.zone);
}

// What Time.utc takes; days that a month doesn't have spill into the next.
bool is_possible(const TimeFields& f) {
  if (f.month < 1 || f.month > 12 || f.day < 1 || f.day > 31) return false;
  if (f.hour > 24 || f.minute > 59 || f.second > 60) return false;
  return f.hour < 24 || (f.minute == 0 && f.second == 0);
}

// Seconds east of Greenwich. The sign is lost where the hours are zero, and so it
// is in Psych.
int zone_offset(std::string_view zone) {
  Reader reader(zone);
  bool negative = reader.eat('-');
  if (!negative) reader.eat('+');
  int hours = 0;
  int minutes = 0;
  reader.number(1, 2, hours);
  reader.eat(':');
  reader.number(0, 2, minutes);
  int seconds = hours * 3600 + minutes * 60;
  return negative && hours > 0 ? -seconds : seconds;
}

// Days since 1970-01-01 in the Gregorian calendar, and back (Howard Hinnant,
// "chrono-compatible low-level date algorithms").
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t year_of_era = year - era * 400;
  std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

void civil_from_days(std::int64_t days, TimeFields& fields) {
  days += 719468;
  std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  std::int64_t day_of_era = days - era * 146097;
  std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t shifted = (5 * day_of_year + 2) / 153;
  fields.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  fields.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  fields.year = static_cast<int>(year_of_era + era * 400 + (fields.month <= 2 ? 1 : 0));
}

// Hour 24, second 60 and 30 February become what they mean.
void normalise(TimeFields& f) {
  std::int64_t days = days_from_civil(f.year, f.month, 1) + f.day - 1;
  std::int64_t seconds =
      days * 86400 + std::int64_t{f.hour} * 3600 + std::int64_t{f.minute} * 60 + f.second;
  days = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
  auto left = static_cast<int>(seconds - days * 86400);
  civil_from_days(days, f);
  f.hour = left / 3600;
  f.minute = left / 60 % 60;
  f.second = left % 60;
}

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(std::abs(value));
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return value < 0 ? "-" + digits : digits;
}

std::string date_text(int year, int month, int day) {
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string zone_text(std::string_view zone) {
  if (zone == "Z") return "UTC";
  int minutes = zone_offset(zone) / 60;
  std::string size = padded(std::abs(minutes) / 60, 2) + padded(std::abs(minutes) % 60, 2);
  return (minutes < 0 ? "-" : "+") + size;
}

std::string time_text(TimeFields f) {
  normalise(f);
  return date_text(f.year, f.month, f.day) + " " + padded(f.hour, 2) + ":" + padded(f.minute, 2) +
         ":" + padded(f.second, 2) + " " + zone_text(f.zone);
}

// A tab between date and time passes Psych's pattern, but not the code behind it.
TypedScalar tab_error(std::string_view text, bool nothing_left) {
  TypedScalar result{ScalarType::kString, std::string(text)};
  result.error_class = "NoMethodError";
  result.error_message = nothing_left ? "undefined method `match' for nil:NilClass"
                                      : "undefined method `[]' for nil:NilClass";
  return result;
}

// Proleptic days don't matter here, only whether the day exists.
int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool julian = year <= 1582;  // 1582 itself is a leap year in neither
  bool leap = year % 4 == 0 && (julian || year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace

std::optional<TypedScalar> type_time(std::string_view text) {
  TimeFields fields;
  if (!read_time(text, fields)) return std::nullopt;
  std::size_t cut = text.find_first_of(" tT");
  if (cut == std::string_view::npos || cut >= fields.clock_at) {
    return tab_error(text, cut == std::string_view::npos);
  }
  if (!is_possible(fields) || std::abs(zone_offset(fields.zone)) >= 86400) {
    return TypedScalar{ScalarType::kString, std::string(text)};
  }
  return TypedScalar{ScalarType::kTime, time_text(fields)};
}

std::optional<TypedScalar> type_date(std::string_view text) {
  Reader reader(text);
  int year = 0;
  int month = 0;
  int day = 0;
  if (!reader.number(4, 4, year) || !reader.eat('-') || !reader.number(1, 2, month) ||
      !reader.eat('-') || !reader.number(1, 2, day) || !reader.done()) {
    return std::nullopt;
  }
  // The pattern of Psych takes months up to 12 and days up to 31 only.
  if (month > 12 || day > 31) return std::nullopt;
  bool skipped = year == 1582 && month == 10 && day > 4 && day < 15;
  if (month == 0 || day == 0 || day > days_in_month(year, month) || skipped) {
    return TypedScalar{ScalarType::kString, std::string(text)};
  }
  return TypedScalar{ScalarType::kDate, date_text(year, month, day)};
}

}  // namespace verifull::parse
