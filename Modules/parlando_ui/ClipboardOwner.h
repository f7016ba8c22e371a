#pragma once

#include "XConnection.h"

#if defined(__linux__) || defined(__FreeBSD__)

#include <parlando_text/Descriptor.h>

#include <string>
#include <thread>
#include <vector>

namespace parlando
{

/** Owns the selection CLIPBOARD with files, as the ICCCM (2.0, section 2) has it, and answers for it on a thread of its
   own until another program takes it. One thread at a time. */
class ClipboardOwner final
{
public:
    /** Asks the X server for names; starts nothing. */
    ClipboardOwner (const std::string& display, const std::vector<std::string>& paths);

    /** The selection is nobody's afterwards, and the thread is over. */
    ~ClipboardOwner();

    ClipboardOwner (const ClipboardOwner&) = delete;
    ClipboardOwner& operator= (const ClipboardOwner&) = delete;

    /** Once. Returns what went wrong and what to do; empty where it is the owner. */
    [[nodiscard]] std::string begin();

private:
    struct Form
    {
        xcb_atom_t target;
        std::string bytes;
    };

    void waitForServer (int milliseconds) const;
    [[nodiscard]] bool takeTime();
    void answer();
    void give (const xcb_selection_request_event_t&);
    [[nodiscard]] bool put (xcb_window_t requestor, xcb_atom_t property, xcb_atom_t target) const;

    XConnection x;
    xcb_atom_t selection = 0, targets = 0, timestamp = 0;
    std::vector<Form> forms;
    xcb_timestamp_t since = 0;
    Descriptor stopped, stopping; // closing the second one ends the thread
    std::thread thread;
};

} // namespace parlando

#else

namespace parlando
{

/** There is none elsewhere. */
class ClipboardOwner final
{
};

} // namespace parlando

#endif
