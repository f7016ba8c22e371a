#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{

ConversationView running (SessionState state, const char* sentence = "")
{
    return {state, true, false, false, sentence};
}

juce::String text (const char* utf8) { return juce::String::fromUTF8 (utf8); }

TranscriptEntry entry (std::uint64_t id, Speaker speaker, std::string words)
{
    TranscriptEntry made;
    made.id = id;
    made.speaker = speaker;
    made.text = std::move (words);
    return made;
}

} // namespace

TEST_CASE ("Without a conversation the lamp is off, and says what went wrong if something did")
{
    CHECK (describe ({SessionState::disconnected, false, false, false, "Not connected."}, false) ==
           StateWords{Lamp::off, "Not connected", ""});
    CHECK (describe ({SessionState::disconnected, false, false, false, "There is no key."}, false) ==
           StateWords{Lamp::over, "Not connected", "There is no key."});
    CHECK (describe ({SessionState::ended, false, false, false, "The session is over."}, true) ==
           StateWords{Lamp::over, "Not connected", "The session is over."});
}

TEST_CASE ("Every state of a conversation has its lamp and its words")
{
    CHECK (describe (running (SessionState::disconnected), false) ==
           StateWords{Lamp::waiting, text ("Connecting…"), ""});
    CHECK (describe (running (SessionState::connecting, "Connecting..."), false) ==
           StateWords{Lamp::waiting, text ("Connecting…"), ""});
    CHECK (describe (running (SessionState::settingUp, "Connected; waiting."), false) ==
           StateWords{Lamp::waiting, text ("Setting up…"), "Connected; waiting."});
    CHECK (describe (running (SessionState::reconnecting, "Reconnecting, attempt 2: the network is gone."), false) ==
           StateWords{Lamp::waiting, text ("Reconnecting…"), "Reconnecting, attempt 2: the network is gone."});
    CHECK (describe (running (SessionState::ready, "Listening."), false) ==
           StateWords{Lamp::listening, "Listening", ""});
    CHECK (describe (running (SessionState::farewell, "The agent says goodbye."), false) ==
           StateWords{Lamp::waiting, "The agent says goodbye", ""});
    CHECK (describe (running (SessionState::closing, "Closing..."), false) ==
           StateWords{Lamp::waiting, text ("Closing…"), ""});
    CHECK (describe (running (SessionState::ended), false) == StateWords{Lamp::waiting, text ("Closing…"), ""});
}

TEST_CASE ("While ready, speaking is told before muted, and muted before waiting for Talk")
{
    auto view = running (SessionState::ready, "The microphone is muted.");
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Waiting", "Hold Talk to be heard."});
    view.isMuted = true;
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Muted", "The microphone is muted."});
    view.isSpeaking = true;
    CHECK (describe (view, true) == StateWords{Lamp::speaking, "The agent speaks", "You are muted."});
    view.isMuted = false;
    view.sentence = "The agent speaks.";
    CHECK (describe (view, true) == StateWords{Lamp::speaking, "The agent speaks", ""});
    view.state = SessionState::farewell;
    CHECK (describe (view, false).lamp == Lamp::speaking);
}

TEST_CASE ("A heading says who speaks and how")
{
    auto said = entry (1, Speaker::person, "Hello");
    CHECK (headingOf (said) == "You");
    said.typed = true;
    CHECK (headingOf (said) == "You, typed");
    said = entry (2, Speaker::agent, "Hello");
    CHECK (headingOf (said) == "Agent");
    said.interrupted = true;
    CHECK (headingOf (said) == "Agent, interrupted");
}

TEST_CASE ("Entries read the same when nothing on the screen would change")
{
    const auto one = entry (1, Speaker::agent, "Hello");
    auto other = one;
    other.end += Milliseconds (500);
    other.final = true;
    CHECK (readsTheSame (one, other));
    CHECK (continues (one, other));

    other.text = "Hello, you";
    CHECK_FALSE (readsTheSame (one, other));
    CHECK (continues (one, other));
    CHECK_FALSE (continues (other, one));

    other.interrupted = true;
    CHECK_FALSE (continues (one, other));
    CHECK_FALSE (readsTheSame (one, entry (2, Speaker::agent, "Hello")));
}

TEST_CASE ("Entries without text are left out")
{
    Transcript transcript;
    transcript.entries = {entry (1, Speaker::person, ""), entry (2, Speaker::agent, "Yes."),
                          entry (3, Speaker::person, "")};
    const auto left = entriesWithText (transcript);
    REQUIRE (left.size() == 1);
    CHECK (left.front().id == 2);
}
