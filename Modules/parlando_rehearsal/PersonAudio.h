#pragma once

#include "Ears.h"
#include "RateConverter.h"
#include "RehearsalSetup.h"
#include "SpeechDetector.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

/** The person's microphone as the service hears it: any rate in, utterances out to the ears. Where an utterance begins
    and ends is the detector's finding, or the client's word when detection is disabled. */
class PersonAudio
{
public:
    enum class Signal
    {
        started,
        ended
    };
    using Signals = std::vector<Signal>;

    /** `ears` must outlive this. */
    PersonAudio (const RehearsalSetup&, Ears& ears);

    /** Mono s16le; a last odd byte is dropped. `rate` in Hz, 8,000 to 192,000. */
    void receive (int rate, std::span<const std::uint8_t> bytes, Signals&);
    void streamEnd (Signals&);

    /** False where that cannot be: one is open already, or none, or there was no audio in it. */
    [[nodiscard]] bool activityStart (Signals&);
    [[nodiscard]] bool activityEnd (Signals&);

    /** A hint for the ears, from the next utterance on. */
    void expect (std::vector<std::string> settable) { things = std::move (settable); }

    /** The text of `utterance` came. Whether the person spoke long enough to be told when it is empty; nothing when the
        utterance is unknown. */
    std::optional<bool> settle (std::uint64_t utterance);

    void abandonAll();

    /** Whether more waits to be understood than session_limits allow. */
    [[nodiscard]] bool isTooMuch() const;

    [[nodiscard]] bool isSpeaking() const { return open.has_value(); }
    [[nodiscard]] bool isAwaitingText() const { return ! awaited.empty(); }
    [[nodiscard]] std::uint64_t receivedSamples() const { return received; }

    /** Samples at 16 kHz that went to the ears since the last call. */
    [[nodiscard]] std::uint64_t takeHeardSamples() { return std::exchange (heard, 0); }

private:
    void beginUtterance (Signals&);
    void append (std::span<const std::int16_t> samples);
    void dropUtterance (Signals&);
    void finishUtterance (bool worthAnAnswer, Signals&);
    void applyEvents (Signals&);

    Ears& ears;
    bool automatic;
    SpeechDetector detector;
    std::vector<SpeechDetector::Event> events;
    std::unique_ptr<RateConverter> converter;
    std::vector<std::string> things;
    std::optional<std::uint64_t> open;
    struct Awaited
    {
        bool worthAnAnswer = false; // silence about it would be odd
        std::uint64_t samples = 0;
    };

    std::map<std::uint64_t, Awaited> awaited; // finished utterances
    std::uint64_t openSamples = 0;            // of the open one, as far as they are heard
    std::uint64_t unheard = 0;                // of all
    std::uint64_t lastUtterance = 0;
    std::uint64_t received = 0;
    std::uint64_t heard = 0;
};

} // namespace parlando
