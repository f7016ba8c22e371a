#pragma once

#include "Limits.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando::gemini
{

/** Reads the known members of one object of a server message, with the tolerance that decode() promises: `null` and
   wrong types are absence, the latter with a warning. It takes texts out of the JSON instead of copying them: each
   member may be read once. */
class FieldReader
{
public:
    /** `place` names the object in warnings, such as "serverContent"; both it and every key must be literals. */
    FieldReader (nlohmann::json& objectToRead, const char* placeOfObject, std::vector<std::string>& warningsToFill)
        : object (objectToRead), place (placeOfObject), warnings (warningsToFill)
    {
    }

    bool has (const char* key) const { return find (key) != nullptr; }

    bool flag (const char* key);

    /** Cut at `limits::maximumTextBytes`, between two characters. */
    std::string text (const char* key);

    /** Absent where it is longer than `longest`. */
    std::string name (const char* key, std::size_t longest = limits::maximumNameBytes);

    /** A number or a number in a text (C89). Out of the range: the nearest end of it. */
    std::optional<std::int64_t> clampedInteger (const char* key, std::int64_t least, std::int64_t most);

    /** The same, but absent where it is out of the range. */
    std::optional<std::int64_t> integer (const char* key, std::int64_t least, std::int64_t most);

    /** Seconds of a Duration such as "9.5s", within 0 and limits of the protocol's Duration type (C65). */
    std::optional<double> seconds (const char* key);

    /** Base64. */
    std::vector<std::uint8_t> bytes (const char* key);

    /** Null where there is none. */
    nlohmann::json* objectAt (const char* key);

    /** At most limits::maximumListEntries; surplus entries are taken away. Null where there is none. */
    nlohmann::json* listAt (const char* key);

    /** The texts of a list; entries of other types, or longer than `longest`, are left out. */
    std::vector<std::string> names (const char* key, std::size_t longest = limits::maximumNameBytes);

    /** Such lists run beside each other: one with a wrong entry counts as absent. */
    std::vector<std::int64_t> integers (const char* key, std::int64_t least, std::int64_t most);

    std::vector<double> numbers (const char* key);

    /** The first member of these that is there, as it came; null for none. */
    nlohmann::json takeFirst (std::initializer_list<const char*> keys);

    void warn (const char* key, const char* complaint);

    std::vector<std::string>& warningsSoFar() noexcept { return warnings; }

private:
    nlohmann::json* find (const char* key) const;
    void warnOfType (const char* key) { warn (key, "has a wrong type and was ignored"); }

    nlohmann::json& object;
    const char* place;
    std::vector<std::string>& warnings;
};

/** At most limits::maximumWarnings are kept. */
void addWarning (std::vector<std::string>& warnings, std::string text);

} // namespace parlando::gemini
