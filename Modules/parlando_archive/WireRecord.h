#pragma once

#include "ConversationArchive.h"
#include "InputJson.h"
#include "SoundOutline.h"
#include "WireText.h"

#include <parlando_agent/SessionRecorder.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace parlando
{

/** Records in an archive's folder (wire.jsonl) all that a session was given and what came of it, so that SessionReplay
    can run it again: given to ConversationOptions::recorder, for one conversation.

    No secret is in it, and no sound unless that is wanted: of the voices stay length, loudness by tenths of a second
   and a checksum. Session thread; throws nothing.
*/
class WireRecord final : public SessionRecorder
{
public:
    /** The latest form that is understood. */
    static constexpr std::uint64_t version = 1;

    WireRecord (std::shared_ptr<ConversationArchive>, bool withVoice);
    ~WireRecord() override;

    void opens (const SessionOpening&, Instant now, const Redactor&) override;
    void takes (Instant now, const SessionInput&, const AudioEngine::OutputPosition&, const Redactor&) override;
    void wants (std::span<const SessionEffect>, const Redactor&) override;

private:
    /** What came of an input. */
    struct Outcome
    {
        nlohmann::json effects = nlohmann::json::array();
        VoiceOutlines voices;
        std::uint64_t sounds = 0; // messages that hold a sound and nothing else
    };

    template <typename Work>
    void guard (Work&&) noexcept;
    void writeOpening (const SessionOpening&, Instant, const Redactor&);
    void note (Instant, const SessionInput&, const AudioEngine::OutputPosition&, const Redactor&);
    void noteOutput (const AudioEngine::OutputPosition&);
    nlohmann::json beatOf (const input::MicrophoneFrame&) const;
    Outcome outcomeOf (std::span<const SessionEffect>, const Redactor&);
    void finish (Outcome&&, const Redactor&);
    void writeBeat (Outcome&&);
    void writeInput (Outcome&&, const Redactor&);
    void flushBeats();
    void put (const nlohmann::json&);

    const std::shared_ptr<ConversationArchive> archive;
    const bool keepsVoice;
    WireDisguise disguise;
    VoiceOutline voice;
    Instant origin, now;
    std::uint64_t output = 0;
    int sampleRate = 0, blockSize = 0; // of the output

    // The input that the session works on.
    nlohmann::json coming;
    std::string message;
    bool isPending = false, isBeat = false, isMessage = false;

    nlohmann::json beats = nlohmann::json::array();
    Instant lastBeat;
    std::uint64_t lastOutput = 0;
    bool hasEnded = false;
    bool isBroken = false; // something could not be written down: nothing behind it is
};

} // namespace parlando
