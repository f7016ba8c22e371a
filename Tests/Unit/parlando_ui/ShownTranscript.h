#pragma once

#include <parlando_ui/parlando_ui.h>

namespace parlando::testing
{

/** A conversation of a test, in a list of 400 x 300 pixels. */
struct ShownTranscript
{
    juce::ScopedJuceInitialiser_GUI juce;
    ConversationList list;
    Transcript transcript;
    std::vector<ToolCallReport> calls;
    std::string interim;

    ShownTranscript()
    {
        list.itemOf = [this] (const ItemOutline& outline) { return itemAt (outline); };
        list.setSize (400, 300);
    }

    void show (bool undoable = false)
    {
        std::vector<CallOutline> outline;

        for (const auto& each : calls)
            outline.push_back ({outline.size() + 1, each.arrived});

        list.show (outlineOf (outlineOf (transcript), outline, interim), undoable);
    }

    std::optional<ConversationItem> itemAt (const ItemOutline& outline) const
    {
        if (outline.kind == ConversationItem::Kind::interim)
            return interimItemOf (interim);

        if (outline.kind == ConversationItem::Kind::toolCall)
            return itemOf (calls.at (outline.id - 1), outline.id, transcript.start);

        const auto entry = recentEntryOf (transcript, outline.id, longestShownText);
        return entry ? std::optional (itemOf (*entry, transcript.start)) : std::nullopt;
    }

    juce::Viewport& viewport() { return dynamic_cast<juce::Viewport&> (*list.getChildComponent (0)); }

    bool isAtEnd() { return viewport().getViewArea().getBottom() == viewport().getViewedComponent()->getHeight(); }

    /** Where the row of that entry begins in the list; nothing where it has none. */
    std::optional<int> placeOf (std::uint64_t id)
    {
        for (int i = 0; i < list.rowCount(); ++i)
            if (list.row (i).item().id == id)
                return list.getLocalPoint (&list.row (i), juce::Point<int>()).y;

        return {};
    }

    /** Those of which anything is in sight. */
    std::vector<std::uint64_t> idsInSight()
    {
        std::vector<std::uint64_t> ids;

        for (int i = 0; i < list.rowCount(); ++i)
            if (list.getLocalBounds().intersects (list.getLocalArea (&list.row (i), list.row (i).getLocalBounds())))
                ids.push_back (list.row (i).item().id);

        return ids;
    }
};

} // namespace parlando::testing
