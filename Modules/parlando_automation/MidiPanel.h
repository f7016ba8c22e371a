#pragma once

#include "MidiCommand.h"
#include "MidiMap.h"
#include "ToolLayout.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>

namespace parlando
{

/** Buttons and lamps by MIDI: what comes in is looked at on the audio thread, and done on the message thread. */
class MidiPanel
{
public:
    /** Any thread but the audio thread. A talk key that becomes another one is let go. */
    void setMap (const MidiMap&);
    void setLamps (const std::array<MidiTrigger, ToolLayout::lampNames.size()>&);

    /** Any thread but the audio thread: the next note or controller that comes in is kept for takeLearned(). */
    void learn (bool shouldLearn) { learned = shouldLearn ? waitsToLearn : nothing; }
    [[nodiscard]] std::optional<MidiTrigger> takeLearned();

    /** Message thread: how often the action was asked for since the last look. */
    [[nodiscard]] int takePresses (MidiAction action)
    {
        return presses[static_cast<std::size_t> (action)].exchange (0);
    }

    /** Any thread: the talk key is held. All notes off, as hosts send when they stop, lets go of one that is a note. */
    [[nodiscard]] bool isTalkHeld() const PARLANDO_REALTIME { return talkHeld; }

    /** Any thread: nobody will say when it is let go, as no more blocks come. */
    void letGoOfTalk() noexcept { talkHeld = false; }

    /** Audio thread: a message that came in. True when it asks to interrupt, which cannot wait. */
    bool take (const std::uint8_t* bytes, int size) PARLANDO_REALTIME;

    /** Audio thread: what is to be sent in this block to tell of the lamps; good until the next call. */
    [[nodiscard]] std::span<const MidiEvent>
    tell (const std::array<bool, ToolLayout::lampNames.size()>& lamps) PARLANDO_REALTIME;

private:
    static constexpr std::uint32_t nothing = 0, waitsToLearn = 1, isLearned = 1u << 31;

    static std::uint32_t pack (const MidiTrigger&) PARLANDO_REALTIME;
    static MidiTrigger unpack (std::uint32_t) PARLANDO_REALTIME;
    void endNotes (std::uint8_t channel) PARLANDO_REALTIME;

    std::array<std::atomic<std::uint32_t>, MidiMap::actionNames.size()> in{};
    std::array<std::atomic<std::uint32_t>, ToolLayout::lampNames.size()> out{};
    std::array<std::atomic<int>, MidiMap::actionNames.size()> presses{};
    std::atomic<std::uint32_t> learned{nothing};
    std::atomic<bool> talkHeld{false};

    // Audio thread.
    std::array<bool, MidiMap::actionNames.size()> wasDown{};
    std::array<bool, ToolLayout::lampNames.size()> told{};
    std::array<MidiTrigger, ToolLayout::lampNames.size()> toldBy{};
    std::array<MidiEvent, 2 * ToolLayout::lampNames.size()> events{};
};

} // namespace parlando
