#include "FileDrag.h"

#include "FileUrl.h"
#include "XConnection.h"

namespace parlando
{
namespace
{

constexpr int lookEveryMs = 250;

juce::String nameOfDragged (const std::string& path)
{
#if JUCE_LINUX || JUCE_BSD
    // JUCE hands a path on as it is, which receivers that go by the standard take for another one; a URL it leaves
    // alone.
    return juce::String (fileUrlOf (path));
#else
    return juce::String::fromUTF8 (path.c_str());
#endif
}

#if JUCE_LINUX || JUCE_BSD

xcb_window_t numberOf (const juce::Component& window)
{
    const auto* peer = window.getPeer();
    return peer != nullptr ? static_cast<xcb_window_t> (reinterpret_cast<std::uintptr_t> (peer->getNativeHandle())) : 0;
}

/** JUCE is told that whoever it may still wait for wants nothing, or it would not ask the next window. */
void answerForReceiver (XConnection& x, xcb_window_t window)
{
    xcb_client_message_event_t status{};
    status.response_type = XCB_CLIENT_MESSAGE;
    status.format = 32;
    status.window = window;
    status.type = x.atom ("XdndStatus");
    x.xcb.send_event (x.connection, 0, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char*> (&status));
}

/** Takes the selection of drags, for which JUCE gives its own drag up. */
void takeDragAway (XConnection& x)
{
    const auto selection = x.atom ("XdndSelection");
    x.xcb.set_selection_owner (x.connection, x.window, selection, XCB_CURRENT_TIME);
}

void tidyUp (const juce::Component& window, bool isStuck)
{
    XConnection x ({});

    if (! x.isOpen())
        return;

    if (const auto number = numberOf (window); number != 0)
        answerForReceiver (x, number);

    if (isStuck)
        takeDragAway (x);

    x.finish();
}

#else

void tidyUp (const juce::Component&, bool) {}

#endif

} // namespace

bool FileDrag::begin (juce::Component& source, const std::vector<std::string>& paths)
{
    if (isUnderWay())
        return false;

    juce::StringArray names;

    for (const auto& path : paths)
        names.add (nameOfDragged (path));

    window = source.getTopLevelComponent();
    heldUp = 0;
    const auto onEnd = [self = juce::WeakReference (this)]
    {
        if (self != nullptr)
            self->ended();
    };

    if (! juce::DragAndDropContainer::performExternalDragDropOfFiles (names, false, &source, onEnd))
    {
        window = nullptr;
        return false;
    }

    startTimer (lookEveryMs);
    return true;
}

void FileDrag::ended()
{
    if (window != nullptr)
        tidyUp (*window, false);

    stopTimer();
    window = nullptr;
}

void FileDrag::timerCallback()
{
    const auto isHeld = juce::ModifierKeys::getCurrentModifiersRealtime().isAnyMouseButtonDown();
    heldUp = isHeld ? 0 : heldUp + lookEveryMs;

    if (window == nullptr)
        return stopTimer();

    if (heldUp >= patienceMs)
        giveUp();
}

void FileDrag::giveUp()
{
    if (window != nullptr)
        tidyUp (*window, true);

    stopTimer();
    window = nullptr;
}

} // namespace parlando
