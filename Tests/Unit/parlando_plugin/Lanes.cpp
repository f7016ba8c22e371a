// Several takes of the same words: which of them is heard.

#include <Support/WaitUntil.h>

#include <parlando_plugin/TakeAudition.h>
#include <parlando_plugin/TakeDesk.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

using namespace parlando;
using namespace std::chrono_literals;

namespace
{

constexpr int laneRate = 24'000;
constexpr std::int64_t firstPlace = 100'000;

/** Sentences of half a second, each with half a second of silence behind it; a voice that holds one level, so that what
    is heard can be told apart. */
std::vector<std::int16_t> sentencesOf (int level, int sentences)
{
    std::vector<std::int16_t> voice;

    for (int i = 0; i < sentences; ++i)
        for (int sample = 0; sample < laneRate; ++sample)
            voice.push_back (static_cast<std::int16_t> (sample >= laneRate / 2 ? 0 : sample % 2 == 0 ? level : -level));

    return voice;
}

/** A conversation in which the agent is asked for takes. */
struct LaneRig
{
    TakeDesk desk;
    std::shared_ptr<ConversationTap> tap = desk.makeTap ([] { return std::string ("/music/Talk"); });
    std::uint64_t entries = 0;

    void type (const std::string& text)
    {
        TranscriptEntry entry;
        entry.id = ++entries;
        entry.text = text;
        entry.typed = entry.final = true;
        tap->wrote (entry);
    }

    void speak (std::uint64_t turn, const std::vector<std::int16_t>& voice, std::optional<std::int64_t> place)
    {
        tap->agentVoice (turn, voice, laneRate);

        if (place)
        {
            VoicePlace heard{turn, 0, 0.0, {}};
            heard.host.isThere = heard.host.isPlaying = heard.host.hasSamples = true;
            heard.host.sampleRate = laneRate;
            heard.host.samples = *place;
            tap->agentPlaced (heard);
        }

        tap->agentHeard ({turn, voice.size(), 0, {}, {}});
    }

    /** Turn 1 at firstPlace, and other takes of it while the host stands still. */
    void takes (const std::vector<int>& levels, int sentences = 3)
    {
        speak (1, sentencesOf (levels.front(), sentences), firstPlace);
        lane = ready().front().id;

        for (std::size_t i = 1; i < levels.size(); ++i)
        {
            desk.expectRetake (lane, "again");
            type ("again");
            speak (i + 1, sentencesOf (levels[i], sentences), std::nullopt);
            ready();
        }
    }

    std::vector<TakeLane> ready()
    {
        REQUIRE (desk.waitUntilReady (laneRate, ReplayAnchor::samples, 10s));
        return desk.lanes();
    }

