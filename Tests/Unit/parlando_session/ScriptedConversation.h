#pragma once

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace parlando::testing
{

inline constexpr auto turnComplete = R"({"serverContent":{"turnComplete":true}})";

/** A session with its owner played by the test: virtual time, and every effect written down in order. */
class ScriptedConversation final : public SessionOwner
{
public:
    /** What is asked for beside what the options say. */
    enum class Transcription
    {
        none,
        both
    };

    explicit ScriptedConversation (Session::Options options = {}, Transcription transcription = Transcription::both)
        : session (complete (std::move (options), transcription), *this)
    {
    }

    /** Up to and including setupComplete. */
    void begin()
    {
        session.start (now);
        session.connectionOpened (now);
        server (R"({"setupComplete":{}})");
    }

    void server (std::string_view json) { session.messageReceived (now, json); }
    void advance (Milliseconds time) { now += time; }

    /** Time goes by in ticks of 10 ms. */
    void run (Milliseconds time)
    {
        for (auto end = now + time; now < end; now += Milliseconds (10))
            session.tick (now, isDry);
    }

    void person (int frames, std::int16_t level)
    {
        for (int i = 0; i < frames; ++i)
        {
            advance (Milliseconds (20));
            std::vector<std::int16_t> frame (320);

            for (std::size_t k = 0; k < frame.size(); ++k)
                frame[k] = k % 2 == 0 ? level : static_cast<std::int16_t> (-level);

            session.microphoneFrame (now, frame);
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

    void prepareConnection() override { log.push_back ("prepare"); }
    bool isConnectionPrepared() const override { return isPrepared; }

    void openConnection() override
    {
        ++opened;
        log.push_back ("open");
    }

    void closeConnection (int code, Milliseconds patience) override
    {
        ++closed;
        lastPatience = patience;
        log.push_back ("close " + std::to_string (code));
    }

    void send (std::string_view json) override { sent.push_back (nlohmann::json::parse (json)); }
    std::size_t unsentBytes() const override { return unsent; }

    void play (std::uint64_t turn, std::span<const std::int16_t> samples, int rate) override
    {
        log.push_back ("play " + std::to_string (turn));
        played.insert (played.end(), samples.begin(), samples.end());
        playedRate = rate;
    }

    void discard (std::uint64_t turn, std::size_t samples, int) override
    {
        log.push_back ("discard " + std::to_string (turn));
        discarded += samples;
    }

    void endPlayout (std::uint64_t turn) override { log.push_back ("end " + std::to_string (turn)); }
    void discardPlayout() override { log.push_back ("silence"); }

    void cutPlayout (std::uint64_t turn, std::uint64_t from) override
    {
        log.push_back ("cut " + std::to_string (turn) + " from " + std::to_string (from));
    }

    void runTool (const FunctionCall& call, std::uint64_t) override { calls.push_back (call); }
    void cancelTool (const std::string& id) override { cancelled.push_back (id); }
    void notify (SessionEvent&& event) override { events.push_back (std::move (event)); }

    Instant now = Instant (Milliseconds (1000000));
    bool isDry = true;
    bool isPrepared = true; // whatever was prepared
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
    Session session;

private:
    static Session::Options complete (Session::Options options, Transcription transcription)
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
