#include "StateWords.h"

namespace parlando
{
namespace
{

const char* const notConnected = "Not connected";

/** A sentence that says the same as the words above it is left out. */
StateWords withSentence (Lamp lamp, const juce::String& words, const juce::String& sentence)
{
    const auto bare = [] (const juce::String& text)
    { return text.trimCharactersAtEnd (juce::String::fromUTF8 (".… ")).toLowerCase(); };

    return {lamp, words, bare (words) == bare (sentence) ? juce::String() : sentence};
}

StateWords whileReady (const ConversationView& view, bool waitsForTalk)
{
    if (! view.hasAudio)
        return withSentence (Lamp::silent, "No audio", view.sentence);

    if (view.isSpeaking)
        return withSentence (Lamp::speaking, "The agent speaks",
                             view.isMuted ? juce::String ("You are muted.") : view.sentence);

    if (view.isAsking)
        return withSentence (Lamp::thinking, "Waiting for you", "Allow or refuse what the agent wants to do.");

    if (view.isPersonSpeaking)
        return withSentence (Lamp::hearing, "You speak", view.sentence);

    if (view.isThinking)
        return withSentence (Lamp::thinking, "Thinking",
                             view.isMuted ? juce::String ("You are muted.") : view.sentence);

    if (view.isMuted)
        return withSentence (Lamp::silent, "Muted", view.sentence);

    if (waitsForTalk)
        return {Lamp::silent, "Waiting", "Hold Talk to be heard."};

    return withSentence (Lamp::listening, "Listening", view.sentence);
}

StateWords describeState (const ConversationView& view, bool waitsForTalk)
{
    if (! view.isRunning)
    {
        auto words = withSentence (Lamp::over, notConnected, view.sentence);

        if (words.sentence.isEmpty())
            words.lamp = Lamp::off;

        return words;
    }

    switch (view.state)
    {
        case SessionState::disconnected:
        case SessionState::connecting:
            return withSentence (Lamp::waiting, juce::String::fromUTF8 ("Connecting…"), view.sentence);

        case SessionState::settingUp:
            return withSentence (Lamp::waiting, juce::String::fromUTF8 ("Setting up…"), view.sentence);

        case SessionState::reconnecting:
            return withSentence (Lamp::waiting, juce::String::fromUTF8 ("Reconnecting…"), view.sentence);

        case SessionState::ready:
            return whileReady (view, waitsForTalk);

        case SessionState::farewell:
            return withSentence (view.isSpeaking ? Lamp::speaking : Lamp::waiting, "The agent says goodbye",
                                 view.sentence);

        case SessionState::closing:
        case SessionState::ended:
            break;
    }

    return withSentence (Lamp::waiting, juce::String::fromUTF8 ("Closing…"), view.sentence);
}

} // namespace

StateWords describe (const ConversationView& view, bool waitsForTalk)
{
    auto state = describeState (view, waitsForTalk);

    if (view.isRunning && view.isRehearsal && state.sentence.isEmpty())
        state.sentence = "This is the rehearsal agent, not Gemini.";

    return state;
}

} // namespace parlando
