#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace parlando
{

/** A 16-bit WAV file that is valid after every write, so that a crash or a full disk keeps what came before.

    One thread at a time. A problem does not throw: it ends the writing and stands in `problem()`.
*/
class WaveOutput
{
public:
    /** Creates or replaces the file. */
    WaveOutput (std::string path, int sampleRate, int channels);
    ~WaveOutput();

    /** Appends interleaved samples. */
    void write (std::span<const std::int16_t>);

    /** One sentence once writing has failed; empty while all is well. */
    const std::string& problem() const noexcept { return sentence; }

    const std::string& path() const noexcept { return name; }

private:
    struct File;

    std::string name;
    std::string sentence;
    std::unique_ptr<File> file;
    std::uint64_t bytesLeft;
};

} // namespace parlando
