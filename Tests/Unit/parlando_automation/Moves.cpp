#include "StubHost.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Moves on a host, with a clock of its own. */
struct Desk
{
    StubHost host;
    std::map<std::uint64_t, ToolOutcome> answers;
    int answered = 0;
    Moves moves{host, [this] (std::uint64_t call, ToolOutcome outcome)
                {
                    ++answered;
                    answers[call] = std::move (outcome);
                }};
    Instant now{};
    HostTransport transport;
    std::uint64_t lastCall = 0;

    Desk() { moves.setControls (controlsOf (studio(), {})); }

    std::uint64_t call (std::vector<MoveRequest::Target> targets, RampTime ramp = {}, std::uint64_t turn = 1)
    {
        const auto id = ++lastCall;
        moves.begin (now, id, turn, {"call " + std::to_string (id), std::move (targets), ramp}, transport);
        return id;
    }

    void run (Milliseconds time)
    {
        for (const auto end = now + time; now < end;)
        {
            now += 10ms;
            moves.tick (now, transport);
        }
    }

    bool hasAnswer (std::uint64_t call) const { return answers.contains (call); }
    const nlohmann::json& answerTo (std::uint64_t call) const { return answers.at (call).response; }
};

} // namespace

TEST_CASE ("A call is one gesture, and its answer has the values before and after")
{
    Desk desk;
    desk.host.values[0] = 0.2;
    const auto call = desk.call ({{0, 40.0}});
    CHECK (desk.host.gestures == std::vector<std::string>{"begin 0", "end 0"});
    CHECK (desk.host.values[0] == Approx (0.4));
    CHECK (desk.answerTo (call) ==
           nlohmann::json{{"status", "ok"}, {"control", "Reverb send"}, {"before", 20}, {"after", 40}, {"unit", "%"}});
    CHECK_FALSE (desk.moves.isBusy());
}

TEST_CASE ("Several controls of one call move together, and are told one by one")
{
    Desk desk;
    const auto call = desk.call ({{0, 40.0}, {2, 1.0}});
    CHECK (desk.answerTo (call)["changes"][1] ==
           nlohmann::json{{"control", "Scene"}, {"before", "Verse"}, {"after", "Chorus"}});
}

TEST_CASE ("A ramp is one gesture with a value every tick, straight, and ends exactly where it was sent")
{
    Desk desk;
    const auto call = desk.call ({{0, 80.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (500ms);
    CHECK (desk.host.values[0] == Approx (0.4).margin (0.01));
    CHECK_FALSE (desk.hasAnswer (call));
    desk.run (600ms);
    CHECK (desk.host.gestures == std::vector<std::string>{"begin 0", "end 0"});
    CHECK (desk.host.recorded.size() == 100);
    CHECK (desk.host.recorded.back().value == 0.8);

    for (std::size_t i = 1; i < desk.host.recorded.size(); ++i)
        CHECK (desk.host.recorded[i].value - desk.host.recorded[i - 1].value == Approx (0.008));

    CHECK (desk.answerTo (call)["after"] == 80);
}

TEST_CASE ("Ramps in beats and bars follow the host's tempo as it changes")
{
    Desk desk;
    desk.transport = playingAt (120.0);

    SECTION ("beats")
    {
        desk.call ({{0, 100.0}}, {4.0, RampTime::Unit::beats});
        desk.run (1s); // two beats
        CHECK (desk.host.values[0] == Approx (0.5).margin (0.01));
        desk.transport = playingAt (60.0);
        desk.run (1s); // one more
        CHECK (desk.host.values[0] == Approx (0.75).margin (0.01));
    }

    SECTION ("bars of three quarters")
    {
        desk.call ({{0, 100.0}}, {2.0, RampTime::Unit::bars});
        desk.run (1'500ms);
        CHECK (desk.host.values[0] == Approx (0.5).margin (0.01));
    }
}

TEST_CASE ("A musical ramp in a host without a tempo is refused, and nothing moves")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}}, {1.0, RampTime::Unit::bars});
    CHECK_THAT (desk.answerTo (call)["error"].get<std::string>(), ContainsSubstring ("no tempo"));
    CHECK (desk.answerTo (call)["retryable"] == true);
    CHECK (desk.host.gestures.empty());
}

