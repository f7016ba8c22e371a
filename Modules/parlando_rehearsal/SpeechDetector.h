#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace parlando
{

/** Finds speech in a stream of 16 kHz samples by energy over a floor that follows the room. Time is the stream's own:
   it works the same in real time and faster. */
class SpeechDetector
{
public:
    struct Settings
    {
        bool sensitiveStart = true;
        int prefixPaddingMs = 60;    // speech needed before the start counts
        int silenceDurationMs = 800; // silence needed before the end counts
    };

    /** What happened, in order. `samples` of `started` hold the 300 ms before it too, so that no first sound is lost.
     */
    struct Event
    {
        enum class Kind
        {
            started,
            continued,
            ended
        };
        Kind kind;
        std::vector<std::int16_t> samples;
    };

    explicit SpeechDetector (Settings);

    void process (std::span<const std::int16_t> samples, std::vector<Event>& events);

    /** The stream ends: so does an utterance that is open. The floor is kept. */
    void finish (std::vector<Event>& events);

    [[nodiscard]] bool isSpeaking() const { return speaking; }

    /** How long the voice was heard in the newest utterance, pauses not counted. */
    [[nodiscard]] int voicedMs() const { return voiced; }

private:
    static constexpr std::size_t frameSize = 160; // 10 ms
    static constexpr int frameMs = 10;

    void processFrame (std::vector<Event>& events);
    void processSilent (double level, std::vector<Event>& events);
    void processSpeaking (double level, std::vector<Event>& events);
    [[nodiscard]] double floorLevel() const;
    void end (std::vector<Event>& events);

    Settings settings;
    std::vector<std::int16_t> frame;
    std::deque<std::int16_t> past; // before the start: 300 ms and what the start needed
    std::deque<double> levels;     // of the last 1.5 s, in dBFS
    bool speaking = false;
    int loudMs = 0;
    int quietMs = 0;
    int voiced = 0;
};

} // namespace parlando
