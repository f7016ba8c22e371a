#pragma once

#include "FieldCheck.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What the agent may do with a control. */
enum class ControlAccess
{
    off,  /**< It does not know of it. */
    read, /**< It sees the value. */
    ask,  /**< It may move it after the person has agreed, each time. */
    move
};

/** What a person takes a control for: the meaning of the 0 to 1 that a host automates.

    Values are in the control's own unit; of a choice they are the index, of a switch 0 or 1. Normalised values are 0 to
    1. Immutable once shared between threads.
*/
struct ControlDefinition
{
    enum class Kind
    {
        number,
        choice,
        onOff
    };

    std::string name; /**< Empty: nobody has given the slot a meaning, and the agent does not know of it. */
    std::string description;
    Kind kind = Kind::number;
    double minimum = 0.0, maximum = 100.0; /**< Of a number. */
    std::string unit = "%";                /**< Of a number; may be empty. */

    /** Of a number: value = minimum + (maximum - minimum) * normalised^(1/skew). 1 is even; below 1 the low end is
        spread. 0.01 to 100. */
    double skew = 1.0;

    std::vector<std::string> choices; /**< Of a choice: 2 to 128. */
    double byDefault = 0.0;
    ControlAccess access = ControlAccess::move;

    static constexpr std::size_t longestName = 64, longestDescription = 500, longestUnit = 16, mostChoices = 128;

    bool operator== (const ControlDefinition&) const = default;

    [[nodiscard]] double lowest() const noexcept { return kind == Kind::number ? minimum : 0.0; }
    [[nodiscard]] double highest() const noexcept;

    /** Out of range is taken as the nearest end. */
    [[nodiscard]] double toValue (double normalised) const noexcept;
    [[nodiscard]] double toNormalised (double value) const noexcept;

    /** For people, without the unit: "40.5", "Chorus", "On". */
    [[nodiscard]] std::string toText (double value) const;

    /** toText() with the unit behind it. */
    [[nodiscard]] std::string toTextWithUnit (double value) const;

    /** Reads what toText() writes and what people type; nothing for what is neither. */
    [[nodiscard]] std::optional<double> fromText (std::string_view) const;

    /** For the model: a number, a choice's name, true or false. */
    [[nodiscard]] nlohmann::json toModel (double value) const;

    /** What toModel() writes, and nothing else: no other type, no number out of range. */
    [[nodiscard]] std::optional<double> fromModel (const nlohmann::json&) const;

    /** The JSON Schema of toModel(). */
    [[nodiscard]] nlohmann::json schema() const;
};

/** Members as in the struct, `default` and `access` by their names; what is as by default is left out. */
nlohmann::json toJson (const ControlDefinition&);

/** `place` names the definition in errors. Throws std::invalid_argument with one sentence for anything wrong. */
ControlDefinition controlFromJson (const nlohmann::json&, const std::string& place, UnknownMembers);

/** "off", "read", "ask", "move". */
std::string_view nameOf (ControlAccess) noexcept;

/** Throws std::invalid_argument for anything else. */
ControlAccess accessFrom (const nlohmann::json&, const std::string& place);

} // namespace parlando
