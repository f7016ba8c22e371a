#include "StubHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <thread>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace
{

/** All tools of a layout, with a message thread that always answers. */
struct Rig
{
    StubHost host;
    MoveDesk desk{host, [] {}};
    HostTransport transport;
    bool isAllowed = true;
    std::vector<std::pair<std::string, bool>> asked; // preview, mustAsk
    std::vector<std::shared_ptr<Tool>> tools;
    std::jthread messages;

    explicit Rig (const ToolLayout& layout = studio())
    {
        desk.setControls (controlsOf (layout, {{"voice_gain", percent ("Voice gain")}}));
        desk.work (Instant::clock::now(), {});
        tools = makeAutomationTools (
            layout, {desk, host, [this] { return transport; },
                     [this] (const std::string&, const std::string& preview, bool mustAsk, ToolContext&)
                     {
                         asked.emplace_back (preview, mustAsk);
                         return isAllowed;
                     }});
        messages = std::jthread (
            [this] (const std::stop_token& stop)
            {
                while (! stop.stop_requested())
                {
                    desk.work (Instant::clock::now(), transport);
                    std::this_thread::yield();
                }
            });
    }

    std::vector<std::string> names() const
    {
        std::vector<std::string> names;

        for (const auto& tool : tools)
            names.push_back (tool->declaration().name);

        return names;
    }

    Tool& tool (const std::string& name) const
    {
        for (const auto& each : tools)
            if (each->declaration().name == name)
                return *each;

        FAIL ("no tool " << name);
        throw std::logic_error (name);
    }

    Json call (const std::string& name, const Json& arguments = Json::object())
    {
        ToolContext context{{}, Instant::max(), 1};
        return tool (name).call (arguments, context).response;
    }
};

} // namespace

TEST_CASE ("A layout without names has no tools at all") { CHECK (Rig (ToolLayout()).tools.empty()); }

TEST_CASE ("A layout gives the tools for what may be moved, read and undone")
{
    auto layout = studio();
    layout.slots[3].access = ControlAccess::read;
    layout.own["voice_gain"] = ControlAccess::move;
    layout.tellsTransport = true;
    CHECK (Rig (layout).names() == std::vector<std::string>{"set_reverb_send", "set_filter_cutoff", "set_scene",
                                                            "set_voice_gain", "get_parameters", "undo_last_change",
                                                            "get_transport"});
}

TEST_CASE ("A call moves the control after the person was shown what would happen")
{
    Rig rig;
    CHECK (rig.call ("set_reverb_send", {{"value", 40}})["after"] == 40);
    CHECK (rig.asked.back() == std::pair (std::string ("Reverb send to 40 % (now 0 %)"), false));
    CHECK (rig.call ("undo_last_change")["undone"][0]["after"] == 0);
    CHECK (rig.host.values[0] == 0.0);
}

TEST_CASE ("What the person did not allow is not moved, and a control may always ask")
{
    auto layout = studio();
    layout.slots[0].access = ControlAccess::ask;
    Rig rig (layout);
    rig.isAllowed = false;
    CHECK_THAT (rig.call ("set_reverb_send", {{"value", 40}})["error"].get<std::string>(),
                ContainsSubstring ("did not allow"));
    CHECK (rig.asked.back().second);
    CHECK (rig.host.gestures.empty());
}

TEST_CASE ("get_parameters tells what may be read, as it is now")
{
    auto layout = studio();
    layout.slots[1].access = ControlAccess::off;
    layout.slots[2].access = ControlAccess::read;
    Rig rig (layout);
    rig.host.values[0] = 0.125;
    const auto parameters = rig.call ("get_parameters")["parameters"];
    REQUIRE (parameters.size() == 3);
    CHECK (parameters[0] == Json{{"name", "Reverb send"},
                                 {"value", 12.5},
                                 {"unit", "%"},
                                 {"minimum", 0.0},
                                 {"maximum", 100.0},
                                 {"may_move", "yes"}});
    CHECK (parameters[1] ==
           Json{{"name", "Scene"}, {"value", "Verse"}, {"choices", {"Verse", "Chorus", "Bridge"}}, {"may_move", "no"}});
}

TEST_CASE ("get_transport counts as people do, and says what the host does not tell")
{
    auto layout = studio();
    layout.tellsTransport = true;
    Rig rig (layout);
    CHECK (rig.call ("get_transport")["told"] == false);
    rig.transport = playingAt (92.5);
    rig.transport.bar = 4.0;
    rig.transport.beats = 13.0;
    rig.transport.barStart = 12.0;
    const auto told = rig.call ("get_transport");
    CHECK (told["tempo_bpm"] == 92.5);
    CHECK (told["meter"] == "3/4");
    CHECK (told["bar"] == 5.0);
    CHECK (told["beat"] == 2.0);
    CHECK (told["playing"] == true);
    CHECK (told["seconds"].is_null());
    CHECK (told["not_told"] == Json ({"seconds"}));
}

TEST_CASE ("Knobs are silent and reports wait for a pause, unless the layout says otherwise")
{
    auto layout = studio();
    layout.functions.push_back ({"announce", "", {{"x", "", "slot01"}}, false, Scheduling::interrupt});
    Rig rig (layout);
    CHECK (rig.tool ("set_scene").scheduling() == Scheduling::silent);
    CHECK (rig.tool ("get_parameters").scheduling() == Scheduling::whenIdle);
    CHECK (rig.tool ("announce").scheduling() == Scheduling::interrupt);
}
