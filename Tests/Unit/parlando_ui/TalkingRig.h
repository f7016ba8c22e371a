#pragma once

#include "EditorRig.h"

#include <Pictures/AudioThread.h>
#include <catch2/catch_test_macros.hpp>
#include <parlando_rehearsal/parlando_rehearsal.h>

#include <atomic>
#include <optional>

namespace parlando::testing
{

/** A host that rolls on from a place, a hundredth of a second each time it is asked. */
struct RollingPlayHead final : juce::AudioPlayHead
{
    static constexpr std::int64_t begin = 480'000;

    juce::Optional<PositionInfo> getPosition() const override
    {
        PositionInfo position;
        position.setIsPlaying (isRolling);
        position.setTimeInSamples (juce::Optional<std::int64_t> (samples));

        if (isRolling)
            samples += 480;

        return position;
    }

    std::atomic<bool> isRolling{true};

private:
    mutable std::int64_t samples = begin; // the audio thread's
};

/** A conversation with the rehearsal service, and no window. */
struct TalkingRig
{
    const RehearsalService service{{}};
    RollingPlayHead host;
    EditorRig rig;
    std::optional<AudioThread> audio;
    ConversationDesk& desk = rig.processor.desk();

    TalkingRig()
    {
        rig.surroundings.set ("PARLANDO_ENDPOINT", service.url());
        rig.editor.reset();
        rig.processor.setPlayHead (&host);
        audio.emplace (rig.processor);
        dispatch (std::chrono::milliseconds (200));
    }

    ~TalkingRig()
    {
        audio.reset();
        rig.processor.setPlayHead (nullptr);
    }

    void connect()
    {
        setInGesture (rig.parameters.connect, 1.0f);
        REQUIRE (dispatchUntil ([&] { return desk.view().state == SessionState::ready; }));
    }
};

} // namespace parlando::testing