    /** The levels that are heard in the middle of each sentence's place. */
    std::vector<int> levels (int sentences = 3)
    {
        ready();
        HostTransport host;
        host.isThere = host.hasSamples = true;
        host.sampleRate = laneRate;
        host.samples = firstPlace;
        std::vector<float> out (static_cast<std::size_t> (sentences) * laneRate);
        desk.voice().render (out.data(), 1, host); // it stands still, and plays again
        host.isPlaying = true;
        desk.voice().render (out.data(), out.size(), host);
        std::vector<int> found;

        for (int i = 0; i < sentences; ++i)
            found.push_back (static_cast<int> (
                std::lround (std::fabs (out[static_cast<std::size_t> (i * laneRate + laneRate / 4)]) * 32'768.0f)));

        return found;
    }

    std::uint64_t lane = 0;
};

using SentenceLevels = std::vector<int>;

} // namespace

TEST_CASE ("Another take lies where the first one does, though the host stands still, and is the one that is heard")
{
    LaneRig rig;
    rig.takes ({1'000, 2'000});
    CHECK (rig.levels() == SentenceLevels{2'000, 2'000, 2'000});
    const auto lanes = rig.desk.lanes();
    REQUIRE (lanes.size() == 1);
    CHECK (lanes.front().takes.size() == 2);
    CHECK (lanes.front().base == 1);
    CHECK (lanes.front().seconds == static_cast<double> (firstPlace) / laneRate);
}

TEST_CASE ("Only the turn that answers the asking is another take")
{
    LaneRig rig;
    rig.takes ({1'000});
    rig.desk.expectRetake (rig.lane, "again");
    rig.speak (2, sentencesOf (2'000, 3), 500'000); // it had begun to speak before
    rig.type ("something else");
    rig.speak (3, sentencesOf (3'000, 3), 600'000);
    rig.type ("again");
    rig.speak (4, sentencesOf (4'000, 3), 700'000);
    rig.type ("again");
    rig.speak (5, sentencesOf (5'000, 3), 800'000);
    CHECK (rig.levels() == SentenceLevels{4'000, 4'000, 4'000});
    CHECK (rig.ready().size() == 4);
}

TEST_CASE ("Any take can be the one that is heard, and choices are taken back one by one")
{
    LaneRig rig;
    rig.takes ({1'000, 2'000, 3'000});
    rig.desk.chooseTake (rig.lane, 1);
    CHECK (rig.levels() == SentenceLevels{2'000, 2'000, 2'000});
    rig.desk.undo();
    CHECK (rig.levels() == SentenceLevels{3'000, 3'000, 3'000});
    rig.desk.undo(); // that the third one came
    CHECK (rig.levels() == SentenceLevels{2'000, 2'000, 2'000});
    rig.desk.undo();
    CHECK (rig.levels() == SentenceLevels{1'000, 1'000, 1'000});
    CHECK_FALSE (rig.desk.canUndo());
    rig.desk.redo();
    CHECK (rig.levels() == SentenceLevels{2'000, 2'000, 2'000});
    rig.desk.chooseTake (rig.lane, 7);
    rig.desk.chooseTake (99, 0);
    CHECK (rig.levels() == SentenceLevels{2'000, 2'000, 2'000});
}

TEST_CASE ("Each sentence comes from the take that was chosen for it, one behind the other")
{
    LaneRig rig;
    rig.takes ({1'000, 2'000, 3'000});
    const auto lane = rig.desk.lanes().front();
    REQUIRE (lane.takes.front().sections.size() == 3);
    rig.desk.chooseSection (rig.lane, 1, 0);
    CHECK (rig.levels() == SentenceLevels{3'000, 1'000, 3'000});
    rig.desk.chooseSection (rig.lane, 2, 1);
    CHECK (rig.levels() == SentenceLevels{3'000, 1'000, 2'000});
    CHECK (rig.desk.lanes().front().comp == std::vector<std::size_t>{2, 0, 1});
    rig.desk.undo();
    CHECK (rig.levels() == SentenceLevels{3'000, 1'000, 3'000});
    rig.desk.chooseSection (rig.lane, 1, 2);
    CHECK (rig.levels() == SentenceLevels{3'000, 3'000, 3'000});
}

TEST_CASE ("A project keeps its lanes and what was chosen, and one without lanes says nothing of them")
{
    LaneRig rig;
    rig.takes ({1'000});
    CHECK (rig.desk.toJson (false).dump().find ("lane") == std::string::npos);

    LaneRig chosen;
    chosen.takes ({1'000, 2'000, 3'000});
    chosen.desk.chooseSection (chosen.lane, 1, 0);
    const auto json = chosen.desk.toJson (true);
    LaneRig other;
    other.desk.restore (json);
    CHECK (other.levels() == SentenceLevels{3'000, 1'000, 3'000});
    CHECK (other.desk.toJson (true) == json);
    CHECK_FALSE (other.desk.canUndo());
}

TEST_CASE ("Lanes that no project wrote are refused, or what they name is left out")
{
    LaneRig rig;
    rig.takes ({1'000, 2'000});
    rig.desk.chooseTake (rig.lane, 0);
    auto json = rig.desk.toJson (true);
    REQUIRE (json["lanes"].size() == 1);
    const auto damage = GENERATE (R"([{"lane": 0, "take": "x"}])", R"([{"lane": 1, "take": "x"}])", R"({"lane": 1})",
                                  R"([{"lane": 1e99, "take": ""}])", R"([[]])");
    json["lanes"] = nlohmann::json::parse (damage);
    LaneRig other;
    CHECK_THROWS_AS (other.desk.restore (json), std::invalid_argument);

    json["lanes"] = {{{"lane", 1}, {"take", std::string (64, 'a')}, {"sections", {std::string (64, 'b')}}}};
    other.desk.restore (json);
    CHECK (other.levels() == SentenceLevels{2'000, 2'000, 2'000});
}

TEST_CASE ("A take is listened to at once, whole and once, and can be stopped")
{
    TakeAudition audition;
    const auto voice = std::make_shared<const TakeVoice> (sentencesOf (8'000, 1), laneRate);
    std::vector<float> left (480), right (480);
    float* channels[]{left.data(), right.data()};
    const auto block = [&]
    {
        std::fill (left.begin(), left.end(), 0.0f);
        std::fill (right.begin(), right.end(), 0.0f);
        audition.addTo (channels, 2, left.size());
        CHECK (left == right);
        return std::fabs (left[240]) * 32'768.0f;
    };

    CHECK (block() == 0.0f);
    audition.play ({voice}, laneRate);
    CHECK (block() == 8'000.0f);
    int blocks = 1;

    for (; audition.isPlaying() && blocks < 1'000; ++blocks)
        block();

    CHECK (blocks == 70); // a second, and the pause behind it
    CHECK (block() == 0.0f);
    audition.play ({voice}, laneRate);
    CHECK (block() == 8'000.0f);
    audition.stop();
    CHECK (block() == 0.0f);
}

TEST_CASE ("Each change of the takes that a project is to be saved for counts, and what changes nothing does not")
{
    LaneRig rig;
    rig.takes ({1'000, 2'000});
    CHECK (rig.desk.edits() == 2); // both came

    rig.desk.chooseTake (rig.lane, 1); // it is already
    rig.desk.chooseTake (rig.lane, 7);
    rig.desk.redo();
    CHECK (rig.desk.edits() == 2);

    rig.desk.chooseTake (rig.lane, 0);
    CHECK (rig.desk.edits() == 3);
    rig.desk.chooseSection (rig.lane, 1, 1);
    CHECK (rig.desk.edits() == 4);
    rig.desk.undo();
    CHECK (rig.desk.edits() == 5);
    rig.desk.redo();
    CHECK (rig.desk.edits() == 6);

    rig.desk.restore (rig.desk.toJson (true));
    CHECK (rig.desk.edits() == 6);
    rig.desk.forgetAll();
    CHECK (rig.desk.edits() == 7);
}
