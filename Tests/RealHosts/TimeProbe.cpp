// An LV2 that writes down, for every block, what its host said of its time and what Parlando's clock makes of it. Its
// ports are Parlando's but for most of the audio. PARLANDO_TIME_PROBE names the file, which is written in the end.
//
//   block FRAMES ATOMS was FRAME BEAT now FRAME SPEED BAR BEAT TEMPO BEATS UNIT      - for what is not known

#include <parlando_lv2/parlando_lv2.h>

#include <lv2/core/lv2.h>
#include <lv2/time/time.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <memory>
#include <vector>

namespace
{

using parlando::Lv2Position;

/** Ten minutes in blocks of 64 at 48 kHz. */
constexpr std::size_t mostBlocks = 450'000;

struct Block
{
    std::uint32_t frames = 0;
    int atoms = 0;
    Lv2Position was, now;
};

template <typename Value>
void write (std::ostream& out, const std::optional<Value>& value)
{
    if (value)
        out << ' ' << *value;
    else
        out << " -";
}

class Probe
{
public:
    Probe (double rate, const LV2_URID_Map& map) : atom (map), clock (rate), events (map, 0)
    {
        blocks.reserve (mostBlocks);
    }

    ~Probe()
    {
        const auto* path = std::getenv ("PARLANDO_TIME_PROBE");

        if (path == nullptr || blocks.empty())
            return;

        std::ofstream out (path, std::ios::app);
        out << std::setprecision (12);

        for (const auto& block : blocks)
        {
            const auto& now = block.now;
            out << "block " << block.frames << ' ' << block.atoms << " was";
            write (out, block.was.frame);
            write (out, block.was.beat);
            out << " now";
            write (out, now.frame);
            write (out, now.speed);
            write (out, now.bar);
            write (out, now.beat);
            write (out, now.beatsPerMinute);
            write (out, now.beatsPerBar);
            write (out, now.beatUnit);
            out << '\n';
        }
    }

    void run (std::uint32_t frames)
    {
        if (audioIn != nullptr && audioOut != nullptr)
            std::copy_n (audioIn, frames, audioOut);

        Block block{frames, countAtoms (hostEvents) + countAtoms (hostTimes), clock.current(), {}};
        const auto* rewritten = events.rewrite (hostEvents, hostTimes, clock, frames);
        parlando::Lv2SequenceReader reader (*rewritten);

        if (const auto* first = reader.next(); first != nullptr && atom.isPosition (first->body))
            block.now = atom.read (first->body);

        if (blocks.size() < mostBlocks)
            blocks.push_back (block);
    }

    const float* audioIn = nullptr;
    float* audioOut = nullptr;
    const LV2_Atom_Sequence *hostEvents = nullptr, *hostTimes = nullptr;

private:
    [[nodiscard]] int countAtoms (const LV2_Atom_Sequence* sequence) const
    {
        if (sequence == nullptr)
            return 0;

        parlando::Lv2SequenceReader reader (*sequence);
        auto count = 0;

        while (const auto* event = reader.next())
            count += atom.isPosition (event->body) ? 1 : 0;

        return count;
    }

    parlando::Lv2PositionAtom atom;
    parlando::Lv2Clock clock;
    parlando::Lv2TimeEvents events;
    std::vector<Block> blocks;
};

LV2_Handle instantiate (const LV2_Descriptor*, double rate, const char*, const LV2_Feature* const* features)
{
    for (; *features != nullptr; ++features)
        if (std::strcmp ((*features)->URI, LV2_URID__map) == 0)
            return new Probe (rate, *static_cast<const LV2_URID_Map*> ((*features)->data));

    return nullptr;
}

void connect (LV2_Handle handle, std::uint32_t port, void* target)
{
    auto& probe = *static_cast<Probe*> (handle);

    if (port == 0)
        probe.audioIn = static_cast<const float*> (target);
    else if (port == 1)
        probe.audioOut = static_cast<float*> (target);
    else if (port == 2)
        probe.hostEvents = static_cast<const LV2_Atom_Sequence*> (target);
    else if (port == 4)
        probe.hostTimes = static_cast<const LV2_Atom_Sequence*> (target);
}

void run (LV2_Handle handle, std::uint32_t frames) { static_cast<Probe*> (handle)->run (frames); }
void cleanup (LV2_Handle handle) { delete static_cast<Probe*> (handle); }

} // namespace

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (std::uint32_t index)
{
    static const LV2_Descriptor descriptor{
        "urn:parlando:time-probe", instantiate, connect, nullptr, run, nullptr, cleanup, nullptr};
    return index == 0 ? &descriptor : nullptr;
}
