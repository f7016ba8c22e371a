#include "FaultFields.h"

#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace parlando
{

namespace detail_fault_fields
{
using Value = FaultField::Value;
using Kind = FaultField::Kind;

Milliseconds time (const Value& value)
{
    return Milliseconds (static_cast<std::int64_t> (std::get<double> (value) * 1000.0));
}

int count (const Value& value) { return static_cast<int> (std::get<double> (value)); }

// The words of the real service (protocol section 3.10).
constexpr auto quotaWords = "You exceeded your current quota, please check your plan and billing details.";

constexpr double day = 86400.0, million = 1.0e6;

const FaultField fields[]{
    {"dropAfter", Kind::seconds, 0.1, day, nullptr, nullptr, "break the connection, as a bad network does",
     [] (LineFaults& f, const Value& v) { f.dropAfter = time (v); }},
    {"stallAfter", Kind::seconds, 0.1, day, nullptr, nullptr, "neither read nor say anything any more",
     [] (LineFaults& f, const Value& v) { f.stallAfter = time (v); }},
    {"goAwayAfter", Kind::seconds, 0.1, day, nullptr, nullptr, "tell the client to go away",
     [] (LineFaults& f, const Value& v) { f.goAwayAfter = time (v); }},
    {"timeLeft", Kind::seconds, 0.1, 3600.0, nullptr, "goAwayAfter", "from goAway to the close of who stays [10]",
     [] (LineFaults& f, const Value& v) { f.timeLeft = time (v); }},
    {"hidesTimeLeft", Kind::flag, 0, 0, nullptr, "goAwayAfter", "goAway does not say how much time is left",
     [] (LineFaults& f, const Value& v) { f.hidesTimeLeft = std::get<bool> (v); }},
    {"closeAfter", Kind::seconds, 0.0, day, nullptr, nullptr, "close the connection; 0: before any setup is answered",
     [] (LineFaults& f, const Value& v) { f.closeAfter = time (v); }},
    {"closeCode", Kind::count, 1000, 4999, nullptr, "closeAfter", "the code to close with [1011]",
     [] (LineFaults& f, const Value& v) { f.closeCode = count (v); }},
    {"closeReason", Kind::text, 0, 123, nullptr, "closeAfter", "the reason to close with [Internal error encountered.]",
     [] (LineFaults& f, const Value& v) { f.closeReason = std::get<std::string> (v); }},
    {"quotaAfter", Kind::seconds, 0.0, day, nullptr, nullptr, "close as a service does whose quota is used up",
     [] (LineFaults& f, const Value& v)
     {
         f.closeAfter = time (v);
         f.closeCode = 1011;
         f.closeReason = quotaWords;
     }},
    {"pace", Kind::count, 1, 1000, nullptr, nullptr, "let the voice leave so many times faster than it is heard [3.5]",
     [] (LineFaults& f, const Value& v) { f.pace = std::get<double> (v); }},
    {"turnEnd", Kind::text, 0, 16, "played|sent|never", nullptr,
     "say that a turn is complete when all should have been heard [played], when all has left, or never",
     [] (LineFaults& f, const Value& v)
     {
         const auto& kind = std::get<std::string> (v);
         f.turnEnd = kind == "sent"    ? LineFaults::TurnEnd::sent
                     : kind == "never" ? LineFaults::TurnEnd::never
                                       : LineFaults::TurnEnd::played;
     }},
    {"refusesResume", Kind::flag, 0, 0, nullptr, nullptr, "know no session that is to be resumed",
     [] (LineFaults& f, const Value& v) { f.refusesResume = std::get<bool> (v); }},
    {"delay", Kind::seconds, 0.0, 60.0, nullptr, nullptr, "let what is said leave so much later",
     [] (LineFaults& f, const Value& v) { f.delay = time (v); }},
    {"jitter", Kind::seconds, 0.0, 60.0, nullptr, nullptr, "and up to so much more, each message its own",
     [] (LineFaults& f, const Value& v) { f.jitter = time (v); }},
    {"burst", Kind::seconds, 0.01, 60.0, nullptr, nullptr, "hold back what is said and let it leave once in so long",
     [] (LineFaults& f, const Value& v) { f.burst = time (v); }},
    {"trickle", Kind::count, 100, 1.0e9, nullptr, nullptr, "let so many bytes leave in a second, no more",
     [] (LineFaults& f, const Value& v) { f.trickle = count (v); }},
    {"voiceFault", Kind::text, 0, 16, "normal|silence|tone", nullptr,
     "say silence, or a tone that stands, for an answer",
     [] (LineFaults& f, const Value& v)
     {
         const auto& kind = std::get<std::string> (v);
         f.voice = kind == "tone"      ? LineFaults::Voice::tone
                   : kind == "silence" ? LineFaults::Voice::silence
                                       : LineFaults::Voice::normal;
     }},
    {"interruptedEvery", Kind::count, 1, million, nullptr, nullptr,
     "say interrupted for nothing after so many pieces of voice",
     [] (LineFaults& f, const Value& v) { f.interruptedEvery = count (v); }},
    {"repeatsTurns", Kind::flag, 0, 0, nullptr, nullptr, "say each turn once more after its end",
     [] (LineFaults& f, const Value& v) { f.repeatsTurns = std::get<bool> (v); }},
    {"callFault", Kind::text, 0, 16, "normal|cancelled|repeated", nullptr,
     "cancel tool calls at once, or make them twice",
     [] (LineFaults& f, const Value& v)
     {
         const auto& kind = std::get<std::string> (v);
         f.calls = kind == "cancelled"  ? LineFaults::Calls::cancelled
                   : kind == "repeated" ? LineFaults::Calls::repeated
                                        : LineFaults::Calls::normal;
     }},
    {"malformedEvery", Kind::count, 1, million, nullptr, nullptr, "after so many messages send one that cannot be read",
     [] (LineFaults& f, const Value& v) { f.malformedEvery = count (v); }},
    {"hugeBytes", Kind::count, 1, 64.0 * 1024 * 1024, nullptr, nullptr, "send a message of so many bytes early on",
     [] (LineFaults& f, const Value& v) { f.hugeBytes = static_cast<std::size_t> (std::get<double> (v)); }},
};

std::string number (double value)
{
    char text[32];
    std::snprintf (text, sizeof (text), "%.10g", value);
    return text;
}

void requireChoice (const FaultField& field, const std::string& text)
{
    if (field.choices == nullptr)
        return;

    const auto all = "|" + std::string (field.choices) + "|";
    if (text.find ('|') != std::string::npos || all.find ("|" + text + "|") == std::string::npos)
        throw std::invalid_argument ("must be one of " + std::string (field.choices));
}
} // namespace detail_fault_fields

std::span<const FaultField> faultFields() { return detail_fault_fields::fields; }

void setFault (LineFaults& faults, const FaultField& field, const FaultField::Value& value)
{
    using namespace detail_fault_fields;

    if (field.kind == Kind::flag)
    {
        if (! std::holds_alternative<bool> (value))
            throw std::invalid_argument ("must be true or false");
    }
    else if (field.kind == Kind::text)
    {
        const auto* const text = std::get_if<std::string> (&value);
        if (text == nullptr || static_cast<double> (text->size()) > field.most)
            throw std::invalid_argument ("must be a text of at most " + number (field.most) + " bytes");
        requireChoice (field, *text);
    }
    else
    {
        const auto* const given = std::get_if<double> (&value);
        if (given == nullptr || ! (*given >= field.least && *given <= field.most) ||
            (field.kind == Kind::count && *given != std::floor (*given)))
            throw std::invalid_argument (std::string ("must be a ") +
                                         (field.kind == Kind::count ? "whole number" : "number of seconds") + " from " +
                                         number (field.least) + " to " + number (field.most));
    }

    field.set (faults, value);
}

} // namespace parlando
