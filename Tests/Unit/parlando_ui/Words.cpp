#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{

ConversationView running (SessionState state, const char* sentence) { return {state, true, false, false, sentence}; }

/** As the plugin has it when there is nothing else to be told. */
ConversationView running (SessionState state) { return {state, true}; }

StateWords describe (const ConversationView& view, bool waitsForTalk)
{
    return parlando::describe (view, waitsForTalk, "Gemini");
}

juce::String text (const char* utf8) { return juce::String::fromUTF8 (utf8); }

} // namespace

TEST_CASE ("Without a conversation the lamp is off, and says what went wrong if something did")
{
    const ConversationView none;
    CHECK (describe (none, false) == StateWords{Lamp::off, "Not connected", ""});
    CHECK (describe ({SessionState::disconnected, false, false, false, "There is no key."}, false) ==
           StateWords{Lamp::over, "Not connected", "There is no key."});
    CHECK (describe ({SessionState::ended, false, false, false, "The session is over."}, true) ==
           StateWords{Lamp::over, "Not connected", "The session is over."});
}

TEST_CASE ("Every state of a conversation has its lamp and its words")
{
    CHECK (describe (running (SessionState::disconnected), false) ==
           StateWords{Lamp::waiting, text ("Connecting…"), ""});
    CHECK (describe (running (SessionState::connecting), false) == StateWords{Lamp::waiting, text ("Connecting…"), ""});
    CHECK (describe (running (SessionState::settingUp), false) ==
           StateWords{Lamp::waiting, text ("Setting up…"), "Connected; waiting for the agent..."});
    CHECK (describe (running (SessionState::reconnecting), false) ==
           StateWords{Lamp::waiting, text ("Reconnecting…"), ""});
    CHECK (describe (running (SessionState::reconnecting, "Attempt 2: the network is gone."), false) ==
           StateWords{Lamp::waiting, text ("Reconnecting…"), "Attempt 2: the network is gone."});
    CHECK (describe (running (SessionState::ready), false) == StateWords{Lamp::listening, "Listening", ""});
    CHECK (describe (running (SessionState::farewell), false) ==
           StateWords{Lamp::waiting, "The agent says goodbye", ""});
    CHECK (describe (running (SessionState::closing), false) == StateWords{Lamp::waiting, text ("Closing…"), ""});
    CHECK (describe (running (SessionState::ended), false) == StateWords{Lamp::waiting, text ("Closing…"), ""});
}

TEST_CASE ("While ready the lamp follows who has the word")
{
    auto view = running (SessionState::ready);
    view.isPersonSpeaking = true;
    CHECK (describe (view, false) == StateWords{Lamp::hearing, "You speak", ""});

    view.isPersonSpeaking = false;
    view.isThinking = true;
    CHECK (describe (view, false) == StateWords{Lamp::thinking, "Thinking", ""});
    CHECK (describe (view, true) == StateWords{Lamp::thinking, "Thinking", ""});
    view.isMuted = true;
    CHECK (describe (view, false) == StateWords{Lamp::thinking, "Thinking", "You are muted."});

    view.isAsking = true;
    CHECK (describe (view, false).words == "Waiting for you");

    view.isSpeaking = true;
    CHECK (describe (view, false).lamp == Lamp::speaking);
}

TEST_CASE ("While no audio runs, no lamp says that anybody is heard")
{
    auto view = running (SessionState::ready);
    view.hasAudio = false;

    for (const auto isSpeaking : {false, true})
        for (const auto isPersonSpeaking : {false, true})
            for (const auto isMuted : {false, true})
            {
                view.isSpeaking = isSpeaking;
                view.isPersonSpeaking = isPersonSpeaking;
                view.isMuted = isMuted;
                CHECK (describe (view, isMuted) ==
                       StateWords{Lamp::silent, "No audio",
                                  "No audio runs here, so nobody is heard; the conversation waits."});
            }

    view.hasAudio = true;
    view.isSpeaking = view.isPersonSpeaking = view.isMuted = false;
    CHECK (describe (view, false).lamp == Lamp::listening);
}

TEST_CASE ("While ready, speaking is told before muted, and muted before waiting for Talk")
{
    auto view = running (SessionState::ready);
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Waiting", "Hold Talk to be heard."});
    view.isMuted = true;
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Muted", "The microphone is muted."});
    view.isSpeaking = true;
    CHECK (describe (view, true) == StateWords{Lamp::speaking, "The agent speaks", "You are muted."});
    view.isMuted = false;
    CHECK (describe (view, true) == StateWords{Lamp::speaking, "The agent speaks", ""});
    view.state = SessionState::farewell;
    CHECK (describe (view, false).lamp == Lamp::speaking);
}

TEST_CASE ("What went wrong is said before what the state means")
{
    auto view = running (SessionState::ready, "The tool set cannot be read.");
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Waiting", "The tool set cannot be read."});
    view.isMuted = true;
    CHECK (describe (view, false) == StateWords{Lamp::silent, "Muted", "The tool set cannot be read."});
    view.isSpeaking = true;
    CHECK (describe (view, false) == StateWords{Lamp::speaking, "The agent speaks", "The tool set cannot be read."});
}

TEST_CASE ("While the rehearsal agent talks it is told that it is not the service, unless something else is")
{
    auto view = running (SessionState::ready);
    view.isRehearsal = true;
    CHECK (describe (view, false) ==
           StateWords{Lamp::listening, "Listening", "This is the rehearsal agent, not Gemini."});
    CHECK (describe (view, true) == StateWords{Lamp::silent, "Waiting", "Hold Talk to be heard."});
    view.isRunning = false;
    CHECK (describe (view, false) == StateWords{Lamp::off, "Not connected", ""});
}
