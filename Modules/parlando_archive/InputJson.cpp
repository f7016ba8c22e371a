#include "InputJson.h"

#include "DefinitionJson.h"
#include "RecordFields.h"

#include <parlando_text/parlando_text.h>

#include <chrono>
#include <type_traits>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

Json one (const char* name, const char* value)
{
    auto json = Json::object();
    json[name] = value;
    return json;
}

struct InputToJson
{
    Json operator() (const input::Start&) const { return one ("in", "start"); }
    Json operator() (const input::ConnectionOpened&) const { return one ("in", "connectionOpened"); }
    Json operator() (const input::Message&) const { return one ("in", "message"); }
    Json operator() (const input::MicrophoneFrame&) const { return one ("in", "frame"); }
    Json operator() (const input::MicrophoneMuted&) const { return one ("in", "muted"); }
    Json operator() (const input::Interrupt&) const { return one ("in", "interrupt"); }
    Json operator() (const input::Tick&) const { return one ("in", "tick"); }
    Json operator() (const input::Stop&) const { return one ("in", "stop"); }

    Json operator() (const input::ConnectionClosed& closed) const
    {
        return {{"in", "connectionClosed"},
                {"code", closed.end.code},
                {"reason", closed.end.reason},
                {"error", closed.end.error},
                {"isFinal", closed.end.isFinal}};
    }

    Json operator() (const input::PersonActivity& activity) const
    {
        return {{"in", "activity"}, {"isSpeaking", activity.isSpeaking ? Json (*activity.isSpeaking) : Json()}};
    }

    Json operator() (const input::Text& typed) const { return {{"in", "text"}, {"text", typed.text}}; }

    Json operator() (const input::Image& image) const
    {
        return {{"in", "image"},
                {"type", imageTypeOf (image.file)},
                {"bytes", image.file.size()},
                {"isVideo", image.kind == ImageKind::videoFrame}};
    }

    Json operator() (const input::ToolFinished& finished) const
    {
        const auto& answer = finished.answer;
        Json json{{"in", "toolFinished"},        {"id", answer.id},           {"name", answer.name},
                  {"response", answer.response}, {"isError", answer.isError}, {"ends", answer.endsConversation}};

        if (answer.scheduling)
            json["scheduling"] = static_cast<int> (*answer.scheduling);

        return json;
    }

    Json operator() (const input::PlayoutBegan& began) const
    {
        return {{"in", "playoutBegan"}, {"turn", began.turn}, {"whenNs", nanoseconds (began.when)}};
    }

    Json operator() (const input::PlayoutStopped& stopped) const
    {
        return {{"in", "playoutStopped"},
                {"turn", stopped.turn},
                {"whenNs", nanoseconds (stopped.when)},
                {"heard", stopped.playback.heard},
                {"discarded", stopped.playback.discarded},
                {"interrupted", stopped.playback.interrupted}};
    }

    Json operator() (const input::Stage& stage) const
    {
        return {{"in", "stage"}, {"definition", toJson (stage.definition)}};
    }

    Json operator() (const input::Fail& failure) const { return {{"in", "fail"}, {"error", failure.error}}; }

    std::int64_t nanoseconds (Instant when) const
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds> (when - origin).count();
    }

    Instant origin;
};

Instant timeIn (const Json& json, const char* name, Instant origin)
{
    constexpr std::int64_t longest = 400LL * 86'400 * 1'000'000'000; // a year and more
    const auto time = wholeIn<std::int64_t> (json, name);

    if (time > longest || time < -longest)
        throw std::invalid_argument (std::string (name) + " is no time");

    return origin + std::chrono::nanoseconds (time);
}

ImageFile pictureOf (const Json& json, std::size_t& bytesLeft)
{
    const auto size = wholeIn<std::uint64_t> (json, "bytes");
    const auto type = wordsIn (json, "type");

    if (size > bytesLeft)
        throw std::invalid_argument ("has more pictures than can be");

    bytesLeft -= size;
    ImageFile file;

    if (type == "image/png")
        file = {0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    else if (type == "image/jpeg")
        file = {0xff, 0xd8, 0xff};

    file.resize (size);
    return file;
}

ToolAnswer answerIn (const Json& json)
{
    ToolAnswer answer{wordsIn (json, "id"),     wordsIn (json, "name"), memberIn (json, "response"),
                      flagIn (json, "isError"), flagIn (json, "ends"),  {}};

    if (json.contains ("scheduling"))
        answer.scheduling = enumIn (json, "scheduling", Scheduling::interrupt);

    return answer;
}

SessionInput readPlayout (const Json& json, const std::string& kind, Instant origin)
{
    const auto turn = wholeIn<std::uint64_t> (json, "turn");
    const auto when = timeIn (json, "whenNs", origin);

    if (kind == "playoutBegan")
        return input::PlayoutBegan{when, turn};

    return input::PlayoutStopped{when,
                                 turn,
                                 {wholeIn<std::uint64_t> (json, "heard"), wholeIn<std::uint64_t> (json, "discarded"),
                                  flagIn (json, "interrupted")}};
}

SessionInput readOther (const Json& json, const std::string& kind, Instant origin, std::size_t& bytesLeft)
{
    if (kind == "start")
        return input::Start{};
    if (kind == "connectionOpened")
        return input::ConnectionOpened{};
    if (kind == "connectionClosed")
        return input::ConnectionClosed{
            {wholeIn<int> (json, "code"), wordsIn (json, "reason"), wordsIn (json, "error"), flagIn (json, "isFinal")}};
    if (kind == "muted")
        return input::MicrophoneMuted{};
    if (kind == "activity")
        return input::PersonActivity{maybeIn<bool> (json, "isSpeaking", flagIn)};
    if (kind == "text")
        return input::Text{wordsIn (json, "text")};
    if (kind == "image")
        return input::Image{pictureOf (json, bytesLeft),
                            flagIn (json, "isVideo") ? ImageKind::videoFrame : ImageKind::still};
    if (kind == "toolFinished")
        return input::ToolFinished{answerIn (json)};
    if (kind == "interrupt")
        return input::Interrupt{};
    if (kind == "playoutBegan" || kind == "playoutStopped")
        return readPlayout (json, kind, origin);
    if (kind == "stage")
        return input::Stage{readAgentDefinition (memberIn (json, "definition"))};
    if (kind == "stop")
        return input::Stop{};
    if (kind == "fail")
        return input::Fail{wordsIn (json, "error")};

    throw std::invalid_argument ("is of a kind that is not known");
}

} // namespace

Json toJson (const SessionInput& input, Instant origin, WireDisguise& disguise, const Redactor& redactor)
{
    return disguise.value (std::visit (InputToJson{origin}, input), redactor);
}

RecordedInput readInput (const Json& json, Instant origin, std::size_t& bytesLeft)
{
    const auto kind = wordsIn (json, "in");

    if (kind == "message")
        return {input::Message{}, wireMessageFrom (json, bytesLeft), {}};

    return {readOther (json, kind, origin, bytesLeft), {}, {}};
}

} // namespace parlando
