#pragma once

#include "Recorder.h"

#include <parlando_audio/parlando_audio.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace parlando
{

/** The microphone and speakers of the machine. Main thread, but for the callback that it brings to the engine. */
class SoundCard
{
public:
    struct Choice
    {
        std::optional<std::string> input, output; /**< Names, or parts of names; the system's defaults otherwise. */
        std::optional<int> sampleRate, blockSize;
    };

    /** Opens the devices, silent as yet. Throws UsageError for a name that no device has or a rate that it cannot run
        at, ConversationError where there is no device or it will not open. */
    explicit SoundCard (const Choice&);

    /** Stops and closes the devices. */
    ~SoundCard();

    SoundCard (const SoundCard&) = delete;
    SoundCard& operator= (const SoundCard&) = delete;

    int sampleRate() const;
    int blockSize() const;

    /** One line: what is heard and where it plays. */
    std::string description() const;

    /** Connects the engine, which must be prepared, and the recorder; both must outlive stop(). `onLost` is called on
        a thread of the audio system when the device goes away. */
    void start (AudioEngine&, Recorder&, std::function<void (std::string)> onLost);

    void stop();

private:
    struct Device;
    std::unique_ptr<Device> device;
};

} // namespace parlando
