#include "Commands.h"
#include "ServiceAccess.h"
#include "TalkRun.h"
#include "TalkSetup.h"
#include "TranscriptFile.h"

#include <csignal>
#include <utility>

namespace parlando
{

ExitCode talk (const TalkOptions& options)
{
    options.check();

    LiveAgent::Options agent;
    agent.tools = makeTools (options.tools, options.toolCommands, options.service.passed);
    agent.setup = makeSetup (options);
    agent.earlier = readHistory (options.history);
    agent.prices = makePrices (options, agent.setup.model);
    agent.cap = {options.capTokens, options.capCost};
    setAccess (agent, options.service);
    agent.losslessCapture = ! options.wantsDevices();
    agent.reconnects = ! options.noReconnect;

    auto redactor = Redactor().withSecret (agent.credential).withProxy (agent.endpoint.proxy);

    try
    {
        return TalkRun (options, std::move (agent), std::move (redactor)).hold();
    }
    catch (const Interruption&)
    {
        return StopSignal::received() == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
    }
}

} // namespace parlando
