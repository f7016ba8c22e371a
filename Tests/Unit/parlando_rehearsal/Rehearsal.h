#pragma once

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <cmath>
#include <string>
#include <vector>

namespace parlando::test
{

// Ears that understand what the test tells them, and keep count.
struct FakeEars final : Ears
{
    void begin (std::uint64_t utterance, const std::vector<std::string>& hint) override
    {
        open = utterance;
        things = hint;
    }
    void append (std::uint64_t, std::span<const std::int16_t> samples) override { heardSamples += samples.size(); }
    void finish (std::uint64_t utterance) override { finished.push_back (utterance); }
    void abandonUtterance (std::uint64_t utterance) override { abandoned.push_back (utterance); }

    std::uint64_t open = 0;
    std::vector<std::string> things;
    std::size_t heardSamples = 0;
    std::vector<std::uint64_t> finished, abandoned;
};

// A voice that speaks when the test lets it: 20 ms a letter.
struct FakeVoice final : Voice
{
    struct Asked
    {
        std::uint64_t sentence;
        std::string text, voiceName;
    };
    static constexpr std::size_t samplesPerLetter = 480;

    void speak (std::uint64_t sentence, const std::string& text, const std::string& voiceName) override
    {
        asked.push_back ({sentence, text, voiceName});
        waiting.push_back (asked.back());
    }
    void abandonSentence (std::uint64_t sentence) override { abandoned.push_back (sentence); }

    static Speech speech (const std::string& text)
    {
        Speech result;
        result.samples.assign (text.size() * samplesPerLetter, 1000);
        std::size_t letters = 0;
        for (const auto& token : splitAtSpaces (text))
        {
            result.words.push_back ({token, letters * samplesPerLetter});
            letters += token.size() + 1;
        }
        return result;
    }

    std::vector<Asked> asked, waiting;
    std::vector<std::uint64_t> abandoned;
};

// A session with a virtual clock. Time passes only in run().
struct Rehearsal
{
    using Json = nlohmann::json;

    explicit Rehearsal (RehearsalSession::Options options = {}) : session (options, store, ears, voice) {}

    void send (const Json& message) { sendText (message.dump()); }
    void sendText (const std::string& text)
    {
        RehearsalEffects effects;
        session.receive (now, text, effects);
        take (effects);
    }

    // A setup with AUDIO, both transcriptions and what `more` adds or replaces.
    static Json setup (const Json& more = Json::object())
    {
        Json body = {{"model", "models/gemini-3.8-live"},
                     {"generationConfig", {{"responseModalities", {"AUDIO"}}}},
                     {"inputAudioTranscription", Json::object()},
                     {"outputAudioTranscription", Json::object()}};
        body.merge_patch (more);
        return {{"setup", body}};
    }

    // Sends the setup and waits until the session is open.
    void open (const Json& more = Json::object())
    {
        send (setup (more));
        run (100);
    }

    // Lets time pass in steps of 10 ms; the voice has its sentences ready at each step.
    void run (int milliseconds)
    {
        for (int i = 0; i < milliseconds / 10; ++i)
        {
            now += Milliseconds (10);
            speakWaiting();
            RehearsalEffects effects;
            session.tick (now, effects);
            take (effects);
        }
    }

    void speakWaiting()
    {
        while (! voice.waiting.empty())
        {
            const auto next = voice.waiting.front();
            voice.waiting.erase (voice.waiting.begin());
            RehearsalEffects effects;
            session.spoken (now, next.sentence, FakeVoice::speech (next.text), effects);
            take (effects);
        }
    }

    void type (const std::string& text) { send ({{"realtimeInput", {{"text", text}}}}); }

    // 16 kHz: a tone as loud as a voice, or silence, in pieces of 20 ms.
    void sendAudio (int milliseconds, bool loud, const std::string& mimeType = "audio/pcm;rate=16000")
    {
        for (int ms = 0; ms < milliseconds; ms += 20)
        {
            std::vector<std::int16_t> samples (320);
            for (std::size_t i = 0; loud && i < samples.size(); ++i)
                samples[i] = static_cast<std::int16_t> (6000.0 * std::sin (0.2 * static_cast<double> (i)));
            send ({{"realtimeInput", {{"audio", {{"mimeType", mimeType}, {"data", samplesToBase64 (samples)}}}}}});
        }
    }

