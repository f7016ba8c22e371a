#include "StubHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** The test's thread is the message thread. */
struct MessageThread
{
    StubHost host;
    std::mutex mutex;
    std::condition_variable woken;
    int wakes = 0;
    MoveDesk desk{host, [this]
                  {
                      const std::lock_guard lock (mutex);
                      ++wakes;
                      woken.notify_all();
                  }};
    Instant now = Instant::clock::now();

    MessageThread()
    {
        desk.setControls (controlsOf (studio(), {}));
        desk.work (now, {});
        wakes = 0;
    }

    void awaitWake (int count = 1)
    {
        std::unique_lock lock (mutex);
        REQUIRE (woken.wait_for (lock, 10s, [&] { return wakes >= count; }));
    }

    static MoveRequest send (double percentage, RampTime ramp = {})
    {
        return {"send " + std::to_string (percentage), {{0, percentage}}, ramp};
    }

    /** On a worker. */
    ToolOutcome move (MoveRequest request, std::stop_token stop = {})
    {
        ToolContext context{std::move (stop), {}, 1};
        return desk.move (std::move (request), desk.controls(), context);
    }
};

} // namespace

TEST_CASE ("A worker's call is moved by the message thread, and the worker has the answer")
{
    MessageThread messages;
    ToolOutcome outcome;
    std::thread worker ([&] { outcome = messages.move (MessageThread::send (40.0)); });
    messages.awaitWake();
    CHECK (messages.host.gestures.empty());
    CHECK_FALSE (messages.desk.work (messages.now, {}));
    worker.join();
    CHECK (outcome.response["after"] == 40);
    CHECK (messages.desk.lastChange() == "Reverb send");
}

TEST_CASE ("Without a message loop a call is withdrawn after its patience, and nothing is moved then or later")
{
    MessageThread messages;
    const auto outcome = messages.move (MessageThread::send (40.0));
    CHECK_THAT (outcome.response["error"].get<std::string>(), ContainsSubstring ("does not answer"));
    CHECK (outcome.response["retryable"] == true);
    messages.desk.work (messages.now, {});
    CHECK (messages.host.gestures.empty());
}

TEST_CASE ("A call that is told to stop on its way puts the control back")
{
    MessageThread messages;
    std::stop_source stop;
    std::thread worker (
        [&] {
            messages.move (MessageThread::send (100.0, {1'000.0, RampTime::Unit::milliseconds}), stop.get_token());
        });
    messages.awaitWake();
    CHECK (messages.desk.work (messages.now, {}));
    messages.desk.work (messages.now + 500ms, {});
    CHECK (messages.host.values[0] > 0.4);
    stop.request_stop();
    worker.join();
    CHECK_FALSE (messages.desk.work (messages.now + 510ms, {}));
    CHECK (messages.host.values[0] == 0.0);
    CHECK (messages.host.openGestures == 0);
}

TEST_CASE ("While a project is opened calls are refused, what moved has ended, and afterwards calls are taken again")
{
    MessageThread messages;
    ToolOutcome moving;
    std::thread worker (
        [&] {
            moving = messages.move (MessageThread::send (100.0, {1'000.0, RampTime::Unit::milliseconds}));
        });
    messages.awaitWake();
    messages.desk.work (messages.now, {});
    messages.desk.suspend ("A project was opened.");
    CHECK (messages.move (MessageThread::send (50.0)).response["error"] == "A project was opened.");
    messages.desk.resume();
    messages.host.values[0] = 0.77; // of the project
    CHECK_FALSE (messages.desk.work (messages.now + 10ms, {}));
    worker.join();
    CHECK (moving.response["error"] == "A project was opened.");
    CHECK (messages.host.values[0] == 0.77);
    CHECK (messages.host.openGestures == 0);

    ToolOutcome after;
    std::thread next ([&] { after = messages.move (MessageThread::send (50.0)); });
    messages.awaitWake (3);
    messages.desk.work (messages.now + 20ms, {});
    next.join();
    CHECK (after.response["after"] == 50);
}

TEST_CASE ("A call for controls that have been set up anew moves nothing")
{
    MessageThread messages;
    const auto old = messages.desk.controls();
    auto layout = studio();
    layout.slots[0].name = "Delay";
    messages.desk.setControls (controlsOf (layout, {}));
    ToolContext context{{}, {}, 1};
    const auto outcome = messages.desk.move (MessageThread::send (40.0), old, context);
    CHECK_THAT (outcome.response["error"].get<std::string>(), ContainsSubstring ("set up anew"));
    messages.desk.work (messages.now, {});
    CHECK (messages.host.gestures.empty());
}

TEST_CASE ("Closing answers every worker at once")
{
    MessageThread messages;
    ToolOutcome moving, waiting;
    std::thread first (
        [&] {
            moving = messages.move (MessageThread::send (100.0, {9'000.0, RampTime::Unit::milliseconds}));
        });
    messages.awaitWake();
    messages.desk.work (messages.now, {});
    std::thread second ([&] { waiting = messages.move (MessageThread::send (1.0)); });
    messages.awaitWake (2);
    messages.desk.close();
    first.join();
    second.join();
    CHECK (moving.isError);
    CHECK (waiting.isError);
    CHECK (messages.host.openGestures == 0);
}

TEST_CASE ("A thousand calls from many workers are each answered once, and no gesture stays open")
{
    MessageThread messages;
    std::atomic<int> answered{0}, moved{0}, running{8};
    std::vector<std::thread> workers;

    for (int worker = 0; worker < 8; ++worker)
        workers.emplace_back (
            [&, worker]
            {
                for (int i = 0; i < 125; ++i)
                {
                    ToolContext context{{}, {}, static_cast<std::uint64_t> (i)};
                    const auto control = static_cast<std::size_t> ((worker + i) % 4);
                    const auto outcome = messages.desk.move (
                        {"c" + std::to_string (worker * 1'000 + i), {{control, control == 1 ? 500.0 : 1.0}}, {}},
                        messages.desk.controls(), context);
                    ++answered;
                    moved += outcome.isError ? 0 : 1;
                }

                --running;
            });

    while (running > 0)
    {
        messages.desk.work (messages.now += 50ms, {});
        std::this_thread::yield();
    }

    for (auto& worker : workers)
        worker.join();

    CHECK (answered == 1'000);
    CHECK (moved >= 40); // ten of each of four controls
    CHECK (messages.host.openGestures == 0);
    CHECK_FALSE (messages.host.wasSetOutsideGesture);
}
