#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** Speech recognition for all connections of a service, which never delays anybody's audio. Functions: any thread. */
class Hearing
{
public:
    struct Utterance
    {
        int connection = 0;
        std::uint64_t number = 0;
        auto operator<=> (const Utterance&) const = default;
    };

    /** Called once for each finished utterance that was not abandoned, from any thread. */
    using Understood = std::function<void (Utterance, std::string text)>;

    virtual ~Hearing() = default;

    virtual void begin (Utterance, std::vector<std::string> things) = 0;
    virtual void append (Utterance, std::span<const std::int16_t> samples) = 0;
    virtual void finish (Utterance) = 0;
    virtual void abandon (Utterance) = 0;

    /** Nothing is understood any more; later calls do nothing. */
    virtual void stop() = 0;
};

} // namespace parlando