TEST_CASE ("A long ramp is answered while it moves, and goes on")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}}, {20'000.0, RampTime::Unit::milliseconds});
    desk.run (600ms);
    CHECK (desk.answerTo (call)["status"] == "moving");
    CHECK (desk.answerTo (call)["seconds_left"].get<double>() == Approx (19.5).margin (0.2));
    desk.run (21s);
    CHECK (desk.host.values[0] == 1.0);
    CHECK (desk.answered == 1);
}

TEST_CASE ("Where the host keeps a control the answer is no success, and says where it is")
{
    Desk desk;
    desk.transport = playingAt (120.0);
    desk.host.values[0] = 0.25;
    desk.host.held[0] = 0.25;
    const auto call = desk.call ({{0, 40.0}});
    CHECK_FALSE (desk.hasAnswer (call)); // its automation may come over it yet
    desk.run (40ms);
    CHECK (desk.answers.at (call).isError);
    CHECK (desk.answerTo (call)["after"] == 25);
    CHECK_THAT (desk.answerTo (call)["error"].get<std::string>(),
                ContainsSubstring ("Reverb send is at 25 % and not at 40 %"));
}

TEST_CASE ("A host that puts its automation over a move within two blocks is noticed")
{
    Desk desk;
    desk.transport = playingAt (120.0);
    const auto call = desk.call ({{0, 40.0}});
    desk.run (20ms);
    desk.host.values[0] = 0.1;
    desk.run (20ms);
    CHECK (desk.answers.at (call).isError);
    CHECK (desk.answerTo (call)["after"] == 10);
}

TEST_CASE (
    "A host in touch mode records the move, and has its automation back when the gesture is over: that is a success")
{
    Desk desk;
    desk.transport = playingAt (120.0);
    desk.host.touched[0] = 0.1;
    const auto call = desk.call ({{0, 40.0}}, {100.0, RampTime::Unit::milliseconds});
    desk.run (200ms);
    CHECK (desk.answerTo (call)["status"] == "ok");
    CHECK (desk.answerTo (call)["after"] == 40);
    CHECK (desk.host.values[0] == 0.1);
}

TEST_CASE ("A hand on the control wins over a ramp")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (300ms);
    desk.host.values[0] = 0.9;
    desk.run (50ms);
    CHECK (desk.host.values[0] == 0.9);
    CHECK (desk.host.openGestures == 0);
    CHECK_THAT (desk.answerTo (call)["error"].get<std::string>(), ContainsSubstring ("by hand"));
    CHECK (desk.moves.lastChange().empty()); // not ours to undo
}

TEST_CASE ("A host that hands back an older value of the ramp is no hand on the control")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}}, {1'000.0, RampTime::Unit::milliseconds});

    for (int i = 0; i < 95; ++i)
    {
        desk.run (10ms);
        desk.host.values[0] = std::max (0.0, desk.host.values[0] - 0.03);
    }

    desk.run (100ms);
    CHECK (desk.answerTo (call)["status"] == "ok");
}

