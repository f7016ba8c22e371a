#pragma once

#include "SessionOutbox.h"
#include "SpeechActivity.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** The person's voice on its way to the service: protocol section 4.4, checklist F. Frames are 20 ms, mono.
   Session thread. */
class MicrophoneUplink
{
public:
    /** Where frames go. */
    enum class Way
    {
        shut, /**< Nowhere, and they count as dropped: nobody listens yet. */
        kept, /**< They wait for the next connection, 30 s of them. */
        open, /**< To the service. */
        over  /**< Nowhere: nobody listens any more. */
    };

    /** `samplesPerSecond`: of the frames. `isLossless`: see wantsFrames(). */
    MicrophoneUplink (SessionOutbox& sessionOutbox, int samplesPerSecond, bool isLossless)
        : outbox (sessionOutbox), rate (static_cast<std::size_t> (samplesPerSecond)), lossless (isLossless)
    {
    }

    /** The service does not detect speech: only what is speech is sent, by its level or by who knows better, between
       activityStart and activityEnd, with 300 ms before it (C44). */
    void setMarksActivity (bool);
    bool marksActivity() const noexcept { return marks; }

    /** Somebody else knows whether the person speaks; nothing: the level of the microphone tells. Counts where activity
        is marked. What was marked and is not ended ends with a mute and with a pause of 1 s. */
    void setActivity (std::optional<bool> isSpeaking);

    /** The same by a detector, before the frame that it is said of; setActivity() goes before it. `sinceOnset`: the
        speech began so long before that frame's end, up to 900 ms of which leave with it. */
    void setDetected (std::optional<bool> isSpeaking, Milliseconds sinceOnset = {});

    /** The service does not detect speech, and the person speaks or is said to, or has just finished, so that the
       answer is under way. */
    bool isMarking (Instant now) const noexcept;

    void setWay (Way next) noexcept { way = next; }

    /** From here on frames are kept, and the stream that was open is gone with its connection. */
    void beginGap();
    std::uint64_t droppedInGap() const noexcept { return dropped - droppedBeforeGap; }

    /** False while a lossless source must wait because the network is behind or gone. */
    bool wantsFrames (std::size_t unsentBytes) const noexcept;

    /** `now` is when its last sample was captured. */
    void process (Instant now, std::span<const std::int16_t> frame);

    /** Muting is privacy: what was said before it does not leave any more, and the person has stopped speaking. */
    void mute();

    /** Frames wait while this is asked for, 10 s at the most: some models take what they hear while they wait for a
       call as a reason to drop it (C119). */
    void hold (Instant now, bool isWanted);

    /** What was said goes once more, before what waits. What the service has of it is closed: it may wait for its end.
     */
    void repeat (std::span<const std::int16_t> said);

    /** Sends what waits, as far as the network keeps up. */
    void drain();

    /** A pause of 1 s is told (C45), and an idle connection kept alive (C95). */
    void tick (Instant now);

    /** An interruption takes the word with an activity of its own, and keeps it until the person has spoken (C44). */
    void takeWord();

    /** Nobody speaks in the activity that takeWord() has begun. */
    void giveBackWord();

    /** Ends an activity that is open, with what of it has left: the service is to hear no more. */
    void endOpenActivity();

    /** The person's speech is over, or the microphone is (C43 to C45). */
    void endStream();
    bool isStreamOpen() const noexcept { return streamIsOpen; }

    /** Nothing leaves any more: what waits is dropped. */
    void end();

    const SpeechActivity& speech() const noexcept { return activity; }
    std::uint64_t samplesSent() const noexcept { return sent; }
    std::uint64_t samplesDropped() const noexcept { return dropped; }

private:
    using Frame = std::vector<std::int16_t>;

    /** 8 s are kept while the network is behind, apart from a little that waits in the transport (C47), and 30 s while
       there is no connection. */
    static constexpr std::size_t backlogFrames = 400, gapFrames = 1500;

    bool isInActivity() const noexcept { return given.value_or (detected.value_or (activity.isSpeaking())); }
    void endActivity();
    void endFinishedActivity();
    void noteActivity (Instant now);
    void stopActivity();
    void take (std::span<const std::int16_t>);
    void takeOfActivity (std::span<const std::int16_t>);
    void limitPreRoll (std::size_t frames);
    void keep (std::span<const std::int16_t>);
    void send (std::span<const std::int16_t>);
    void sendSilence (std::size_t samples);
    void beginStream();

    SessionOutbox& outbox;
    const std::size_t rate;
    const bool lossless;
    SpeechActivity activity;
    std::optional<bool> given, detected; // instead of that, in this order
    Milliseconds detectedSince{};
    Way way = Way::shut;
    bool marks = false;
    std::deque<Frame> backlog, preRoll;
    std::size_t backlogLimit = backlogFrames;
    std::uint64_t sent = 0, dropped = 0, droppedBeforeGap = 0;
    Instant lastFrame{}, lastSent{};
    std::optional<Instant> lastInActivity;
    bool streamIsOpen = false;
    bool wordIsTaken = false;        // by an activity that waits for the person's speech
    std::size_t activitySamples = 0; // of the activity that is open
    bool isHeld = false;
    std::optional<Instant> heldSince;
};

} // namespace parlando