    // The newest finished utterance was this.
    void hear (const std::string& text)
    {
        RehearsalEffects effects;
        session.heard (now, ears.finished.back(), text, effects);
        take (effects);
    }

    // Speech of one second, the silence that ends it, and what it meant.
    void speak (const std::string& text)
    {
        sendAudio (1000, true);
        sendAudio (1000, false);
        hear (text);
    }

    void answer (const Json& response, const Json& more = Json::object())
    {
        Json body = {{"id", lastCall().at ("id")}, {"name", lastCall().at ("name")}, {"response", response}};
        body.merge_patch (more);
        send ({{"toolResponse", {{"functionResponses", Json::array ({body})}}}});
    }

    [[nodiscard]] Json lastCall() const
    {
        for (auto i = messages.size(); i-- > 0;)
            if (messages[i].contains ("toolCall"))
                return messages[i]["toolCall"]["functionCalls"][0];
        return {};
    }

    // What came, one word a message: "audio", "said", "heard", "interrupted", "generationComplete", "turnComplete",
    // "toolCall", "cancelled", "resumable", "notResumable", "setupComplete". Repeated audio and transcripts count once.
    [[nodiscard]] std::vector<std::string> order() const
    {
        std::vector<std::string> kinds;
        for (const auto& message : messages)
            if (const auto kind = kindOf (message);
                kinds.empty() || kinds.back() != kind || (kind != "audio" && kind != "heard"))
                kinds.push_back (kind);
        return kinds;
    }

    static std::string kindOf (const Json& message)
    {
        if (message.contains ("sessionResumptionUpdate"))
            return message["sessionResumptionUpdate"].contains ("newHandle") ? "resumable" : "notResumable";
        if (message.contains ("toolCallCancellation"))
            return "cancelled";
        if (! message.contains ("serverContent"))
            return message.begin().key();
        const auto content = message["serverContent"].begin().key();
        return content == "modelTurn"             ? "audio"
               : content == "outputTranscription" ? "audio"
               : content == "inputTranscription"  ? "heard"
                                                  : content;
    }

    [[nodiscard]] std::string transcript (const char* key) const
    {
        std::string text;
        for (const auto& message : messages)
            if (message.contains ("serverContent") && message["serverContent"].contains (key))
                text += message["serverContent"][key]["text"].get<std::string>();
        return text;
    }
    [[nodiscard]] std::string said() const { return transcript ("outputTranscription"); }

    // Samples in all audio messages.
    [[nodiscard]] std::size_t audioSamples() const
    {
        std::size_t samples = 0;
        for (const auto& message : messages)
            if (kindOf (message) == "audio" && message["serverContent"].contains ("modelTurn"))
                samples +=
                    base64ToBytes (
                        message["serverContent"]["modelTurn"]["parts"][0]["inlineData"]["data"].get<std::string>())
                        .value()
                        .size() /
                    2;
        return samples;
    }

    [[nodiscard]] Json last (const char* key) const
    {
        for (auto i = messages.size(); i-- > 0;)
            if (messages[i].contains (key))
                return messages[i][key];
        return {};
    }

    void take (const RehearsalEffects& effects)
    {
        for (const auto& effect : effects)
        {
            if (const auto* const message = std::get_if<SendMessage> (&effect))
            {
                wire.push_back (message->json);
                messages.push_back (Json::parse (message->json));
            }
            else
                closes.push_back (std::get<CloseConnection> (effect));
        }
    }

    static inline ResumptionStore store;
    Instant now{};
    FakeEars ears;
    FakeVoice voice;
    std::vector<Json> messages;
    std::vector<std::string> wire;
    std::vector<CloseConnection> closes;
    RehearsalSession session;
};

using Order = std::vector<std::string>;

} // namespace parlando::test
