#pragma once

#include "Support/GeminiSession.h"

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace parlando::testing
{

inline constexpr auto turnComplete = R"({"serverContent":{"turnComplete":true}})";

/** A session whose effects are written down, in order, and not carried out, in virtual time. */
class ScriptedConversation
{
public:
    /** What is asked for beside what the options say. */
    enum class Transcription
    {
        none,
        both
    };

    explicit ScriptedConversation (GeminiOptions options = {}, Transcription transcription = Transcription::both)
        : session (makeSession (complete (std::move (options), transcription)))
    {
    }

    /** Up to and including setupComplete. */
    void begin()
    {
        handle (input::Start{});
        handle (input::ConnectionOpened{});
        server (R"({"setupComplete":{}})");
    }

    void handle (SessionInput&& input)
    {
        for (auto& effect : session.handle (now, std::move (input)))
            std::visit ([this] (auto& each) { note (each); }, effect);
    }

    void server (std::string_view json) { handle (input::Message{json}); }
    void tick (bool playoutIsDry) { handle (input::Tick{playoutIsDry, unsent, isPrepared, hostRecords}); }
    void microphone (std::span<const std::int16_t> frame) { handle (input::MicrophoneFrame{frame, unsent, {}}); }
    void advance (Milliseconds time) { now += time; }

    /** Time goes by in ticks of 10 ms. */
    void run (Milliseconds time)
    {
        for (auto end = now + time; now < end; now += Milliseconds (10))
            tick (isDry);
    }

    void person (int frames, std::int16_t level)
    {
        for (int i = 0; i < frames; ++i)
        {
            advance (Milliseconds (20));
            std::vector<std::int16_t> frame (320);

            for (std::size_t k = 0; k < frame.size(); ++k)
                frame[k] = k % 2 == 0 ? level : static_cast<std::int16_t> (-level);

            microphone (frame);
        }
    }

    template <typename Event>
    std::vector<Event> told() const
    {
        std::vector<Event> found;

        for (const auto& event : events)
            if (const auto* match = std::get_if<Event> (&event))
                found.push_back (*match);

        return found;
    }

    std::vector<nlohmann::json> sentWith (const std::string& key) const
    {
        std::vector<nlohmann::json> found;

        for (const auto& message : sent)
            if (message.contains (key))
                found.push_back (message[key]);

        return found;
    }

    std::size_t microphoneMessages() const
    {
        std::size_t count = 0;

        for (const auto& input : sentWith ("realtimeInput"))
            count += input.contains ("audio") ? 1 : 0;

        return count;
    }

    /** One message with agent audio of `samples` samples of the value 1. */
    static std::string audio (std::size_t samples)
    {
        std::vector<std::uint8_t> bytes;

        for (std::size_t i = 0; i < samples; ++i)
            bytes.insert (bytes.end(), {1, 0});

        return audioBytes (bytes);
    }

    static std::string audioBytes (std::span<const std::uint8_t> bytes)
    {
        const nlohmann::json inlineData{{"mimeType", "audio/pcm;rate=24000"}, {"data", base64 (bytes)}};
        const nlohmann::json parts = nlohmann::json::array ({{{"inlineData", inlineData}}});
        return nlohmann::json{{"serverContent", {{"modelTurn", {{"parts", parts}}}}}}.dump();
    }

    Instant now = Instant (Milliseconds (1000000));
    bool isDry = true;
    bool isPrepared = true; // whatever was prepared
    bool hostRecords = false;
    std::size_t unsent = 0;
    std::size_t opened = 0, closed = 0;
    Milliseconds lastPatience{};
    std::size_t discarded = 0;
    int playedRate = 0;
    std::vector<std::string> log;
    std::vector<std::string> cancelled;
    std::vector<nlohmann::json> sent;
    std::vector<std::int16_t> played;
    std::vector<FunctionCall> calls;
    std::vector<SessionEvent> events;
    std::shared_ptr<const ToolRegistry> toolsInUse; // as far as another set was staged
    Session session;

private:
    void note (const effect::Prepare&) { log.push_back ("prepare"); }

    void note (const effect::Connect&)
    {
        ++opened;
        log.push_back ("open");
    }

    void note (const effect::Close& close)
    {
        ++closed;
        lastPatience = close.patience;
        log.push_back ("close " + std::to_string (close.code));
    }

    void note (const effect::Send& message) { sent.push_back (nlohmann::json::parse (message.message)); }

    void note (const effect::Play& voice)
    {
        log.push_back ("play " + std::to_string (voice.turn));
        played.insert (played.end(), voice.samples.begin(), voice.samples.end());
        playedRate = voice.sampleRate;
    }

    void note (const effect::Discard& late)
    {
        log.push_back ("discard " + std::to_string (late.turn));
        discarded += late.samples;
    }

    void note (const effect::EndPlayout& end) { log.push_back ("end " + std::to_string (end.turn)); }
    void note (const effect::Silence&) { log.push_back ("silence"); }

    void note (const effect::Yield& yield)
    {
        const char* const names[]{"none", "ducked", "held"};
        log.push_back (std::string ("yield ") + names[static_cast<std::size_t> (yield.how)]);
    }

    void note (const effect::Cut& cut)
    {
        log.push_back ("cut " + std::to_string (cut.turn) + " from " + std::to_string (cut.from));
    }

    void note (effect::RunTool& run) { calls.push_back (std::move (run.call)); }
    void note (effect::CancelTool& call) { cancelled.push_back (std::move (call.id)); }
    void note (const effect::UseTools& in) { toolsInUse = in.tools; }
    void note (effect::Tell& told) { events.push_back (std::move (told.event)); }

    static GeminiOptions complete (GeminiOptions options, Transcription transcription)
    {
        if (options.setup.model.empty())
            options.setup.model = "gemini-3.8-live";

        if (transcription == Transcription::both)
        {
            options.setup.inputAudioTranscription.emplace();
            options.setup.outputAudioTranscription.emplace();
        }

        return options;
    }

    /** Written apart from the codec under test. */
    static std::string base64 (std::span<const std::uint8_t> bytes)
    {
        static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string text;

        for (std::size_t i = 0; i < bytes.size(); i += 3)
        {
            const auto left = bytes.size() - i;
            const std::uint32_t group = static_cast<std::uint32_t> (bytes[i] << 16) |
                                        static_cast<std::uint32_t> ((left > 1 ? bytes[i + 1] : 0) << 8) |
                                        (left > 2 ? bytes[i + 2] : 0u);
            text += alphabet[group >> 18 & 63];
            text += alphabet[group >> 12 & 63];
            text += left > 1 ? alphabet[group >> 6 & 63] : '=';
            text += left > 2 ? alphabet[group & 63] : '=';
        }

        return text;
    }
};

} // namespace parlando::testing
