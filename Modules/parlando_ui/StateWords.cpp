#include "StateWords.h"

namespace parlando
{
namespace
{

/** What went wrong is said before what the state means. */
StateWords inState (Lamp lamp, const char* words, const ConversationView& view, const char* meaning = "")
{
    return {lamp, juce::String::fromUTF8 (words), view.sentence.isNotEmpty() ? view.sentence : juce::String (meaning)};
}

StateWords whileReady (const ConversationView& view, bool waitsForTalk)
{
    constexpr auto youAreMuted = "You are muted.";

    if (! view.hasAudio)
        return inState (Lamp::silent, "No audio", view,
                        "No audio runs here, so nobody is heard; the conversation waits.");

    if (view.isSpeaking && view.waits)
        return inState (Lamp::hearing, "The agent waits", view);

    if (view.isSpeaking)
        return inState (Lamp::speaking, "The agent speaks", view, view.isMuted ? youAreMuted : "");

    if (view.isAsking)
        return {Lamp::thinking, "Waiting for you", "Allow or refuse what the agent wants to do."};

    if (view.isPersonSpeaking)
        return inState (Lamp::hearing, "You speak", view);

    if (view.isThinking)
        return inState (Lamp::thinking, "Thinking", view, view.isMuted ? youAreMuted : "");

    if (view.isMuted)
        return inState (Lamp::silent, "Muted", view, "The microphone is muted.");

    if (waitsForTalk)
        return inState (Lamp::silent, "Waiting", view, "Hold Talk to be heard.");

    return inState (Lamp::listening, "Listening", view);
}

StateWords describeState (const ConversationView& view, bool waitsForTalk)
{
    if (! view.isRunning)
        return inState (view.sentence.isEmpty() ? Lamp::off : Lamp::over, "Not connected", view);

    switch (view.state)
    {
        case SessionState::disconnected:
        case SessionState::connecting:
            return inState (Lamp::waiting, "Connecting…", view);

        case SessionState::settingUp:
            return inState (Lamp::waiting, "Setting up…", view, "Connected; waiting for the agent...");

        case SessionState::reconnecting:
            return inState (Lamp::waiting, "Reconnecting…", view);

        case SessionState::ready:
            return whileReady (view, waitsForTalk);

        case SessionState::farewell:
            return inState (view.isSpeaking ? Lamp::speaking : Lamp::waiting, "The agent says goodbye", view);

        case SessionState::closing:
        case SessionState::ended:
            break;
    }

    return inState (Lamp::waiting, "Closing…", view);
}

} // namespace

StateWords describe (const ConversationView& view, bool waitsForTalk, std::string_view service)
{
    auto state = describeState (view, waitsForTalk);

    if (view.isRunning && view.isRehearsal && state.sentence.isEmpty())
        state.sentence = "This is the rehearsal agent, not " +
                         juce::String::fromUTF8 (service.data(), static_cast<int> (service.size())) + ".";

    return state;
}

} // namespace parlando
