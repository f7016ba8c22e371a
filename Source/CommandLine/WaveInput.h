#pragma once

#include "SoundSource.h"

#include <parlando_audio/parlando_audio.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** Sound of any rate, depth and channel count, read as one channel: see InputMix. One thread at a time, but for stop().
 */
class WaveInput
{
public:
    /** Throws as SoundSource does, and UsageError where it has none of the channels. */
    explicit WaveInput (const SoundSource::Place&, InputChannels = {});
    ~WaveInput();

    WaveInput (WaveInput&&) noexcept;

    int sampleRate() const noexcept;

    /** Whether it comes through a pipe: then read() waits for it. */
    bool isLive() const noexcept;

    /** As its header says; 0 where nobody knows. */
    double seconds() const noexcept;

    /** Reads at most `frames` more samples, within [-1, 1] for integer files; empty at the end. A sample that is no
        number becomes 0, one beyond ±8 is limited. */
    const std::vector<float>& read (int frames);

    /** Any thread: read() waits for a pipe no more, and there is nothing to read from now on. */
    void stop();

    /** One sentence where the source has less to give than it promises; empty otherwise. */
    std::string problem() const;

    /** What a person should know about the channels, once each. */
    std::optional<InputNotice> takeNotice();

private:
    struct File;
    std::unique_ptr<File> file;
};

} // namespace parlando
