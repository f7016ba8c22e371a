#pragma once

#include <parlando_provider/ServiceCommand.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

namespace parlando
{

/** Which of the service's items the agent's voice was made of, for a service that must be told how far each was heard
    (AgentTraits::wantsHeard). Session thread. */
class SpokenItems
{
public:
    /** Voice of `turn` goes to the output. */
    void spoken (std::uint64_t turn, std::uint64_t item, std::uint64_t samples)
    {
        if (! items.empty() && items.back().turn == turn && items.back().item == item)
            items.back().samples += samples;
        else
            items.push_back ({turn, item, samples});

        // What is never played to its end must not pile up.
        if (items.size() > most)
            items.pop_front();
    }

    /** `turn` has left the output, and so much of it was heard: what of it was not heard to its end. */
    std::vector<command::Heard> stopped (std::uint64_t turn, std::uint64_t heard)
    {
        std::vector<command::Heard> cut;

        for (const auto& each : items)
            if (each.turn == turn)
            {
                const auto part = std::min (heard, each.samples);
                heard -= part;

                if (part < each.samples)
                    cut.push_back ({each.item, part});
            }

        std::erase_if (items, [turn] (const Spoken& each) { return each.turn <= turn; });
        return cut;
    }

    /** Of a connection that is gone. */
    void clear() noexcept { items.clear(); }

private:
    static constexpr std::size_t most = 4096;

    struct Spoken
    {
        std::uint64_t turn = 0, item = 0, samples = 0;
    };

    std::deque<Spoken> items;
};

} // namespace parlando
