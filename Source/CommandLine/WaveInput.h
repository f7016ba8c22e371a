#pragma once

#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** A WAV file of any rate, depth and channel count, read as one channel: the mean of all. One thread at a time. */
class WaveInput
{
public:
    /** Throws UsageError where `path` is no WAV with sound in it. */
    explicit WaveInput (const std::string& path);
    ~WaveInput();

    WaveInput (WaveInput&&) noexcept;

    int sampleRate() const noexcept;

    /** As its header says. */
    double seconds() const noexcept;

    /** Reads at most `frames` more samples, within [-1, 1] for integer files; empty at the end. A sample that is no
        number becomes 0, one beyond ±8 is limited. */
    const std::vector<float>& read (int frames);

private:
    struct File;
    std::unique_ptr<File> file;
};

} // namespace parlando
