#include "Commands.h"
#include "HistoryFile.h"
#include "KeptTalk.h"
#include "ServiceAccess.h"
#include "TalkRun.h"
#include "TalkSetup.h"

#include <utility>

namespace parlando
{

ExitCode talk (const TalkOptions& options)
{
    options.check();

    LiveAgent::Options agent;
    agent.tools = makeTools (options.tools, options.toolCommands, options.service.passed);
    auto setup = makeSetup (options);
    const auto turnDetection = takeTurnDetection (options, setup);
    agent.provider = gemini::geminiLive();
    agent.agent = gemini::definitionOf (setup);
    agent.agent.turnDetection = turnDetection;
    KeptTalk kept (options);
    HistoryFile history (kept.goesOn() ? std::string() : options.history);
    agent.earlier = kept.goesOn() ? kept.earlier().transcript : history.read();
    agent.prices = makePrices (options, setup.model);
    agent.cap = {options.capTokens, options.capCost};
    setAccess (agent, options.service);
    agent.losslessCapture = ! options.wantsDevices();
    agent.reconnects = ! options.noReconnect;

    auto redactor = Redactor().withSecret (agent.credential).withProxy (agent.endpoint.proxy);

    try
    {
        return TalkRun (options, std::move (agent), std::move (redactor), history, kept).hold();
    }
    catch (const Interruption&)
    {
        return StopSignal::exitCode();
    }
}

} // namespace parlando
