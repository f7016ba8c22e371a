// Any bytes as what a service says in the course of a session, line by line, with what happens between: no crash, no
// way that the table does not have, and nothing but JSON goes back.

#include "Input.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_session/parlando_session.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <string_view>
#include <utility>
#include <vector>

using namespace parlando;

namespace
{

constexpr Instant begin = Instant() + std::chrono::hours (1);

/** A session that does at once what it asks for. */
class Conversation
{
public:
    void take (SessionInput&& input)
    {
        for (coming.push_back (std::move (input)); ! coming.empty(); coming.pop_front())
            for (auto& effect : session.handle (now, std::move (coming.front())))
                carryOut (effect);
    }

    void pass (Milliseconds time)
    {
        now += time;
        take (input::Tick{});
    }

    bool isOver() const { return session.state() == SessionState::ended; }

private:
    /** What follows of it comes once all effects are carried out. */
    void carryOut (SessionEffect& effect)
    {
        if (std::holds_alternative<effect::Connect> (effect))
            coming.push_back (input::ConnectionOpened{});
        else if (std::holds_alternative<effect::Close> (effect))
            coming.push_back (input::ConnectionClosed{});
        else if (const auto* run = std::get_if<effect::RunTool> (&effect))
            coming.push_back (input::ToolFinished{{run->call.id, run->call.name, run->call.args}});
        else if (const auto* message = std::get_if<effect::Send> (&effect);
                 message != nullptr && ! nlohmann::json::accept (message->message))
            std::abort();
    }

    static gemini::Setup setup()
    {
        gemini::Setup made;
        made.model = "models/gemini-3.8-live";
        made.inputAudioTranscription.emplace();
        made.outputAudioTranscription.emplace();
        made.sessionResumption.emplace();
        return made;
    }

    static Session::Options options()
    {
        Session::Options made;
        made.agent = gemini::definitionOf (setup());
        return made;
    }

    Instant now = begin;
    std::deque<SessionInput> coming;
    Session session{options(), gemini::geminiLive()->makeWire ({})};
};

/** What a line says that begins with a blank. */
void happen (Conversation& conversation, char what)
{
    const std::vector<std::int16_t> frame (320, 9000);

    switch (what)
    {
        case 'c':
            return conversation.take (input::ConnectionClosed{{1006, "gone", "The connection was lost.", false}});
        case 'p':
            return conversation.take (input::ConnectionClosed{{1008, "policy", {}, false}});
        case 'i':
            return conversation.take (input::Interrupt{});
        case 'm':
            return conversation.take (input::MicrophoneFrame{frame, 0, {}});
        case 'x':
            return conversation.take (input::Text{"And then?"});
        case 'b':
            return conversation.take (input::PlayoutBegan{begin, 1});
        case 'h':
            return conversation.pass (std::chrono::minutes (11));
        default:
            return conversation.pass (std::chrono::seconds (3));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = fuzz::textOf (bytes, size);
    Conversation conversation;
    conversation.take (input::Start{});
    conversation.take (input::Message{R"({"setupComplete":{"sessionId":"s"}})"});

    for (std::string_view rest = text; ! rest.empty() && ! conversation.isOver();)
    {
        const auto line = rest.substr (0, rest.find ('\n'));
        rest.remove_prefix (std::min (line.size() + 1, rest.size()));

        if (line.size() == 2 && line[0] == ' ')
            happen (conversation, line[1]);
        else
            conversation.take (input::Message{line});
    }

    conversation.pass (std::chrono::seconds (10));
    conversation.take (input::Stop{});
    return 0;
}
