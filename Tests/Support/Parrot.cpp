#include "Parrot.h"

#include <parlando_text/parlando_text.h>
#include <parlando_transport/WebSocketUrl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace parlando::testing
{

namespace
{

using Json = nlohmann::json;

constexpr int hearingRate = 24'000, speakingRate = 48'000;

std::string inBase64 (std::span<const std::int16_t> samples)
{
    return toBase64 ({reinterpret_cast<const std::uint8_t*> (samples.data()), samples.size() * 2});
}

std::vector<std::int16_t> fromText (std::string_view text)
{
    std::vector<std::uint8_t> bytes;
    fromBase64 (text, bytes);
    std::vector<std::int16_t> samples (bytes.size() / 2);
    std::memcpy (samples.data(), bytes.data(), samples.size() * 2);
    return samples;
}

/** A line's verb, and what follows it. */
std::pair<std::string_view, std::string_view> split (std::string_view line)
{
    const auto space = line.find (' ');
    return {line.substr (0, space), space == line.npos ? std::string_view() : line.substr (space + 1)};
}

Json described (const AgentDefinition& agent)
{
    auto tools = Json::array();

    for (const auto& function : agent.functions)
        tools.push_back (function.declaration.name);

    Json hello{{"model", agent.model.empty() ? "grey" : agent.model},
               {"voice", agent.voice},
               {"be", agent.instructions},
               {"feathers", agent.own.is_object() ? agent.own.value ("feathers", Json()) : Json()},
               {"tools", std::move (tools)}};

    // Which a parrot cannot be: it hears by itself.
    if (agent.turnDetection.isOff.value_or (false))
        hello["told"] = true;

    return hello;
}

//==============================================================================
class ParrotWire final : public Wire
{
public:
    explicit ParrotWire (bool serviceAcknowledges) : acknowledges (serviceAcknowledges) {}

    AgentTraits traitsOf (const AgentDefinition& agent) const override
    {
        if (! agent.own.is_null() && ! agent.own.is_object())
            throw std::invalid_argument ("What a parrot is told of its own must be a JSON object.");

        AgentTraits traits;
        traits.model = agent.model.empty() ? "grey" : agent.model;
        traits.inputRate = hearingRate;
        traits.transcribesPerson = traits.transcribesAgent = true;
        traits.personPieces = AgentTraits::Pieces::segments;
        traits.canBeInterrupted = traits.wantsHeard = true;
        traits.handOverAge = Milliseconds (60'000);
        traits.lastMoment = Milliseconds (80'000);
        traits.resumes = false;
        return traits;
    }

    std::vector<std::string> adjustmentsOf (const AgentDefinition& agent) const override
    {
        return agent.temperature ? std::vector<std::string>{"A parrot has no temperature: it was left out."}
                                 : std::vector<std::string>();
    }

    DefinitionChange changeBetween (const AgentDefinition& before, const AgentDefinition& after) const override
    {
        using Way = DefinitionChange::Way;
        const auto isSame = described (before) == described (after);
        const auto isOther = before.model != after.model;
        return {isSame ? Way::nothing : isOther ? Way::connection : Way::update, ! isOther};
    }

    void open (const Opening& opening, Messages& messages, Events& events) override
    {
        messages.push_back ("HELLO " + described (opening.agent).dump());

        if (! acknowledges)
            events.emplace_back (service::Ready{{}, true});
    }

    void read (std::string_view message, Events& events, Messages& messages) override
    {
        const auto [verb, rest] = split (message);
        const std::string text (rest);

        if (verb == "HI")
            events.emplace_back (service::Ready{});
        else if (verb == "HEARD")
            events.emplace_back (service::PersonWords{text, true, false});
        else if (verb == "WORDS")
            events.emplace_back (service::AgentWords{text, true});
        else if (verb == "SPEAK")
            events.emplace_back (service::Voice{fromText (rest), speakingRate, ++pieces});
        else if (verb == "ENOUGH")
        {
            events.emplace_back (service::AnswerGenerated{});
            events.emplace_back (service::TurnEnded{});
        }
        else if (verb == "CUT")
            events.emplace_back (service::Interrupted{});
        else if (verb == "OOPS")
            events.emplace_back (service::Error{13, text, "OOPS"});
        else if (verb == "PING")
            messages.push_back ("PONG " + text);
        else if (verb == "COST")
            readCost (text, events);
        else if (verb == "DO")
            readCall (rest, events);
        else
            events.emplace_back (service::Unreadable{"a parrot does not speak like that"});
    }

    void write (const ServiceCommand& command, Messages& messages) override
    {
        std::visit ([&] (const auto& each) { say (each, messages); }, command);
    }

    void writeAudio (std::span<const std::int16_t> audio, Messages& messages) override
    {
        messages.push_back ("SOUND " + inBase64 (audio));
    }

    CloseVerdict closed (int code, std::string_view, bool) override
    {
        CloseVerdict verdict;

        if (code == 4003)
        {
            verdict.meaning = CloseMeaning::fatal;
            verdict.advice = "bring a cracker";
        }

        return verdict;
    }

private:
    static void readCost (const std::string& text, Events& events)
    {
        service::Usage used;
        std::from_chars (text.data(), text.data() + text.size(), used.usage.totalTokenCount);
        events.emplace_back (std::move (used));
    }

    static void readCall (std::string_view text, Events& events)
    {
        const auto [id, call] = split (text);
        const auto [name, arguments] = split (call);
        service::Call called;
        called.call.id = id;
        called.call.name = name;
        called.call.args = readJson (arguments).json;

        if (! called.call.args.is_object())
            return;

        events.emplace_back (std::move (called));
    }

    static void say (const command::History& history, Messages& messages)
    {
        for (const auto& turn : history.turns)
            messages.push_back (std::string ("EARLIER ") + (turn.isPersons ? "P " : "A ") + turn.text);
    }

    static void say (const command::Text& typed, Messages& messages) { messages.push_back ("SAY " + typed.text); }

    static void say (const command::Continue& rest, Messages& messages) { messages.push_back ("SAY " + rest.request); }

    static void say (const command::Interrupt&, Messages& messages) { messages.push_back ("SHUSH"); }
    static void say (const command::Heard& heard, Messages& messages)
    {
        messages.push_back ("UPTO " + std::to_string (heard.item) + " " + std::to_string (heard.samples));
    }

    static void say (const command::Nudge&, Messages&) {}
    static void say (const command::MicrophonePaused&, Messages& messages) { messages.push_back ("QUIET"); }
    static void say (const command::ActivityStart&, Messages&) {}
    static void say (const command::ActivityEnd&, Messages&) {}

    static void say (const command::Image& image, Messages& messages)
    {
        messages.push_back ("PICTURE " + image.mimeType + " " + toBase64 (image.bytes));
    }

    static void say (const command::ToolAnswer& answer, Messages& messages)
    {
        messages.push_back ("RESULT " + answer.id + " " + answer.response.dump());
    }

    static void say (const command::Update& change, Messages& messages)
    {
        messages.push_back ("CHANGE " + described (change.after).dump());
    }

    const bool acknowledges;
    std::uint64_t pieces = 0; // of its voice
};

//==============================================================================
class Parrot final : public Provider
{
public:
    explicit Parrot (bool serviceAcknowledges) : acknowledges (serviceAcknowledges) {}

    std::string_view name() const noexcept override { return "Parrot Aloud"; }
    std::string_view shortName() const noexcept override { return "Parrot"; }
    const ProviderAccess& access() const noexcept override { return wayIn; }
    std::string_view usualModel() const noexcept override { return "grey"; }

    std::span<const std::string_view> models() const noexcept override
    {
        static constexpr std::array<std::string_view, 2> all{"grey", "macaw"};
        return all;
    }

    ModelAbilities abilitiesOf (std::string_view) const override
    {
        return {"A bird: repeats what it hears, and does not think.", false};
    }

    std::span<const OfferedVoice> voices() const noexcept override
    {
        static constexpr std::array<OfferedVoice, 2> all{{{"Polly", "Shrill"}, {"Kaspar", ""}}};
        return all;
    }

    std::vector<std::string> problemsOf (const AgentDefinition& agent) const override
    {
        return agent.model == "budgie" ? std::vector<std::string>{"A budgie does not talk; choose grey or macaw."}
                                       : std::vector<std::string>();
    }

    std::string baseUrlOf (const Endpoint& endpoint) const override
    {
        return endpoint.baseUrl.empty() ? "wss://parrot.example" : endpoint.baseUrl;
    }

    std::string shownUrlOf (const Endpoint& endpoint) const override { return baseUrlOf (endpoint); }
    void checkPlace (std::string_view) const override {}

    ConnectRequest connectRequest (const Endpoint& endpoint, const Credential& credential) const override
    {
        ConnectRequest request;
        request.url = baseUrlOf (endpoint) + "/perch";
        request.caFile = endpoint.caFile;
        request.proxy = endpoint.proxy.proxyFor (WebSocketUrl::parse (request.url));

        if (credential.kind() != Credential::Kind::none)
            request.headers.emplace_back ("X-Cracker", std::string (credential.secret().reveal()));

        return request;
    }

    std::unique_ptr<Wire> makeWire (const Endpoint&) const override
    {
        return std::make_unique<ParrotWire> (acknowledges);
    }

private:
    const bool acknowledges;
    const ProviderAccess wayIn{"https://parrot.example/crackers", "The zoo gives you one.", {}};
};

} // namespace

std::shared_ptr<const Provider> parrot (bool acknowledges) { return std::make_shared<const Parrot> (acknowledges); }

//==============================================================================
MessageServer::Callbacks ParrotService::callbacks()
{
    MessageServer::Callbacks made;
    made.received = [this] (Connection& connection, std::string_view line, bool) { take (connection, line); };
    return made;
}

std::vector<std::string> ParrotService::lines() const
{
    const std::lock_guard lock (mutex);
    return received;
}

std::vector<std::string> ParrotService::linesWith (const std::string& verb) const
{
    std::vector<std::string> found;

    for (const auto& line : lines())
        if (const auto [first, rest] = split (line); first == verb)
            found.emplace_back (rest);

    return found;
}

std::uint64_t ParrotService::samplesHeard() const
{
    const std::lock_guard lock (mutex);
    return samples;
}

std::vector<std::int16_t> ParrotService::sound() const
{
    const std::lock_guard lock (mutex);
    return heard;
}

void ParrotService::refuseWith (int code, std::string reason, std::string word)
{
    const std::lock_guard lock (mutex);
    refusal = code;
    refusedWord = std::move (word);
    refusalReason = std::move (reason);
}

void ParrotService::take (Connection& connection, std::string_view line)
{
    const std::lock_guard lock (mutex);
    const auto [verb, rest] = split (line);

    if (verb == "SOUND")
    {
        const auto sound = fromText (rest);
        samples += sound.size();
        heard.insert (heard.end(), sound.begin(), sound.end());
        return;
    }

    received.emplace_back (line);

    if (verb == "HELLO" && refusal != 0 && rest.find (refusedWord) != rest.npos)
        connection.close (refusal, refusalReason);
    else if (verb == "HELLO" && saysHi)
        connection.sendText ("HI");
    else if (verb == "SAY" && rest.starts_with ("use "))
        connection.sendText ("DO call" + std::to_string (++calls) + " " + std::string (rest.substr (4)) + " {}");
    else if (verb == "SAY")
        say (connection, std::string (rest));
    else if (verb == "RESULT")
        say (connection, std::string (split (rest).second));
    else if (verb == "QUIET")
        play (connection);
    else if (verb == "SHUSH")
        connection.sendText ("ENOUGH");
}

/** A tenth of a second for each word, and the whole answer at once unless replies are held. */
void ParrotService::say (Connection& connection, const std::string& words)
{
    connection.sendText ("WORDS " + words);
    const auto length = 4'800 * static_cast<std::size_t> (1 + std::count (words.begin(), words.end(), ' '));
    connection.sendText ("SPEAK " + inBase64 (std::vector<std::int16_t> (length, 8'192)));

    if (! holds)
        connection.sendText ("ENOUGH");

    connection.sendText ("COST 7");
}

void ParrotService::play (Connection& connection)
{
    if (heard.empty())
        return;

    connection.sendText ("HEARD " + std::to_string (heard.size()) + " samples");
    std::vector<std::int16_t> twice;

    for (const auto sample : std::exchange (heard, {}))
        twice.insert (twice.end(), {sample, sample});

    connection.sendText ("WORDS the same");
    connection.sendText ("SPEAK " + inBase64 (twice));
    connection.sendText ("ENOUGH");
}

} // namespace parlando::testing
