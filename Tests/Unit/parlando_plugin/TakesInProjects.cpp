// Takes in a project: what it carries, finds and refuses.

#include <Support/FileFolder.h>
#include <Support/WaitUntil.h>

#include <parlando_archive/VoiceFile.h>
#include <parlando_plugin/ProjectTakes.h>
#include <parlando_plugin/TakeDesk.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <future>
#include <random>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr int rate = 24'000;

std::vector<std::int16_t> voiceOf (unsigned seed, std::size_t samples = rate)
{
    std::mt19937 random (seed);
    std::vector<std::int16_t> voice (samples);

    for (auto& sample : voice)
        sample = static_cast<std::int16_t> (static_cast<int> (random() % 20'000) - 10'000);

    return voice;
}

/** A turn of a second, heard whole from a place on. */
void hear (ConversationTap& tap, std::uint64_t turn, std::int64_t place, std::size_t samples = rate)
{
    const auto voice = voiceOf (static_cast<unsigned> (turn), samples);
    VoicePlace heard{turn, 0, 0.0, {}};
    heard.host.isThere = heard.host.isPlaying = heard.host.hasSamples = true;
    heard.host.sampleRate = rate;
    heard.host.samples = place;
    tap.agentVoice (turn, voice, rate);
    tap.agentPlaced (heard);
    tap.agentHeard ({turn, samples, 0, {}, {}});
}

/** From a place on, at the rate of the voices. */
std::vector<float> played (TakeDesk& desk, std::int64_t from, std::size_t frames)
{
    REQUIRE (desk.waitUntilReady (rate, ReplayAnchor::samples, 10s));
    HostTransport host;
    host.isThere = host.isPlaying = host.hasSamples = true;
    host.sampleRate = rate;
    host.samples = from;
    std::vector<float> out (frames);
    desk.voice().render (out.data(), frames, host);
    return out;
}

bool isVoice (const std::vector<float>& heard, unsigned seed)
{
    const auto voice = voiceOf (seed, heard.size());

    return std::equal (heard.begin(), heard.end(), voice.begin(),
                       [] (float sample, std::int16_t expected)
                       { return sample == static_cast<float> (expected) / 32'768.0f; });
}

std::shared_ptr<ConversationTap> tapOf (TakeDesk& desk, const std::string& folder = {})
{
    return desk.makeTap ([folder] { return folder; });
}

bool isQuiet (const std::vector<float>& heard)
{
    return std::all_of (heard.begin(), heard.end(), [] (float sample) { return sample == 0.0f; });
}

} // namespace

TEST_CASE ("A turn is played again where it was heard, and nowhere else")
{
    TakeDesk desk;
    const auto tap = tapOf (desk);
    hear (*tap, 1, 100'000);
    CHECK (isVoice (played (desk, 100'000, rate), 1));
    CHECK (isQuiet (played (desk, 100'000 + rate, rate)));
    CHECK (isQuiet (played (desk, 100'000 - rate, rate)));
    CHECK (desk.view().takes == 1);
    CHECK (desk.view().seconds == 1.0);
}

TEST_CASE ("A project carries the sound of its takes, and another instance plays them from it")
{
    TakeDesk desk, other;
    const auto tap = tapOf (desk);
    hear (*tap, 1, 0);
    hear (*tap, 2, 50'000);
    const auto json = desk.toJson (true);
    CHECK (desk.toJson (true) == json);

    other.restore (json);
    CHECK (isVoice (played (other, 0, rate), 1));
    CHECK (isVoice (played (other, 50'000, rate), 2));
    CHECK (other.toJson (true) == json);
    CHECK (other.view().missing == 0);
}

TEST_CASE ("A project that carries no sound finds it where conversations are kept, wherever the folder went")
{
    const FileFolder place;
    const auto folder = place / "Parlando/2026-11-28 14.03 Hello";
    std::filesystem::create_directories (folder);
    int error = 0;
    const auto files = DiskFolder::open (folder, error);
    VoiceFile::create (files, "agent-0001.wav", rate, voiceOf (1), error);
    REQUIRE (error == 0);

    TakeDesk desk;
    const auto tap = tapOf (desk, folder);
    hear (*tap, 1, 0);
    const auto json = desk.toJson (false);
    CHECK_THAT (json.dump(), ContainsSubstring ("2026-11-28 14.03 Hello/agent-0001.wav"));
    CHECK (json.dump().find (place / "") == std::string::npos);
    CHECK_FALSE (json.contains ("voices"));

    TakeDesk other;
    other.restore (json);
    CHECK (isQuiet (played (other, 0, rate)));
    CHECK (other.view().missing == 1);

    SECTION ("at its place")
    {
        other.lookIn (place / "Parlando");
        CHECK (isVoice (played (other, 0, rate), 1));
    }

    SECTION ("under another name")
    {
        std::filesystem::rename (folder, place / "Parlando/Interview");
        std::filesystem::rename (place / "Parlando/Interview/agent-0001.wav", place / "Parlando/Interview/first.wav");
        other.lookIn (place / "Parlando");
        CHECK (isVoice (played (other, 0, rate), 1));
    }

    SECTION ("but not a file that was changed")
    {
        std::filesystem::remove (folder + "/agent-0001.wav");
        VoiceFile::create (files, "agent-0001.wav", rate, voiceOf (2), error);
        other.lookIn (place / "Parlando");
        CHECK (isQuiet (played (other, 0, rate)));
        CHECK (other.view().missing == 1);
    }

    CHECK (other.toJson (false) == json);
}

TEST_CASE ("Sound in a project that is another than it says is not played, and not kept")
{
    TakeDesk desk, other;
    const auto tap = tapOf (desk);
    hear (*tap, 1, 0);
    hear (*tap, 2, 50'000);
    auto json = desk.toJson (true);
    auto& voices = json["voices"];
    REQUIRE (voices.size() == 2);
    std::swap (voices.begin().value(), std::next (voices.begin()).value());
    other.restore (json);
    CHECK (isQuiet (played (other, 0, rate)));
    CHECK (other.view().missing == 2);
    CHECK_FALSE (other.toJson (true).contains ("voices"));
}

TEST_CASE ("A project carries the newest takes that fit into 8 MB")
{
    TakeDesk desk;
    const auto tap = tapOf (desk);
    constexpr std::uint64_t turns = 8;

    // Noise does not get shorter: 1.9 MB each.
    for (std::uint64_t turn = 1; turn <= turns; ++turn)
        hear (*tap, turn, static_cast<std::int64_t> (turn) * 2'000'000, 1'000'000);

    REQUIRE (desk.waitUntilReady (rate, ReplayAnchor::samples, 20s));
    const auto json = desk.toJson (true);
    CHECK (json["takes"].size() == turns);
    REQUIRE (json["voices"].size() < turns);
    CHECK (json["voices"].size() >= 3);
    CHECK (json["voices"].contains (json["takes"].back()["hash"].get<std::string>()));
    CHECK (desk.view().carriedBytes <= ProjectTakes::mostCarried);
}

TEST_CASE ("What is no list of takes is refused with a sentence, and the takes before it stay")
{
    TakeDesk desk;
    const auto tap = tapOf (desk);
    hear (*tap, 1, 0);
    REQUIRE (desk.waitUntilReady (rate, ReplayAnchor::samples, 10s));
    const auto good = desk.toJson (true);
    const auto refused = [&] (auto&& change)
    {
        auto json = good;
        change (json);
        CHECK_THROWS_WITH (desk.restore (json), ContainsSubstring ("takes"));
        CHECK (desk.toJson (true) == good);
    };

    refused ([] (auto& json) { json = 5; });
    refused ([] (auto& json) { json.erase ("takes"); });
    refused ([] (auto& json) { json["takes"][0]["hash"] = "../../x"; });
    refused ([] (auto& json) { json["takes"][0]["file"] = "../secrets.wav"; });
    refused ([] (auto& json) { json["takes"][0]["file"] = "/etc/passwd"; });
    refused ([] (auto& json) { json["takes"][0]["file"] = "a/../b"; });
    refused ([] (auto& json) { json["takes"][0]["samples"] = -1; });
    refused ([] (auto& json) { json["takes"][0]["samples"] = 1e18; });
    refused ([] (auto& json) { json["takes"][0]["sampleRate"] = 1; });
    refused ([] (auto& json) { json["takes"][0]["pieces"] = nlohmann::json::array(); });
    refused ([] (auto& json) { json["takes"][0]["pieces"][0][1] = 1'000'000; });
    refused ([] (auto& json) { json["takes"][0]["pieces"][0][2] = "far"; });
    refused ([] (auto& json) { json["takes"][0]["pieces"][0][3] = 0; });
    refused ([] (auto& json) { json["voices"].begin().value() = "not base64!"; });
    refused ([] (auto& json) { json["voices"]["x"] = ""; });
}

TEST_CASE ("Takes that were removed are silent, and what comes from a conversation before does not come back")
{
    TakeDesk desk;
    const auto tap = tapOf (desk);
    hear (*tap, 1, 0);
    REQUIRE (desk.waitUntilReady (rate, ReplayAnchor::samples, 10s));
    desk.forgetAll();
    CHECK (isQuiet (played (desk, 0, rate)));
    CHECK (desk.view() == TakesView{});
}

TEST_CASE ("A render waits once for takes that do not become ready, and not in each of its blocks")
{
    std::promise<std::string> disk;
    TakeDesk desk;
    const auto tap = desk.makeTap ([folder = disk.get_future().share()] { return folder.get(); });
    hear (*tap, 1, 0);
    CHECK_FALSE (desk.waitUntilReady (rate, ReplayAnchor::samples, 10ms));

    // Else this test would not come to its end.
    CHECK_FALSE (desk.waitUntilReady (rate, ReplayAnchor::samples, 1h));
    disk.set_value ({});
    REQUIRE (waitUntil ([&] { return ! desk.view().isPreparing; }));
    CHECK (isVoice (played (desk, 0, rate), 1));
}

TEST_CASE ("A desk without takes has no thread to wait for, and one that was stopped takes nothing more")
{
    TakeDesk desk;
    CHECK (isQuiet (played (desk, 0, rate)));
    const auto tap = tapOf (desk);
    desk.stop();
    hear (*tap, 1, 0);
    CHECK (desk.view().takes == 0);
}
