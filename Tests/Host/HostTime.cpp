// What the plugin knows of the time of a host that tells it on change only, as LV2's hosts do.

#include "SavedState.h"

#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

using Json = nlohmann::json;

/** Tells a block what it was given for it, and the next one nothing. */
class SparingHost final : public juce::AudioPlayHead
{
public:
    using Position = PositionInfo;

    juce::Optional<PositionInfo> getPosition() const override { return next; }

    juce::Optional<PositionInfo> next;
};

struct TimedTrack
{
    explicit TimedTrack (int frames) : blockSize (frames)
    {
        const SavedState saved (*track);
        auto json = saved.json();
        json["settings"]["automation"] = {{"transport", true}};
        SavedState::restore (*track, saved.with (json.dump()));
        track->play();
        REQUIRE (track->connect (service));
        track->stop();
        track->plugin->setPlayHead (&host);
    }

    /** So many blocks, before whose first the host says this. */
    void run (int blocks, const juce::Optional<SparingHost::Position>& told = {})
    {
        host.next = told;

        for (int i = 0; i < blocks; ++i)
        {
            track->block (blockSize);
            host.next = {};
        }
    }

    /** What the agent is told: the host's time at the beginning of the last block. */
    Json transport()
    {
        const auto id = "call-" + std::to_string (++calls);
        service.send (
            Json{{"toolCall", {{"functionCalls", {{{"id", id}, {"name", "get_transport"}, {"args", Json::object()}}}}}}}
                .dump());
        Json answer;
        REQUIRE (dispatchUntil (
            [&]
            {
                for (const auto& message : service.messages())
                    for (const auto& each :
                         message.value ("/toolResponse/functionResponses"_json_pointer, Json::array()))
                        if (each["id"] == id)
                            answer = each["response"];
                return ! answer.is_null();
            }));
        return answer;
    }

    const int blockSize;
    HostService service;
    SparingHost host;
    std::unique_ptr<Track> track = Track::make<LV2>();
    int calls = 0;
};

SparingHost::Position place (std::int64_t frame, std::int64_t bar, double quarters, double barStart)
{
    SparingHost::Position position;
    position.setIsPlaying (true);
    position.setTimeInSamples (frame);
    position.setBarCount (bar);
    position.setPpqPosition (quarters);
    position.setPpqPositionOfLastBarStart (barStart);
    position.setBpm (120.0);
    position.setTimeSignature (juce::AudioPlayHead::TimeSignature{4, 4});
    return position;
}

} // namespace

TEST_CASE ("An LV2's host that tells its time once is known in every block from then on")
{
    for (const auto frames : {64, 480})
    {
        CAPTURE (frames);
        TimedTrack timed (frames);
        timed.run (10);
        CHECK (timed.transport()["told"] == false);

        // Two seconds later, at the beginning of the last block.
        timed.run (96'000 / frames + 1, place (96'000, 1, 4.0, 4.0));
        auto told = timed.transport();
        CAPTURE (told.dump());
        CHECK (told["playing"] == true);
        CHECK (told["seconds"] == 4.0);
        CHECK (told["quarter_notes"] == 8.0);
        CHECK (told["bar"] == 3.0);
        CHECK (told["beat"] == 1.0);
        CHECK (told["meter"] == "4/4");
        CHECK (told["tempo_bpm"] == 120.0);

        // It stops, and stays where it is.
        auto stopped = place (480'000, 5, 20.5, 20.0);
        stopped.setIsPlaying (false);
        timed.run (50, stopped);
        told = timed.transport();
        CHECK (told["playing"] == false);
        CHECK (told["seconds"] == 10.0);
        CHECK (told["bar"] == 6.0);
        CHECK (told["beat"] == 1.5);

        // From elsewhere in another meter and tempo: a bar of 6/8 at 90 quarter notes a minute lasts two seconds.
        auto other = place (240'000, 2, 6.0, 6.0);
        other.setBpm (90.0);
        other.setTimeSignature (juce::AudioPlayHead::TimeSignature{6, 8});
        timed.run (48'000 / frames + 1, other);
        told = timed.transport();
        CAPTURE (told.dump());
        CHECK (told["seconds"] == 6.0);
        CHECK (told["quarter_notes"] == 7.5);
        CHECK (told["bar"] == 3.0);
        CHECK (told["beat"] == 4.0);
    }
}

} // namespace parlando::testing
