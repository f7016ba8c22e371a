#pragma once

#include "Voice.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace parlando
{

/** Speech synthesis for all connections of a service, in the order of asking. Functions: any thread. */
class Speaking
{
public:
    struct Sentence
    {
        int connection = 0;
        std::uint64_t number = 0;
        auto operator<=> (const Sentence&) const = default;
    };

    /** Called from any thread. */
    using Ready = std::function<void (Sentence, Speech)>;

    virtual ~Speaking() = default;

    virtual void speak (Sentence, std::string text, std::string voiceName) = 0;
    virtual void abandon (Sentence) = 0;

    /** Nothing is spoken any more; later calls do nothing. */
    virtual void stop() = 0;
};

} // namespace parlando
