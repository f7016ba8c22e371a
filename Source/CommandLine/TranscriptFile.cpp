#include "TranscriptFile.h"

#include "AtomicFile.h"
#include "CommandLineError.h"
#include "StandardStreams.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

using Form = std::string (*) (const Transcript&);

Form formOf (const std::string& path)
{
    if (isStandardOutput (path))
        return toText;

    static constexpr std::array<std::pair<const char*, Form>, 4> forms{{
        {".srt", toSrt},
        {".vtt", toVtt},
        {".txt", toText},
        {".json", toJsonText},
    }};

    auto ending = std::filesystem::path (path).extension().string();
    std::transform (ending.begin(), ending.end(), ending.begin(),
                    [] (unsigned char c) { return static_cast<char> (std::tolower (c)); });

    for (const auto& [name, form] : forms)
        if (ending == name)
            return form;

    return nullptr;
}

} // namespace

void requireTranscriptEnding (const std::string& path)
{
    if (formOf (path) == nullptr)
        throw UsageError ("--transcript: " + path + " must end in .srt, .vtt, .txt or .json.");
}

Transcript readHistory (const std::string& path)
{
    std::error_code ignored;

    if (path.empty() || isStandardOutput (path) || ! std::filesystem::exists (path, ignored))
        return {};

    try
    {
        return readTranscript (readText (path, "--history"));
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError ("--history: " + path + ": " + problem.what());
    }
}

void writeTranscript (const std::string& path, const Transcript& transcript)
{
    writeAtomically (path, formOf (path) (transcript));
}

} // namespace parlando
