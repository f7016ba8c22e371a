#pragma once

#include <parlando_audio/parlando_audio.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** Makes one channel of a recording's many, as InputMix makes it of a sound card's. One thread at a time. */
class FileMix
{
public:
    /** Throws UsageError where the recording has none of the channels that may be heard; `name` is what to call it. */
    FileMix (const std::string& name, int sampleRate, int channels, InputChannels);

    /** Interleaved frames, as many as there are; the result is good until the next call. */
    const std::vector<float>& mix (std::span<const float> interleaved);

    /** What a person should know about the channels, once each. */
    std::optional<InputNotice> takeNotice() { return notices->take(); }

private:
    std::size_t channels;
    std::unique_ptr<InputNotices> notices = std::make_unique<InputNotices>();
    std::unique_ptr<InputMix> mixer;
    std::vector<std::vector<float>> planes;
    std::vector<const float*> sources;
    std::vector<float> mono;
};

} // namespace parlando
