#pragma once

#include "OutputFile.h"
#include "RawFormat.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace parlando
{

/** A 16-bit WAV file that is valid after every write, so that a crash or a full disk keeps what came before; beyond 4
   GB it becomes RF64. Or a stream of WAV or of raw samples through a pipe.

    One thread at a time. A problem does not throw: it ends the writing and stands in `problem()`.
*/
class WaveOutput
{
public:
    /** `raw`: no header, and the encoding that it names. See OutputFile. */
    WaveOutput (OutputFile, std::optional<RawFormat> raw, int sampleRate, int channels);
    ~WaveOutput();

    /** Creates or replaces the file. */
    void begin();

    /** Appends interleaved samples. */
    void write (std::span<const std::int16_t>);

    /** Whether it is a file, and no pipe. */
    bool isSeekable() const noexcept { return file.isSeekable(); }

    const std::string& problem() const noexcept { return file.problem(); }
    bool isAbandoned() const noexcept { return file.isAbandoned(); }

private:
    class Encoder;

    OutputFile file;
    std::unique_ptr<Encoder> encoder; // of raw samples
    int sampleRate, channels;
    std::uint64_t bytesWritten = 0;
};

} // namespace parlando
