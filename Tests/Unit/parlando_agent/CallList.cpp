#include <Support/WaitUntil.h>
#include <parlando_agent/CallList.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>

using namespace parlando;
using parlando::testing::waitUntil;

namespace
{

using Calls = CallList<std::function<void()>>;

void callAll (Calls& calls)
{
    calls.call ([] (Calls::Id, std::function<void()>& each) { each(); });
}

/** What is called on a thread of its own and stays in its call until it is let go. */
class HeldCall
{
public:
    explicit HeldCall (Calls& calls)
        : id (calls.add (
              [this]
              {
                  isIn = true;
                  waitUntil ([this] { return mayGo.load(); });

                  // Whoever waits for this has time to show that they do not.
                  for (int i = 0; i < 2'000; ++i)
                      std::this_thread::yield();

                  hasReturned = true;
              })),
          caller ([&calls] { callAll (calls); })
    {
        waitUntil ([this] { return isIn.load(); });
    }

    ~HeldCall()
    {
        mayGo = true;
        caller.join();
    }

    std::atomic<bool> isIn{false}, mayGo{false}, hasReturned{false};
    const Calls::Id id;

private:
    std::thread caller;
};

} // namespace

TEST_CASE ("A list calls what it has in the order of adding")
{
    Calls calls;
    std::string order;
    const auto add = [&] (char name) { return calls.add ([&order, name] { order += name; }); };
    add ('a');
    const auto b = add ('b');
    add ('c');
    callAll (calls);
    calls.remove (b);
    calls.remove (b);
    calls.remove ({});
    add ('d');
    callAll (calls);
    CHECK (order == "abcacd");
    CHECK (! calls.has (b));
}

TEST_CASE ("What is called may add and remove, itself too")
{
    Calls calls;
    std::string order;
    Calls::Id once{}, next{};
    once = calls.add (
        [&, held = std::make_shared<char> ('1')]
        {
            calls.remove (once);
            calls.remove (next);
            calls.add ([&order] { order += '3'; });
            order += *held; // still there
        });
    next = calls.add ([&order] { order += '2'; });
    callAll (calls);
    CHECK (order == "1");
    callAll (calls);
    CHECK (order == "13");
}

TEST_CASE ("All are called whatever one throws, which is thrown at the end")
{
    Calls calls;
    int count = 0;
    calls.add ([] { throw std::runtime_error ("first"); });
    calls.add ([] { throw std::logic_error ("second"); });
    calls.add ([&count] { ++count; });
    CHECK_THROWS_AS (callAll (calls), std::runtime_error);
    CHECK (count == 1);
    CHECK_THROWS_AS (callAll (calls), std::runtime_error);
    CHECK (count == 2);
}

TEST_CASE ("Who removes what is running on another thread waits for its return")
{
    Calls calls;
    HeldCall held (calls);
    std::atomic<bool> isRemoving{false}, wasStillIn{false};
    std::thread remover (
        [&]
        {
            isRemoving = true;
            calls.remove (held.id);
            wasStillIn = ! held.hasReturned;
        });
    waitUntil ([&] { return isRemoving.load(); });
    held.mayGo = true;
    remover.join();
    CHECK (! wasStillIn);
}

TEST_CASE ("Nobody else waits for what is running")
{
    Calls calls;
    const auto other = calls.add ([] {});
    HeldCall held (calls);
    const auto added = calls.add ([] {});
    calls.remove (other);
    calls.change (added, [] (std::function<void()>&) {});
    CHECK (calls.has (held.id));
    CHECK (! held.hasReturned);
}

TEST_CASE ("What is removed while it runs is gone before its remover goes on")
{
    Calls calls;
    std::atomic<bool> isIn{false}, mayGo{false}, isGone{false};
    Calls::Id id{};
    {
        const auto goSlowly = [&isGone] (const int* owned)
        {
            delete owned;

            for (int i = 0; i < 2'000; ++i)
                std::this_thread::yield();

            isGone = true;
        };
        id = calls.add (
            [&, owned = std::shared_ptr<int> (new int (1), goSlowly)]
            {
                isIn = true;
                calls.remove (id);
                waitUntil ([&] { return mayGo.load(); });
            });
    }
    std::thread caller ([&] { callAll (calls); });
    waitUntil ([&] { return isIn.load(); });
    mayGo = true;
    calls.remove (id);
    CHECK (isGone);
    caller.join();
}
