#pragma once

#include "RawFormat.h"
#include "SampleStream.h"

#include <memory>
#include <optional>
#include <string>

namespace parlando
{

/** Sound to read, opened from a file of any kind that libsndfile knows, or from a pipe: there WAV, also of a length
   that nobody knows, and raw sound are read as they come, and another kind once all of it has come. */
class SoundSource
{
public:
    struct Place
    {
        std::string path;               /**< `-`: standard input. */
        std::optional<RawFormat> raw{}; /**< Where no header says it; its rate is given. */
        int interruption = -1;          /**< A descriptor that ends all waiting for a pipe once it is readable. */
    };

    /** Waits for what a pipe says of itself. Throws UsageError where there is no sound to read, Interruption where the
        wait was ended. */
    explicit SoundSource (const Place&);

    /** For sentences. */
    const std::string& name() const noexcept { return title; }

    /** For sf_readf_float() and sf_error(). */
    SNDFILE* handle() const noexcept { return sound.get(); }

    const SF_INFO& format() const noexcept { return info; }

    /** Whether it comes through a pipe, perhaps while it is made: then reading waits for it, and nobody knows how much
        there is. */
    bool isLive() const noexcept { return live; }

    /** Any thread: whoever waits for the pipe waits no more, and there is nothing to read from now on. */
    void stop();

    /** One sentence where the file promises more than is there; empty otherwise. */
    const std::string& problem() const noexcept { return sentence; }

private:
    void openFile (int descriptor);
    void openPipe (Descriptor, int interruption);
    void openSpooled (PipeReader&);
    void openSamples (PipeReader, std::uint64_t bytes, const SF_INFO&);
    void openWithLibrary (int descriptor);

    std::string title;
    std::optional<RawFormat> raw;
    SF_INFO info = {};
    bool live = false;
    std::string sentence;
    std::unique_ptr<SampleStream> stream; // outlives `sound`, which reads from it
    SoundHandle sound{nullptr, sf_close};
};

} // namespace parlando
