#include "TurnDrag.h"

#include <exception>
#include <utility>

namespace parlando
{

TurnDrag::TurnDrag (TurnFiles& files)
    : TurnDrag (files, [this] (juce::Component& source, const auto& paths) { return out.begin (source, paths); })
{
}

TurnDrag::TurnDrag (TurnFiles& files, Begin begin) : turns (files), beginDrag (std::move (begin)) {}

void TurnDrag::press (const ConversationItem& item)
{
    letGo();
    out.giveUp();
    pressed = std::make_shared<Press>();

    if (item.kind == ConversationItem::Kind::toolCall)
        return makeNotes (item);

    pressed->problem = turns.problemWith (item);
    pressed->isReady = ! pressed->problem.empty();

    if (pressed->isReady)
        return;

    pressed->wish = turns.wishWith (item);
    turns.make (pressed->wish, [this, press = pressed] (const TakesMade& made) { ready (press, made); });
}

/** Small, and made at once. */
void TurnDrag::makeNotes (const ConversationItem& item)
{
    pressed->problem = turns.problemWithFolder();
    pressed->isReady = true;

    if (! pressed->problem.empty())
        return;

    try
    {
        if (const auto path = turns.notes().writeTo (TakeFiles::usualTarget (turns.folder()), item))
            pressed->paths = {*path};
    }
    catch (const std::exception& problem)
    {
        pressed->problem = problem.what();
    }
}

void TurnDrag::ready (const std::shared_ptr<Press>& press, const TakesMade& made)
{
    if (press != pressed)
        return turns.takeBack (made.paths);

    press->paths = made.paths;
    press->problem = made.problem;
    press->isReady = true;
}

void TurnDrag::drag (juce::Component& source)
{
    if (pressed == nullptr || ! pressed->isReady || pressed->isOver)
        return;

    const auto press = pressed; // the drag may let go of it
    press->isOver = true;
    turns.tell (press->problem);

    if (press->paths.empty())
        return;

    if (! beginDrag (source, press->paths))
        return turns.tell ("The desktop takes no files from here: use Copy file or Save as in its menu.");

    turns.gaveOut (press->wish, press->paths);
}

void TurnDrag::letGo()
{
    if (const auto press = std::exchange (pressed, nullptr))
        turns.takeBack (press->paths);
}

} // namespace parlando
