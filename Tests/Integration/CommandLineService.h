#pragma once

#include "ScriptedService.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parlando::testing
{

/** Answers every typed turn with half a second of sound and `words`, a turn of the wire's own order. */
class CommandLineService
{
public:
    static constexpr std::uint64_t samplesInAnswer = 12'000;

    explicit CommandLineService (std::string words = "Well said.")
        : answer (std::move (words)),
          service ([this] (ScriptedService::Connection&, const nlohmann::json& setup)
                   { isTold = setup.at ("setup").contains ("historyConfig"); },
                   [this] (ScriptedService::Connection& connection, const nlohmann::json& message)
                   { take (connection, message); })
    {
    }

    std::string url() const { return service.url(); }
    std::vector<nlohmann::json> messages() const { return service.messages(); }
    std::uint64_t samplesHeard() const { return service.samplesHeard(); }

    /** The first message: what the program asked for. */
    nlohmann::json setup() const { return service.messages().at (0).at ("setup"); }

private:
    void take (ScriptedService::Connection& connection, const nlohmann::json& message)
    {
        // What was said before is no question.
        if (! message.contains ("clientContent") || std::exchange (isTold, false))
            return;

        const nlohmann::json words{{"serverContent", {{"outputTranscription", {{"text", answer}}}}}};
        connection.sendBinary (words.dump());
        connection.sendBinary (ScriptedService::audio (std::vector<std::int16_t> (samplesInAnswer, 1000)));
        connection.sendBinary (ScriptedService::content ("generationComplete"));
        connection.sendBinary (ScriptedService::content ("turnComplete"));

        // By itself: where it is shown, the turn is known to be over.
        connection.sendBinary (R"({"usageMetadata":{"totalTokenCount":7}})");
    }

    std::string answer;
    bool isTold = false;     // server's thread
    ScriptedService service; // last: stops before what its callbacks use
};

} // namespace parlando::testing
