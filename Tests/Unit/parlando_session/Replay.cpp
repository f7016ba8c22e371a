#include "Replay.h"

#include <parlando_text/Base64.h>

#include <algorithm>
#include <utility>

namespace parlando::testing
{

namespace
{

constexpr auto stepLength = Milliseconds (10);
constexpr std::size_t shortestPart = 1920; // 40 ms at 24 kHz, in bytes

/** A part of a recording is about 1 ms long, which nobody could interrupt. */
void stretchAudio (nlohmann::json& message)
{
    const auto pointer = nlohmann::json::json_pointer ("/serverContent/modelTurn/parts");

    if (! message.contains (pointer))
        return;

    for (auto& part : message[pointer])
    {
        std::vector<std::uint8_t> once, bytes;

        if (! part.contains ("inlineData") || ! fromBase64 (part["inlineData"]["data"].get<std::string>(), once))
            continue;

        while (bytes.size() < shortestPart && ! once.empty())
            bytes.insert (bytes.end(), once.begin(), once.end());

        part["inlineData"]["data"] = toBase64 (bytes);
    }
}

bool isEmptyMessage (const nlohmann::json& message)
{
    return message.empty() || message == nlohmann::json{{"serverContent", nlohmann::json::object()}};
}

GeminiOptions optionsFor (const Recording& recording, const Transcript& earlier)
{
    GeminiOptions options;
    options.setup = recording.setup();
    options.earlier = earlier;
    return options;
}

std::optional<Scheduling> schedulingIn (const nlohmann::json& response)
{
    const auto name = response.value ("scheduling", "");
    return name == "SILENT"      ? std::optional (Scheduling::silent)
           : name == "INTERRUPT" ? std::optional (Scheduling::interrupt)
           : name == "WHEN_IDLE" ? std::optional (Scheduling::whenIdle)
                                 : std::nullopt;
}

} // namespace

Replay::Replay (const Recording& played, Form wanted)
    : recording (played), form (wanted), earlier (played.history()),
      session (new Session (makeSession (optionsFor (played, earlier))))
{
    for (const auto& line : recording.lines)
        hasMicrophone = hasMicrophone || memberOf (line.message, "realtimeInput", "realtime_input").is_object();
}

std::vector<std::string> Replay::run()
{
    begin();

    for (const auto& line : recording.lines)
    {
        const auto due = line.time ? started + *line.time : now + Milliseconds (20);
        run (std::chrono::duration_cast<Milliseconds> (std::max (due, now) - now));

        if (line.isServer)
            serve (line);
        else
            take (line.message);

        busy.push_back (session->owesAnswer (now));
    }

    run (Milliseconds (200));

    // A recording that stops early has no answer for the last calls.
    for (const auto& [id, call] : std::map (running))
        handle (input::ToolFinished{{id, call.name, {{"output", "done"}}, false, false, {}}});

    run (Milliseconds (5'000));
    return compare();
}

void Replay::handle (SessionInput&& input)
{
    for (auto& effect : session->handle (now, std::move (input)))
        std::visit ([this] (auto& each) { carryOut (each); }, effect);
}

void Replay::begin()
{
    handle (input::Start{});
    keepNetwork();

    if (! recording.beginsWithSetup())
        deliver (R"({"setupComplete":{}})");
}

void Replay::serve (const RecordedLine& line)
{
    if (const auto close = line.message.find ("close"); close != line.message.end())
    {
        if (isConnected)
            this->close ((*close)["code"], (*close)["reason"]);
    }
    else if (isConnected)
        serve (line.message);
}

void Replay::serve (const nlohmann::json& recorded)
{
    auto message = recorded;
    stretchAudio (message);

    if (form == Form::emptyBetween)
        deliver ("{}");

    deliver (form == Form::indented ? message.dump (2) + "\n" : message.dump());

    if (form == Form::emptyDoubled && isEmptyMessage (message))
        deliver (message.dump());

    if (form == Form::emptyBetween && ! message.contains ("setupComplete"))
        deliver (R"({"serverContent":{}})");

    if (const auto update = message.find ("sessionResumptionUpdate"); update != message.end())
        lastHandle = (*update).value ("newHandle", lastHandle);
}

void Replay::deliver (const std::string& message)
{
    handle (input::Message{message});
    keepNetwork();
}

void Replay::take (const nlohmann::json& client)
{
    if (const auto content = memberOf (client, "clientContent", "client_content");
        content.is_object() && content.value ("turnComplete", false))
        takeTurns (content);

    if (const auto input = memberOf (client, "realtimeInput", "realtime_input"); input.is_object())
        takeRealtime (input);

    if (const auto answers = memberOf (client, "toolResponse", "tool_response"); answers.is_object())
        takeAnswers (answers);

    keepNetwork();
}

void Replay::takeTurns (const nlohmann::json& clientContent)
{
    const ImageFile picture{0xff, 0xd8, 0xff, 0xe0};

    for (const auto& turn : clientContent["turns"])
        for (const auto& part : turn["parts"])
        {
            if (part.contains ("text"))
                handle (input::Text{part["text"]});
            else
                handle (input::Image{picture, ImageKind::still});
        }
}

void Replay::takeRealtime (const nlohmann::json& input)
{
    if (input.contains ("video"))
        handle (input::Image{{0xff, 0xd8, 0xff, 0xe0}, ImageKind::still});
    else if (input.contains ("text"))
        handle (input::Text{input["text"]});
    else if (input.contains ("activityStart") || input.contains ("activityEnd"))
        isSpeaking = input.contains ("activityStart");
    else
        speaksUntil = now + Milliseconds (200);
}

void Replay::takeAnswers (const nlohmann::json& toolResponse)
{
    for (const auto& response : toolResponse["functionResponses"])
    {
        const std::string id = response["id"];

        if (const auto call = running.extract (id); ! call.empty())
            handle (input::ToolFinished{
                {id, call.mapped().name, response["response"], false, false, schedulingIn (response)}});

        for (auto waited = Milliseconds (0); waited < Milliseconds (1'000) && answersTo (id) == 0; waited += stepLength)
            step();
    }
}

void Replay::close (int code, const std::string& reason)
{
    isConnected = false;
    handle (input::ConnectionClosed{{code, reason, {}, false}});
    keepNetwork();
}

void Replay::run (Milliseconds time)
{
    for (const auto end = now + time; now < end;)
        step();
}

void Replay::step()
{
    now += stepLength;

    if (hasMicrophone && (now.time_since_epoch() / stepLength) % 2 == 0)
    {
        const std::int16_t level = isSpeaking || now < speaksUntil ? 8000 : 0;
        std::vector<std::int16_t> frame (320, level);

        for (std::size_t i = 1; i < frame.size(); i += 2)
            frame[i] = static_cast<std::int16_t> (-level);

        handle (input::MicrophoneFrame{frame});
    }

    playout.advance (now, [this] (SessionInput&& input) { handle (std::move (input)); });
    handle (input::Tick{.playoutIsDry = playout.isDry()});
    keepNetwork();
}

/** The network's part: the recording is of the first connection, and any other is accepted at once. */
void Replay::keepNetwork()
{
    while (isOpening || isClosing)
    {
        if (std::exchange (isClosing, false))
        {
            isConnected = false;
            handle (input::ConnectionClosed{{1000, {}, {}, false}});
        }
        else if (std::exchange (isOpening, false))
        {
            isConnected = ++connections == 1;
            handle (input::ConnectionOpened{});

            if (! isConnected)
                handle (input::Message{R"({"setupComplete":{}})"});
        }
    }
}

void Replay::carryOut (const effect::Send& message) { sent.push_back (nlohmann::json::parse (message.message)); }

void Replay::carryOut (const effect::Play& voice)
{
    ++turns[voice.turn].played;
    playout.push (voice.turn, voice.samples.size(), voice.sampleRate);
}

void Replay::carryOut (const effect::RunTool& run)
{
    const auto& call = run.call;
    executions.push_back ({call.name, call.args});
    running[call.id] = executions.back();
}

void Replay::carryOut (effect::Tell& told)
{
    auto& event = told.event;

    if (const auto* called = std::get_if<ToolCalled> (&event))
        askingIds.push_back (called->call.id);
    else if (const auto* began = std::get_if<TurnStarted> (&event))
        turns[began->turn];
    else if (const auto* complete = std::get_if<TurnComplete> (&event); complete != nullptr && complete->turn != 0)
    {
        turns[complete->turn].isComplete = true;
        turns[complete->turn].isInterrupted = complete->interrupted;
    }

    events.push_back (std::move (event));
}

std::size_t Replay::answersTo (const std::string& id) const
{
    std::size_t count = 0;

    for (const auto& message : sent)
        if (message.contains ("toolResponse"))
            for (const auto& response : message["toolResponse"]["functionResponses"])
                count += response["id"] == id && ! response.value ("willContinue", false) ? 1 : 0;

    return count;
}

} // namespace parlando::testing
