#include "RecordedOpening.h"

#include "DefinitionJson.h"
#include "RecordFields.h"
#include "WireRecord.h"

#include <tuple>

namespace parlando
{
namespace
{

int positiveIn (const nlohmann::json& json, const char* name, int most)
{
    const auto value = wholeIn<int> (json, name);

    if (value < 1 || value > most)
        throw std::invalid_argument (std::string (name) + " is out of range");

    return value;
}

Milliseconds lengthIn (const nlohmann::json& json, const char* name)
{
    const auto value = wholeIn<std::int64_t> (json, name);

    if (value < 0 || value > 86'400'000)
        throw std::invalid_argument (std::string (name) + " is out of range");

    return Milliseconds (value);
}

double numberFrom (const nlohmann::json& json, const char* name)
{
    const auto& value = memberIn (json, name);

    if (! value.is_number())
        throw std::invalid_argument (std::string (name) + " is no number");

    return value.get<double>();
}

Session::Options readSession (const nlohmann::json& json)
{
    Session::Options options;
    options.agent = readAgentDefinition (memberIn (json, "definition"));
    options.setupTimeout = lengthIn (json, "setupTimeoutMs");
    options.farewellTimeout = lengthIn (json, "farewellTimeoutMs");
    options.farewellSilence = lengthIn (json, "farewellSilenceMs");
    options.losslessMicrophone = flagIn (json, "losslessMicrophone");
    options.reconnects = flagIn (json, "reconnects");
    options.prices = PriceTable::parse (wordsIn (json, "prices"));
    options.seed = wholeIn<std::uint32_t> (json, "seed");
    options.cap.tokens = maybeIn<std::int64_t> (json, "capTokens", wholeIn<std::int64_t>);
    options.cap.cost = maybeIn<double> (json, "capCost", numberFrom);
    return options;
}

} // namespace

std::pair<int, int> readPrepared (const nlohmann::json& line)
{
    constexpr int most = 768'000;
    return {positiveIn (line, "sampleRate", most), positiveIn (line, "blockSize", most)};
}

RecordedOpening readRecordedOpening (const nlohmann::json& line)
{
    RecordedOpening opening;

    if (const auto version = wholeIn<std::uint64_t> (line, "version"); version != WireRecord::version)
        throw std::invalid_argument ("it was kept by another version of Parlando (its form is " +
                                     std::to_string (version) + ", and " + std::to_string (WireRecord::version) +
                                     " is known here); use that version.");

    const auto& place = memberIn (line, "endpoint");
    const auto& made = memberIn (line, "output");
    opening.provider = wordsIn (line, "provider");
    opening.endpoint.version = wordsIn (place, "version");
    opening.endpoint.place = wordsIn (place, "place");
    opening.hasVoice = flagIn (line, "voice");
    opening.session = readSession (memberIn (line, "session"));
    opening.output.samples = wholeIn<std::uint64_t> (made, "samples");
    std::tie (opening.output.sampleRate, opening.output.blockSize) = readPrepared (made);
    opening.lead = lengthIn (made, "leadMs");
    opening.mostWaiting = lengthIn (made, "mostWaitingMs");
    const auto origin = wholeIn<std::int64_t> (line, "originNs");

    if (origin < 0 || std::chrono::nanoseconds (origin) > longestRecord)
        throw std::invalid_argument ("its time is none that can be.");

    opening.origin = Instant (std::chrono::nanoseconds (origin));
    return opening;
}

} // namespace parlando
