#include "InputJson.h"

#include <parlando_text/parlando_text.h>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

Json oneEffect (const char* value)
{
    auto json = Json::object();
    json["do"] = value;
    return json;
}

struct EffectToJson
{
    Json operator() (const effect::Prepare&) const { return oneEffect ("prepare"); }
    Json operator() (const effect::Connect&) const { return oneEffect ("connect"); }
    Json operator() (const effect::Silence&) const { return oneEffect ("silence"); }
    Json operator() (const effect::UseTools&) const { return oneEffect ("useTools"); }
    Json operator() (const effect::CancelTool& call) const { return {{"do", "cancelTool"}, {"id", call.id}}; }
    Json operator() (const effect::EndPlayout& end) const { return {{"do", "endPlayout"}, {"turn", end.turn}}; }

    Json operator() (const effect::Yield& yield) const
    {
        return {{"do", "yield"}, {"how", static_cast<int> (yield.how)}};
    }

    Json operator() (const effect::Close& close) const
    {
        return {{"do", "close"}, {"code", close.code}, {"patienceMs", close.patience.count()}};
    }

    Json operator() (const effect::Send& sent) const
    {
        auto [json, problem] = readJson (sent.message);
        return {{"do", "send"}, {"message", problem.empty() ? std::move (json) : Json (sent.message.size())}};
    }

    Json operator() (const effect::Play& voice) const
    {
        return {
            {"do", "play"}, {"turn", voice.turn}, {"samples", voice.samples.size()}, {"sampleRate", voice.sampleRate}};
    }

    Json operator() (const effect::Discard& late) const
    {
        return {{"do", "discard"}, {"turn", late.turn}, {"samples", late.samples}, {"sampleRate", late.sampleRate}};
    }

    Json operator() (const effect::Cut& cut) const { return {{"do", "cut"}, {"turn", cut.turn}, {"from", cut.from}}; }

    Json operator() (const effect::RunTool& run) const
    {
        return {{"do", "runTool"},
                {"id", run.call.id},
                {"name", run.call.name},
                {"args", run.call.args},
                {"turn", run.turn}};
    }

    Json operator() (const effect::Tell& told) const
    {
        return {{"do", "tell"}, {"event", toJson (told.event, now, origin)}};
    }

    Instant now, origin;
};

} // namespace

Json toJson (const SessionEffect& effect, Instant now, Instant origin, WireDisguise& disguise, const Redactor& redactor)
{
    return disguise.value (std::visit (EffectToJson{now, origin}, effect), redactor);
}

} // namespace parlando
