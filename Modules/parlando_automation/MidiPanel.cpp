#include "MidiPanel.h"

#include <utility>

namespace parlando
{

namespace detail_panel
{

constexpr std::uint8_t allSoundOff = 120, allNotesOff = 123;
constexpr auto talk = static_cast<std::size_t> (MidiAction::talk);

} // namespace detail_panel

void MidiPanel::setMap (const MidiMap& map)
{
    const auto talkKey = in[detail_panel::talk].load();

    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = pack (map.in[i]);

    if (in[detail_panel::talk] != talkKey)
        letGoOfTalk();
}

void MidiPanel::endNotes (std::uint8_t channel) PARLANDO_REALTIME
{
    const auto key = unpack (in[detail_panel::talk].load (std::memory_order_relaxed));

    if (key.kind == MidiTrigger::Kind::note && (key.channel == 0 || key.channel == channel))
        talkHeld.store (false, std::memory_order_relaxed);
}

void MidiPanel::setLamps (const std::array<MidiTrigger, ToolLayout::lampNames.size()>& lamps)
{
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = pack (lamps[i]);
}

std::uint32_t MidiPanel::pack (const MidiTrigger& trigger) PARLANDO_REALTIME
{
    return static_cast<std::uint32_t> (trigger.kind) << 16 | static_cast<std::uint32_t> (trigger.channel) << 8 |
           trigger.number;
}

MidiTrigger MidiPanel::unpack (std::uint32_t packed) PARLANDO_REALTIME
{
    return {static_cast<MidiTrigger::Kind> (packed >> 16 & 0xff), static_cast<std::uint8_t> (packed >> 8 & 0xff),
            static_cast<std::uint8_t> (packed & 0xff)};
}

std::optional<MidiTrigger> MidiPanel::takeLearned()
{
    const auto value = learned.load();

    if ((value & isLearned) == 0)
        return {};

    learned = nothing;
    return unpack (value & ~isLearned);
}

bool MidiPanel::take (const std::uint8_t* bytes, int size) PARLANDO_REALTIME
{
    if (size < 3)
        return false;

    const auto status = bytes[0] & 0xf0;
    const auto isNote = status == 0x90 || status == 0x80;

    if (! isNote && status != 0xb0)
        return false;

    // A controller is down from its middle on, as a pedal is.
    const auto isDown = isNote ? status == 0x90 && bytes[2] > 0 : bytes[2] >= 64;
    const MidiTrigger came{isNote ? MidiTrigger::Kind::note : MidiTrigger::Kind::controller,
                           static_cast<std::uint8_t> ((bytes[0] & 0x0f) + 1),
                           static_cast<std::uint8_t> (bytes[1] & 0x7f)};

    if (auto waiting = waitsToLearn; isDown && learned.compare_exchange_strong (waiting, pack (came) | isLearned))
        return false;

    if (came.kind == MidiTrigger::Kind::controller &&
        (came.number == detail_panel::allSoundOff || came.number == detail_panel::allNotesOff))
        endNotes (came.channel);

    auto interrupts = false;

    for (std::size_t i = 0; i < in.size(); ++i)
    {
        const auto wanted = unpack (in[i].load (std::memory_order_relaxed));

        if (wanted.kind != came.kind || wanted.number != came.number ||
            (wanted.channel != 0 && wanted.channel != came.channel))
            continue;

        const auto rose = isDown && ! wasDown[i];
        wasDown[i] = isDown;

        if (i == detail_panel::talk)
            talkHeld.store (isDown, std::memory_order_relaxed);
        else if (rose)
            presses[i].fetch_add (1, std::memory_order_relaxed);

        interrupts = interrupts || (rose && i == static_cast<std::size_t> (MidiAction::interrupt));
    }

    return interrupts;
}

std::span<const MidiEvent>
MidiPanel::tell (const std::array<bool, ToolLayout::lampNames.size()>& lamps) PARLANDO_REALTIME
{
    std::size_t count = 0;
    const auto send = [this, &count] (const MidiTrigger& trigger, bool isOn) PARLANDO_REALTIME
    {
        const auto isNote = trigger.kind == MidiTrigger::Kind::note;
        const auto status = ! isNote ? 0xb0 : isOn ? 0x90 : 0x80;
        const auto channel = trigger.channel == 0 ? 0 : trigger.channel - 1;
        events[count++] = {
            0,
            3,
            {static_cast<std::uint8_t> (status | channel), trigger.number, static_cast<std::uint8_t> (isOn ? 127 : 0)}};
    };

    for (std::size_t i = 0; i < out.size(); ++i)
    {
        const auto trigger = unpack (out[i].load (std::memory_order_relaxed));

        // What was lit by another one is put out by it.
        if (trigger != toldBy[i])
        {
            if (std::exchange (told[i], false))
                send (toldBy[i], false);

            toldBy[i] = trigger;
        }

        if (trigger.kind == MidiTrigger::Kind::none || lamps[i] == told[i])
            continue;

        told[i] = lamps[i];
        send (trigger, lamps[i]);
    }

    return {events.data(), count};
}

} // namespace parlando
