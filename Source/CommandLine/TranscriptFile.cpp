#include "TranscriptFile.h"

#include "CommandLineError.h"
#include "LeftFile.h"
#include "StandardStreams.h"

#include <parlando_session/HistoryTexts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
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

std::vector<std::string> leaveDivided (const std::string& path, const Transcript& transcript)
{
    std::vector<std::string> told;
    const auto texts = toHistoryTexts (transcript);

    for (std::size_t i = 0; i + 1 < texts.size(); ++i)
        told.push_back ("The conversation is too long for one file: an older part of it is in " +
                        leaveFileBeside (path, texts[i]) + ".");

    leaveFile (path, texts.back());
    return told;
}

std::vector<std::string> leaveTranscript (const std::string& path, const Transcript& transcript)
{
    const auto form = formOf (path);

    if (form == toJsonText)
        return leaveDivided (path, transcript);

    leaveFile (path, form (transcript));
    return {};
}

} // namespace parlando
