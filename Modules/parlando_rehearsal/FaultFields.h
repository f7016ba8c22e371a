#pragma once

#include "LineFaults.h"

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace parlando
{

/** A fault that can be asked for: by a key in a scenario file, and by the flag of the same name. */
struct FaultField
{
    enum class Kind
    {
        seconds,
        count,
        flag,
        text
    };

    using Value = std::variant<double, bool, std::string>; // seconds and counts, flags, texts

    const char* key; // such as dropAfter; the flag is --drop-after
    Kind kind;
    double least, most;  // of seconds and counts; bytes of a text
    const char* choices; // of a text: those that it may be, parted by |; null for any
    const char* needs;   // the key without which it means nothing; null for none
    const char* help;
    void (*set) (LineFaults&, const Value&);
};

/** All of them. */
std::span<const FaultField> faultFields();

/** Sets a field. Throws std::invalid_argument, with a sentence that says what it must be, for another kind of value and
    one that is out of range. */
void setFault (LineFaults&, const FaultField&, const FaultField::Value&);

} // namespace parlando
