#pragma once

#include "FileDrag.h"
#include "TurnFiles.h"

namespace parlando
{

/** Drags the agent's turns out of the window, and the notes that it played. Their files are made when the mouse goes
   down, and the drag begins when it has moved and they are whole; files of a drag that never began are taken away
   again. Message thread. */
class TurnDrag final
{
public:
    /** Begins the system's drag, as FileDrag::begin(); tests have their own. */
    using Begin = std::function<bool (juce::Component& source, const std::vector<std::string>& paths)>;

    explicit TurnDrag (TurnFiles&);
    TurnDrag (TurnFiles&, Begin);

    /** How far the mouse moves before a press becomes a drag, in pixels. */
    static constexpr int threshold = 5;

    void press (const ConversationItem&);

    /** The mouse has moved by more than the threshold, and perhaps further. In a mouseDrag() of `source`. */
    void drag (juce::Component& source);
    void letGo();

private:
    struct Press
    {
        TakeWish wish;
        std::vector<std::string> paths;
        std::string problem;
        bool isReady = false, isOver = false; // dragged, or told that it cannot be
    };

    void makeNotes (const ConversationItem&);
    void ready (const std::shared_ptr<Press>&, const TakesMade&);

    TurnFiles& turns;
    FileDrag out;
    const Begin beginDrag;
    std::shared_ptr<Press> pressed;
};

} // namespace parlando
