#include "ConversationNews.h"

namespace parlando
{

namespace
{

constexpr auto shownFor = std::chrono::seconds (10);

juce::String inUtf16 (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

} // namespace

void ConversationNews::tell (const std::string& sentence) { keep (inUtf16 (sentence), false); }

void ConversationNews::take (const SessionEvent& event)
{
    if (const auto* ended = std::get_if<SessionEnded> (&event))
        tell (ended->error);
    else if (const auto* lost = std::get_if<SessionReconnecting> (&event))
        keep (lost->isPlanned
                  ? juce::String()
                  : "Attempt " + juce::String (lost->attempt) + ", for five minutes at most: " + inUtf16 (lost->error),
              true);
    else if (const auto* change = std::get_if<SetupChange> (&event); change != nullptr && ! change->error.empty())
        tell (change->error);
    else if (const auto* fired = std::get_if<WatchdogFired> (&event))
        tell (fired->action == WatchdogFired::Action::reconnected ? std::string() : describe (*fired));
    else if (const auto* warning = std::get_if<SessionWarning> (&event))
        tell (warning->text);
    else if (std::holds_alternative<SessionResumed> (event))
    {
        const std::lock_guard lock (mutex);

        // What was said meanwhile about something else stays.
        if (tellsOfReconnecting)
            said.clear();
    }
}

juce::String ConversationNews::sentenceIn (SessionState state) const
{
    const std::lock_guard lock (mutex);
    const auto isLasting = state == SessionState::reconnecting || state == SessionState::ended;
    const auto isNew = state == SessionState::ready && Instant::clock::now() - when < shownFor;
    return isLasting || isNew ? said : juce::String();
}

void ConversationNews::keep (juce::String sentence, bool isOfReconnecting)
{
    const std::lock_guard lock (mutex);
    said = std::move (sentence);
    when = Instant::clock::now();
    tellsOfReconnecting = isOfReconnecting;
}

} // namespace parlando
