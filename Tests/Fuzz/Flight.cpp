// Any bytes as the record of a conversation's wire, also with checksums that are right and with a beginning that is:
// refused with a sentence, or run again to its end.

#include "Input.h"

#include <parlando_archive/JournalLine.h>
#include <parlando_archive/SessionReplay.h>
#include <parlando_gemini/parlando_gemini.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace
{

constexpr auto opening =
    R"({"event":"opened","format":"parlando wire","version":1,"originNs":1000000000000,"provider":"Gemini Live",)"
    R"("endpoint":{"version":"","place":""},"voice":false,"session":{"definition":{"model":"gemini-3.8-live",)"
    R"("voice":"","language":"","instructions":"","thinking":0,"turnDetection":{"start":0,"end":0,"interrupts":true},)"
    R"("own":{"inputAudioTranscription":{},"outputAudioTranscription":{},"sessionResumption":{}},"functions":[]},)"
    R"("setupTimeoutMs":15000,"farewellTimeoutMs":20000,"farewellSilenceMs":10000,"losslessMicrophone":false,)"
    R"("reconnects":true,"prices":"{\"tokens\":1,\"currency\":\"\",\"asOf\":\"\",\"models\":[]}","seed":1},)"
    R"("output":{"samples":0,"sampleRate":48000,"blockSize":480,"leadMs":200,"mostWaitingMs":600000}})";

void run (std::string text)
{
    try
    {
        parlando::WireReader reader (std::move (text), {1u << 20, 1u << 22});
        const auto result = parlando::SessionReplay (reader, *parlando::gemini::geminiLive()).run();

        if (result.first && result.first->sentence.empty())
            std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }
}

/** The same lines as a recorder would have made them, where they are JSON objects: else no input would pass. */
std::string signedLines (std::string_view text, std::string_view first)
{
    std::string record;
    std::uint64_t number = 0;

    if (! first.empty())
        record += parlando::makeJournalLine (++number, first);

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = std::min (text.find ('\n', at), text.size());
        const auto line = text.substr (at, end - at);
        record += line.size() > 2 && line.front() == '{' ? parlando::makeJournalLine (++number, line)
                                                         : std::string (line) + "\n";
        at = end + 1;
    }

    return record;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = parlando::fuzz::textOf (bytes, size);
    run (std::string (text));
    run (signedLines (text, {}));
    run (signedLines (text, opening));
    return 0;
}
