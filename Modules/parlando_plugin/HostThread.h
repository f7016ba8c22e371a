#pragma once

#include <functional>

namespace parlando
{

/** Calls something that changes parameters, from the message thread, and returns when it is done.

    In an Ardour on Linux that has shown no editor of ours, JUCE's message thread is one that Ardour does not know.
   Ardour looks for its tempo map in the thread that tells it of a control that is being automated, and crashes where
   there is none. So there the host is told by the next block instead, which JUCE does for any other thread: the control
   moves and Ardour shows it, but does not record it. With the editor open everything is recorded. Nothing
   happens there where the system has no thread left.
*/
void changeParameters (const std::function<void()>&);

/** Calls something that changes outputs, and returns when it is done. The host learns of them with its next block, as
    VST3 wants it for what is read-only: what the message thread changes it takes for an edit, and hosts put edits into
    their undo history. Does nothing where the system has no thread left. Message thread. */
void tellHostByBlock (const std::function<void()>&);

/** Message thread: whether the host can record what changes now. */
[[nodiscard]] bool canHostRecord();

} // namespace parlando
