#pragma once

#include "Recorder.h"

#include <parlando_audio/parlando_audio.h>

#include <memory>
#include <optional>
#include <string>

namespace parlando
{

class CardDevice;
class SpeechFeed;

/** The microphone and speakers of the machine. Main thread, but for the callback that it brings to the engine.

    Where they go away (a headset runs out of power, a sound server dies), the engine rests: nothing of the agent's
   voice is lost. look() notices, and opens the same devices again when they are back.
*/
class SoundCard
{
public:
    struct Choice
    {
        std::optional<std::string> input, output; /**< Names, or parts of names; the system's defaults otherwise. */
        std::optional<int> sampleRate, blockSize; /**< What suits speech and the device otherwise: rateForSpeech(). */
        InputChannels channels;                   /**< Of the microphone. */
        bool hears = true, plays = true;          /**< Which of both is opened at all. */
    };

    enum class News
    {
        none,
        lost, /**< The devices run no more. */
        back  /**< They run again. */
    };

    /** How often to look(): a loss is told within two seconds. */
    static constexpr Milliseconds lookEvery{250};

    /** Opens the devices, silent as yet. Throws UsageError for a name that no device has, or a rate or channel that it
       has not, ConversationError where there is no device or it will not open. */
    explicit SoundCard (const Choice&);

    /** Stops and closes the devices. */
    ~SoundCard();

    SoundCard (const SoundCard&) = delete;
    SoundCard& operator= (const SoundCard&) = delete;

    /** As the devices were opened last. */
    int sampleRate() const;
    int blockSize() const;

    /** One line: what is heard and where it plays. */
    std::string description() const;

    /** Connects the engine, which must be prepared, and the recorder; where there is a feed it is heard in place of a
        microphone. All must outlive stop(). */
    void start (AudioEngine&, Recorder&, SpeechFeed* = nullptr);

    /** After start(). May take seconds where it opens a device. */
    News look (Instant now);
    bool isLost() const;

    void stop();

private:
    std::unique_ptr<CardDevice> device;
    DeviceWatch watch;
    AudioEngine* engine = nullptr;
    Recorder* recorder = nullptr;
    SpeechFeed* feed = nullptr;
};

} // namespace parlando
