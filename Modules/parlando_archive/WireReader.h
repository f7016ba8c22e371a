#pragma once

#include "InputJson.h"
#include "RecordedOpening.h"

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace parlando
{

/** One input of a recorded session, and what came of it. */
struct RecordedStep
{
    std::uint64_t line = 0; /**< Where it stands; several frames and ticks are in one line. */
    Instant now;
    std::uint64_t output = 0;                    /**< AudioEngine::OutputPosition::samples. */
    std::optional<std::pair<int, int>> prepared; /**< Before it: the output's sample rate and block size. */
    RecordedInput taken;
    nlohmann::json effects = nlohmann::json::array(); /**< But for messages of sound. */
    std::uint64_t sounds = 0;                         /**< Those. */
    bool isLast = false; /**< What came of it may be missing: a program may be killed between the two lines. */
};

/** Reads the record of a session step by step. Nothing in it is trusted. One thread. */
class WireReader
{
public:
    struct Limits
    {
        std::size_t soundBytes = 512u << 20;                  /**< Of sounds and pictures. */
        std::uint64_t outputSamples = std::uint64_t{1} << 32; /**< Of the output: a day at 48 kHz. */
    };

    static constexpr std::size_t mostBytes = 80u << 20;

    /** `text`: all of it. Throws std::invalid_argument, with a sentence that says what to do, where it is no record
       that can be run again. */
    explicit WireReader (std::string text) : WireReader (std::move (text), Limits()) {}
    WireReader (std::string text, Limits);

    const RecordedOpening& opening() const noexcept { return begin; }

    /** Nothing at the end, and before what cannot be read. */
    std::optional<RecordedStep> next();

    /** At the end: one sentence where the record ended before its session; else empty. */
    const std::string& note() const noexcept { return ending; }

    /** At the end: one sentence where the rest cannot be read; else empty. */
    const std::string& problem() const noexcept { return damage; }

private:
    std::optional<std::string_view> takeLine();
    void readLine();
    void readContent (const nlohmann::json&);
    void readEvent (const nlohmann::json&);
    void readBeats (const nlohmann::json&);
    void readOutcome (const nlohmann::json&);
    RecordedInput readBeat (const nlohmann::json&) const;
    RecordedStep& add (Instant now, std::uint64_t output);
    void stop (std::string& sentence, std::string why);

    const std::string all;
    Limits limits;
    std::string_view rest;
    std::uint64_t number = 0; // of the last line that was read
    bool isOver = false, hasStarted = false;
    RecordedOpening begin;
    Instant now;
    std::uint64_t output = 0;
    std::optional<std::pair<int, int>> prepared;
    std::deque<RecordedStep> ready; // the last one may get what came of it yet
    std::string ending, damage;
};

} // namespace parlando
