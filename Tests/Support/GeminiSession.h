#pragma once

#include <parlando_gemini/GeminiWire.h>
#include <parlando_gemini/parlando_gemini.h>
#include <parlando_session/parlando_session.h>

#include <memory>
#include <string>
#include <utility>

namespace parlando::testing
{

using namespace gemini;

/** What a session with Gemini Live is made of: its setup by its own name. */
struct GeminiOptions : Session::Options
{
    Setup setup;
    std::string apiVersion = "v1beta";
    std::shared_ptr<const ToolRegistry> tools;
    TurnDetection turnDetection; /**< Beside what the setup says of it. */
};

inline Session makeSession (GeminiOptions options)
{
    options.agent = definitionOf (options.setup);
    options.agent.tools = options.tools;
    options.agent.turnDetection = options.turnDetection;
    return Session (std::move (options), std::make_unique<GeminiWire> (options.apiVersion, std::nullopt));
}

/** Another setup for a session that runs. */
inline SessionInput staged (const Setup& setup, std::shared_ptr<const ToolRegistry> tools = {})
{
    auto agent = definitionOf (setup);
    agent.tools = std::move (tools);
    return input::Stage{std::move (agent)};
}

} // namespace parlando::testing
