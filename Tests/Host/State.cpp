#include "Recording.h"
#include "SavedState.h"
#include "Support/HostileJson.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

namespace parlando::testing
{

namespace
{

const char* const savedNames[] = {
    "Talk mode",         "Allow tools",       "Agent hears",          "Microphone mute",   "Input gain",
    "Voice gain",        "Dry gain",          "Duck amount",          "Duck attack",       "Duck release",
    "Loudspeakers play", "Voice duck amount", "Voice duck threshold", "Voice duck attack", "Voice duck release",
    "Clean-up"};

/** Every saved parameter somewhere else than by default, and played, so that the plugin knows it in every format. */
void turnEverything (Track& track, int seed)
{
    juce::Random random (seed);

    for (const auto* name : savedNames)
        track.set (name, random.nextFloat());

    for (int i = 0; i < 4; ++i)
        track.block();
}

/** What the plugin holds now, in its own words. */
nlohmann::json valuesOf (Track& track) { return SavedState (track).json()["parameters"]; }

template <typename Format>
struct Other
{
    using type = VST3;
};

template <>
struct Other<VST3>
{
    using type = LV2;
};

} // namespace

TEMPLATE_TEST_CASE ("A state that is opened and saved again has the same bytes", "", VST3, LV2)
{
    for (int seed = 1; seed <= 5; ++seed)
    {
        CAPTURE (seed);
        const auto track = Track::make<TestType>();
        turnEverything (*track, seed);
        const SavedState first (*track);
        SavedState::restore (*track, first.bytes());
        CHECK (SavedState (*track).bytes() == first.bytes());

        const auto another = Track::make<TestType>();
        CHECK_FALSE (SavedState (*another).own() == first.own());
        SavedState::restore (*another, first.bytes());
        CHECK (SavedState (*another).bytes() == first.bytes());
    }
}

TEMPLATE_TEST_CASE ("A state may move between the formats and has the same bytes there", "", VST3, LV2)
{
    using Target = typename Other<TestType>::type;
    const auto from = Track::make<TestType>();
    turnEverything (*from, 9);

    // An LV2 is bypassed by a port of the host's, which is no part of the plugin's state.
    if (! from->isLv2)
        from->bypass (true);

    from->block();
    const auto own = SavedState (*from).own();

    const auto to = Track::make<Target>();
    SavedState::restore (*to, SavedState (*to).with (own));
    CHECK (SavedState (*to).own() == own);
    to->block();
    CHECK (SavedState (*to).own() == own);
}

TEMPLATE_TEST_CASE ("A state is there as soon as the host has handed it over, from any thread, while audio plays", "",
                    VST3, LV2)
{
    const auto source = Track::make<TestType>();
    const auto plain = SavedState (*source).bytes();
    const auto plainValues = valuesOf (*source);
    turnEverything (*source, 3);
    const auto turned = SavedState (*source).bytes();
    const auto turnedValues = valuesOf (*source);
    REQUIRE (plainValues != turnedValues);

    const auto track = Track::make<TestType>();
    track->feed = noise();
    track->play (false);
    std::atomic<int> wrong{0}, rounds{0};
    std::atomic<bool> isDone{false};

    // JUCE's VST3 hosting asks the message thread for its lock first; what it calls of the plugin is here.
    std::thread project (
        [&]
        {
            for (int i = 0; i < 50; ++i)
            {
                const auto takesTurned = i % 2 == 0;
                SavedState::restore (*track, takesTurned ? turned : plain);
                wrong += valuesOf (*track) != (takesTurned ? turnedValues : plainValues) ? 1 : 0;
                ++rounds;
            }

            isDone = true;
        });

    CHECK (dispatchUntil ([&] { return isDone.load(); }));
    CHECK (rounds == 50);
    CHECK (track->blocks() > 0);
    project.join();
    CHECK (wrong == 0);
}

TEMPLATE_TEST_CASE ("No key is in a state", "", VST3, LV2)
{
    constexpr auto key = "AIzaSecretSecretSecretSecretSecretSecret";
    ::setenv ("GOOGLE_API_KEY", key, 1);
    HostService service;
    const auto track = Track::make<TestType>();
    track->play();
    REQUIRE (track->connect (service));
    track->stop();
    const SavedState state (*track);
    ::unsetenv ("GOOGLE_API_KEY");

    for (const auto& secret : {std::string (key), service.url(), std::string ("127.0.0.1")})
    {
        CHECK (state.own().find (secret) == std::string::npos);
        CHECK_FALSE (state.bytes().toString().contains (secret));
    }
}

TEMPLATE_TEST_CASE ("What a newer release adds to a state of this schema is passed over", "", VST3, LV2)
{
    const auto track = Track::make<TestType>();
    turnEverything (*track, 4);
    const SavedState saved (*track);
    auto json = saved.json();
    json["parameters"]["shimmer"] = 0.25;
    json["settings"]["shimmer"] = "bright";
    json["shimmer"] = {1, 2, 3};

    const auto other = Track::make<TestType>();
    SavedState::restore (*other, saved.with (json.dump()));
    CHECK (SavedState (*other).own() == saved.own());
}

TEMPLATE_TEST_CASE ("A broken state leaves everything as it was", "", VST3, LV2)
{
    const auto track = Track::make<TestType>();
    track->feed = noise();
    turnEverything (*track, 6);
    const SavedState saved (*track);
    const auto own = saved.own();

    auto foreign = saved.json(), newer = saved.json(), noNumber = saved.json(), noParameters = saved.json(),
         wrongTool = saved.json(), wrongSchema = saved.json(), reset = saved.json();
    foreign["product"] = "Andante";
    newer["schema"] = 2;
    wrongSchema["schema"] = "one";
    noNumber["parameters"]["dry_gain"] = "loud";
    noParameters.erase ("parameters");
    wrongTool["settings"]["tools"] = {"format_disk"};
    reset["parameters"] = nlohmann::json::object();

    std::vector<std::string> broken = {" ",
                                       "{}",
                                       "null",
                                       "[]",
                                       std::string ("\xff\xfe\x00\x01", 4),
                                       foreign.dump(),
                                       newer.dump(),
                                       wrongSchema.dump(),
                                       noNumber.dump(),
                                       noParameters.dump(),
                                       wrongTool.dump(),
                                       reset.dump() + std::string (17'000'000, ' '),
                                       std::string (100'000, '['),
                                       R"({"product":)" + std::string (100'000, '{')};
    juce::Random random (5);

    for (int i = 0; i < 20; ++i)
        broken.push_back (own.substr (0, static_cast<std::size_t> (random.nextInt (static_cast<int> (own.size())))));

    for (int i = 0; i < 20; ++i)
    {
        std::string bytes (static_cast<std::size_t> (1 + random.nextInt (4'000)), ' ');
        for (auto& byte : bytes)
            byte = static_cast<char> (random.nextInt (256));
        broken.push_back (bytes);
    }

    for (const auto& bytes : broken)
    {
        CAPTURE (bytes.substr (0, 60), bytes.size());
        SavedState::restore (*track, saved.with (bytes));
        track->block();
        CHECK (SavedState (*track).own() == own);
    }

    // As the hosts themselves hold it.
    for (const auto& bytes : {std::string(), std::string ("nonsense"), std::string (5'000, '\x80')})
    {
        SavedState::restore (*track, {bytes.data(), bytes.size()});
        CHECK (SavedState (*track).own() == own);
    }

    // The test would notice: the same without the dirt is a state that changes everything.
    SavedState::restore (*track, saved.with (reset.dump()));
    CHECK (SavedState (*track).own() != own);
}

TEMPLATE_TEST_CASE ("A state of nested brackets, or with a size that is not its own, leaves everything as it was", "",
                    VST3, LV2)
{
    const auto track = Track::make<TestType>();
    turnEverything (*track, 7);
    const SavedState saved (*track);
    const auto own = saved.own();

    for (const auto& deep : deepValues())
    {
        SavedState::restore (
            *track, saved.with (R"({"product":"Parlando","schema":1,"parameters":{},"settings":)" + deep + "}"));
        CHECK (SavedState (*track).own() == own);
    }

    // JUCE makes room for as many bytes as an LV2's state says that it has; of a VST3's its host has counted them.
    if (track->isLv2)
        for (const auto* code :
             {"-1.AAAA", "-2147483648.", "2147483647.AAAA", "99999999999999999999.", " 5.AAAA", ".", "-1."})
        {
            SavedState::restore (*track, saved.withCode (code));
            CHECK (SavedState (*track).own() == own);
        }
}

} // namespace parlando::testing
