#include "Commands.h"
#include "PrintableText.h"

#include <parlando_archive/parlando_archive.h>
#include <parlando_gemini/parlando_gemini.h>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace parlando
{

namespace
{

/** The records in a kept conversation's folder, one for each of its parts, or the one that was named. */
std::vector<std::string> recordsAt (const std::string& path)
{
    if (! isFolder (path))
        return {path};

    int error = 0;
    const auto folder = DiskFolder::open (path, error);
    std::vector<std::string> records;

    for (const auto& name : folder.isOpen() ? folder.names() : std::vector<std::string>())
        if (name == "wire.jsonl" || (name.starts_with ("wire-") && name.ends_with (".jsonl")))
            records.push_back (path + "/" + name);

    // wire-0002.jsonl stands before wire.jsonl there.
    std::sort (records.begin(), records.end(),
               [] (const auto& a, const auto& b) { return std::pair (a.size(), a) < std::pair (b.size(), b); });

    if (records.empty())
        throw UsageError (path + " holds no record of the wire; keep one with --keep FOLDER --keep-wire.");

    return records;
}

std::string textIn (const std::string& path)
{
    PiecesOfFile pieces (path);
    std::string text;

    for (auto piece = pieces.next(); piece; piece = pieces.next())
        if (text.size() + piece->size() > WireReader::mostBytes)
            throw UsageError (path + " is larger than any record of the wire; give the folder of a conversation.");
        else
            text += *piece;

    if (pieces.error() != 0)
        throw UsageError (path + " cannot be read (" + std::strerror (pieces.error()) +
                          "); give the folder of a kept "
                          "conversation.");

    return text;
}

void printTable (const ReplayResult& result)
{
    const auto &then = result.recorded, &now = result.replayed;
    const std::array<std::tuple<const char*, std::uint64_t, std::uint64_t>, 8> rows{
        {{"connections", then.connections, now.connections},
         {"turns", then.turns, now.turns},
         {"interruptions", then.interruptions, now.interruptions},
         {"words", then.words, now.words},
         {"tool calls", then.toolCalls, now.toolCalls},
         {"messages sent", then.messages, now.messages},
         {"samples heard", then.samplesHeard, now.samplesHeard},
         {"samples not heard", then.samplesUnheard, now.samplesUnheard}}};
    std::printf ("%-18s %14s %14s\n", "", "recorded", "replayed");

    for (const auto& [name, recorded, replayed] : rows)
        std::printf ("%-18s %14llu %14llu%s\n", name, static_cast<unsigned long long> (recorded),
                     static_cast<unsigned long long> (replayed), recorded == replayed ? "" : "  *");
}

ExitCode replayOne (const std::string& path)
{
    const auto began = std::chrono::steady_clock::now();
    WireReader reader (textIn (path));
    const auto result = SessionReplay (reader, *gemini::geminiLive()).run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began, length = result.length;
    std::printf ("%s: %.1f s, %llu inputs, replayed in %.2f s\n", printable (path).c_str(), length.count(),
                 static_cast<unsigned long long> (result.inputs), took.count());
    printTable (result);

    for (const auto& sentence : {result.note, result.problem})
        if (! sentence.empty())
            std::printf ("%s\n", printable (sentence).c_str());

    std::printf ("%s\n", result.first ? printable ("Different. " + result.first->sentence).c_str()
                                      : "The same: turns, words, tool calls and what was heard.");
    return result.first ? ExitCode::failed : result.problem.empty() ? ExitCode::success : ExitCode::usage;
}

} // namespace

ExitCode replay (const std::string& path)
{
    auto worst = ExitCode::success;

    for (const auto& record : recordsAt (path))
    {
        try
        {
            const auto code = replayOne (record);
            worst = worst == ExitCode::failed || code == ExitCode::success ? worst : code;
        }
        catch (const std::invalid_argument& unusable)
        {
            throw UsageError (record + ": " + unusable.what());
        }
    }

    return worst;
}

} // namespace parlando
