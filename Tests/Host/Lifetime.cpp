#include "Belongings.h"
#include "Track.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

// Another instance is there all the time: what JUCE shares among instances, its message thread and queue, is made by
// the first. An LV2 is prepared as soon as it is made, for which the first has started JUCE's one timer thread as well.
TEMPLATE_TEST_CASE ("An instance starts no thread and opens no socket or file until it is prepared", "", VST3, LV2)
{
    auto& formats = Formats::get();
    const auto first = formats.open<TestType> (48'000.0, 480);
    formats.open<TestType> (48'000.0, 480).reset();
    const auto before = belongings();

    auto instance = formats.open<TestType> (48'000.0, 480);
    CHECK (belongings() == before);
    instance.reset();
    CHECK (belongings() == before);
}

TEMPLATE_TEST_CASE ("Making an instance and destroying it takes less than 100 ms", "", VST3, LV2)
{
    auto& formats = Formats::get();
    const auto first = formats.open<TestType> (48'000.0, 480);
    auto shortest = std::chrono::steady_clock::duration::max();

    // The machine may be busy with something else: the shortest of some counts.
    for (int i = 0; i < 5; ++i)
    {
        const auto start = std::chrono::steady_clock::now();
        formats.open<TestType> (48'000.0, 480).reset();
        shortest = std::min (shortest, std::chrono::steady_clock::now() - start);
    }

    CHECK (shortest < std::chrono::milliseconds (100));
}

TEMPLATE_TEST_CASE ("A hundred instances come and go and leave nothing behind", "", VST3, LV2)
{
    const auto first = Track::make<TestType>();
    Track::make<TestType>()->block();
    const auto before = belongings();

    for (int i = 0; i < 100; ++i)
        Track::make<TestType>()->block();

    CHECK (belongings() == before);
}

} // namespace parlando::testing
