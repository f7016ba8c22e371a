#pragma once

#include <parlando_archive/parlando_archive.h>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What a person may say to `parlando export`. */
struct ExportOptions
{
    std::string folder;             /**< Of a conversation that was kept. */
    std::string target;             /**< Empty: `exported` in that folder. */
    std::vector<std::string> forms; /**< "wav", "conversation", or the name of a WordsForm. */
    int sampleRate = 0;             /**< Hz; 0: each turn's own. */
    int bits = 24;
    std::vector<std::uint64_t> turns; /**< Whose sound is wanted; empty: all. */
    TakeClock clock = TakeClock::automatic;

    void addTo (CLI::App&);

    bool wantsSound() const;
    bool wantsMix() const;
    std::vector<WordsForm> wordsForms() const;

    /** Where files go. */
    std::string targetFolder() const;
};

} // namespace parlando
