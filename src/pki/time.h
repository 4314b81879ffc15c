// Days and moments of certificates, in UTC, without the C library's time zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verifull::pki {

inline constexpr std::int64_t kSecondsPerDay = 86'400;

// Seconds since 1970-01-01T00:00:00Z of a day of the Gregorian calendar.
std::int64_t seconds_of(int year, int month, int day);

// "2026-11-24" as the first second of that day; nullopt for anything else.
std::optional<std::int64_t> parse_day(std::string_view text);

// "2026-11-24" of any second in that day, years 0 to 9999.
std::string day_text(std::int64_t seconds);

// What the clock of this machine says, in seconds.
std::int64_t now();

}  // namespace verifull::pki
