#pragma once

#include "Recording.h"
#include "VirtualPlayout.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace parlando::testing
{

/** Plays the service's part of a recording to a session in virtual time, and the client's part around it: types, speaks
    and lets tools return where the recorded client did. */
class Replay final
{
public:
    /** How the same messages are put on the wire. */
    enum class Form
    {
        recorded,
        indented,     /**< As the service prints them. */
        emptyDoubled, /**< Each `{}` and each empty serverContent twice. */
        emptyBetween  /**< A `{}` before each message, and an empty serverContent behind it. */
    };

    Replay (const Recording&, Form);

    /** Plays it to the end and 5 s on. What differs from what is expected, as sentences. */
    std::vector<std::string> run();

private:
    void handle (SessionInput&&);
    void carryOut (const effect::Prepare&) {}
    void carryOut (const effect::Connect&) { isOpening = true; }
    void carryOut (const effect::Close&) { isClosing = true; }
    void carryOut (const effect::Send&);
    void carryOut (const effect::Play&);
    void carryOut (const effect::Discard& late) { ++turns[late.turn].discarded; }
    void carryOut (const effect::EndPlayout& end) { playout.end (end.turn); }
    void carryOut (const effect::Silence&) { playout.discard(); }
    void carryOut (const effect::Yield&) {}
    void carryOut (const effect::Cut&) {}
    void carryOut (const effect::RunTool&);
    void carryOut (const effect::CancelTool& call) { running.erase (call.id); }
    void carryOut (const effect::UseTools&) {}
    void carryOut (effect::Tell&);

    void begin();
    void serve (const RecordedLine&);
    void serve (const nlohmann::json&);
    void take (const nlohmann::json& client);
    void takeTurns (const nlohmann::json& clientContent);
    void takeRealtime (const nlohmann::json& input);
    void takeAnswers (const nlohmann::json& toolResponse);
    void deliver (const std::string&);
    void close (int code, const std::string& reason);
    void run (Milliseconds);
    void step();
    void keepNetwork();

    std::vector<std::string> compare();
    void compareAgent (std::vector<std::string>&);
    void comparePerson (std::vector<std::string>&);
    void compareTools (std::vector<std::string>&);
    void compareTexts (std::vector<std::string>&);
    void compareEnd (std::vector<std::string>&);
    void compareBusy (std::vector<std::string>&);
    void compareContinuation (std::vector<std::string>&);
    std::vector<TranscriptEntry> entriesOf (Speaker, bool typed) const;
    std::size_t answersTo (const std::string& id) const;

    struct Turn
    {
        std::size_t played = 0, discarded = 0;
        bool isComplete = false, isInterrupted = false;
    };

    struct Execution
    {
        std::string name;
        nlohmann::json args;
    };

    const Recording& recording;
    const Form form;
    const Transcript earlier;
    VirtualPlayout playout;
    std::unique_ptr<Session> session;
    Instant now = Instant (Milliseconds (1'000'000));
    Instant started = now;

    bool isOpening = false, isClosing = false;
    bool isConnected = false; // the first connection, which the recording is of
    std::size_t connections = 0;
    bool hasMicrophone = false;
    bool isSpeaking = false;
    Instant speaksUntil{};

    std::map<std::uint64_t, Turn> turns;
    std::map<std::string, Execution> running; // by the id they were given to run under
    std::vector<Execution> executions;
    std::vector<std::string> askingIds;
    std::vector<nlohmann::json> sent;
    std::vector<SessionEvent> events;
    std::vector<bool> busy; // after each line
    std::string lastHandle;
};

} // namespace parlando::testing
