// Any bytes as a conversation that was kept, and as a price table: taken or refused with a sentence; what is taken is
// written so that it reads the same.

#include "Input.h"

#include <parlando_session/PriceTable.h>
#include <parlando_session/Transcript.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace
{

void requireSentence (const std::invalid_argument& refusal)
{
    if (refusal.what()[0] == '\0')
        std::abort();
}

void readHistory (std::string_view text)
{
    try
    {
        const auto transcript = parlando::readTranscript (text);
        const auto written = parlando::toJsonText (transcript);

        if (parlando::toJsonText (parlando::readTranscript (written)) != written)
            std::abort();

        for (const auto& entry : transcript.entries)
            if (parlando::heardText (entry).size() > entry.text.size())
                std::abort();

        parlando::toSrt (transcript);
        parlando::toVtt (transcript);
        parlando::toText (transcript);
    }
    catch (const std::invalid_argument& refusal)
    {
        requireSentence (refusal);
    }
}

void readPrices (std::string_view text)
{
    try
    {
        const auto prices = parlando::PriceTable::parse (text);
        parlando::TokenUsage usage;
        usage.input.byKind.fill (1'000'000'000'000);
        const auto cost = prices.estimate ("gemini-3.8-live", usage);

        if (cost && ! (*cost >= 0.0 && std::isfinite (*cost)))
            std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        requireSentence (refusal);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = parlando::fuzz::textOf (bytes, size);
    readHistory (text);
    readPrices (text);
    return 0;
}