TEST_CASE ("A later call takes the control from an earlier one, and both are told the truth")
{
    Desk desk;
    const auto first = desk.call ({{0, 100.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (500ms);
    const auto second = desk.call ({{0, 0.0}}, {500.0, RampTime::Unit::milliseconds});
    desk.run (600ms);
    CHECK (desk.host.gestures == std::vector<std::string>{"begin 0", "end 0", "begin 0", "end 0"});
    CHECK_THAT (desk.answerTo (first)["error"].get<std::string>(), ContainsSubstring ("a later call"));
    CHECK (desk.answerTo (second)["after"] == 0);
    CHECK (desk.answerTo (second)["before"].get<double>() == Approx (50.0).margin (1.5));
}

TEST_CASE ("A cancelled call puts back what it moved, in its gesture, and is not answered")
{
    Desk desk;
    desk.host.values[0] = 0.3;
    const auto call = desk.call ({{0, 100.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (500ms);
    desk.moves.cancel (call);
    CHECK (desk.host.values[0] == 0.3);
    CHECK (desk.host.gestures == std::vector<std::string>{"begin 0", "end 0"});
    desk.run (1s);
    CHECK (desk.answered == 0);
    CHECK (desk.host.values[0] == 0.3);
}

TEST_CASE ("Undo takes back the calls of one turn together, and one turn after the other")
{
    Desk desk;
    desk.call ({{0, 10.0}}, {}, 1);
    desk.call ({{0, 20.0}}, {}, 2);
    desk.call ({{2, 2.0}}, {}, 2);
    desk.call ({{0, 30.0}}, {}, 2);
    CHECK (desk.moves.lastChange() == "Reverb send, Scene");
    desk.moves.undo (100);
    CHECK (desk.host.values[0] == Approx (0.1));
    CHECK (desk.host.values[2] == 0.0);
    CHECK (desk.answerTo (100)["undone"].size() == 2);
    desk.moves.undo (101);
    CHECK (desk.host.values[0] == 0.0);
    desk.moves.undo (102);
    CHECK_THAT (desk.answerTo (102)["error"].get<std::string>(), ContainsSubstring ("no change left"));
}

TEST_CASE ("Undo ends a ramp that is under way and takes it back")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (500ms);
    desk.moves.undo (100);
    CHECK (desk.host.values[0] == 0.0);
    CHECK (desk.answers.at (call).isError);
    desk.run (1s);
    CHECK (desk.host.values[0] == 0.0);
    CHECK (desk.host.openGestures == 0);
}

TEST_CASE ("Undo leaves what a hand has moved since")
{
    Desk desk;
    desk.call ({{0, 40.0}, {2, 1.0}});
    desk.host.values[0] = 0.7;
    desk.moves.undo (100);
    CHECK (desk.host.values[0] == 0.7);
    CHECK (desk.host.values[2] == 0.0);
    CHECK (desk.answerTo (100)["kept_because_moved_since"] == nlohmann::json ({"Reverb send"}));
}

TEST_CASE ("What is broken off ends its gestures where they are, and every call has its answer")
{
    Desk desk;
    const auto call = desk.call ({{0, 100.0}, {1, 20'000.0}}, {1'000.0, RampTime::Unit::milliseconds});
    desk.run (500ms);
    desk.moves.abandon ("A project was opened.");
    CHECK (desk.host.openGestures == 0);
    CHECK (desk.answerTo (call)["error"] == "A project was opened.");
    CHECK (desk.host.values[0] == Approx (0.5).margin (0.01));
    CHECK_FALSE (desk.moves.isBusy());
}

TEST_CASE ("No value is ever set outside a gesture, and no gesture stays open")
{
    Desk desk;

    for (int i = 0; i < 300; ++i)
    {
        const auto control = static_cast<std::size_t> (i % 4);
        const auto call = desk.call ({{control, control == 1 ? 500.0 : static_cast<double> (i % 2)}},
                                     {static_cast<double> ((i * 37) % 900), RampTime::Unit::milliseconds},
                                     static_cast<std::uint64_t> (i / 5));
        desk.run (Milliseconds ((i * 13) % 200));

        if (i % 7 == 0)
            desk.moves.cancel (call);

        if (i % 31 == 0)
            desk.moves.undo (1'000'000);
    }

    desk.run (2s);
    CHECK_FALSE (desk.host.wasSetOutsideGesture);
    CHECK (desk.host.openGestures == 0);
}
