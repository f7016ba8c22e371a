#include "ClipboardOwner.h"

#if defined(__linux__) || defined(__FreeBSD__)

#include "FileUrl.h"

#include <parlando_text/HeldSignals.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <iterator>
#include <poll.h>
#include <system_error>

namespace parlando
{
namespace
{

constexpr auto noServer = "The files are not on the clipboard, as the X server does not answer; save them instead.";

/** What GNOME's, Xfce's and MATE's file managers paste. */
std::string copiedFilesOf (const std::vector<std::string>& paths)
{
    std::string text = "copy";

    for (const auto& path : paths)
        text.append ("\n").append (fileUrlOf (path));

    return text;
}

std::string linesOf (const std::vector<std::string>& paths)
{
    std::string text;

    for (const auto& path : paths)
        text.append (text.empty() ? "" : "\n").append (path);

    return text;
}

} // namespace

ClipboardOwner::ClipboardOwner (const std::string& display, const std::vector<std::string>& paths) : x (display)
{
    if (! x.isOpen())
        return;

    selection = x.atom ("CLIPBOARD");
    targets = x.atom ("TARGETS");
    timestamp = x.atom ("TIMESTAMP");
    forms = {{x.atom ("text/uri-list"), uriListOf (paths)},
             {x.atom ("x-special/gnome-copied-files"), copiedFilesOf (paths)}};

    for (const auto* name : {"UTF8_STRING", "text/plain;charset=utf-8", "text/plain"})
        forms.push_back ({x.atom (name), linesOf (paths)});
}

ClipboardOwner::~ClipboardOwner()
{
    if (! thread.joinable())
        return;

    stopping.close();
    thread.join();
}

std::string ClipboardOwner::begin()
{
    const HeldSignals held;

    if (! x.isOpen() || ! takeTime())
        return noServer;

    x.xcb.set_selection_owner (x.connection, x.window, selection, since);

    if (x.ownerOf (selection) != x.window)
        return "Another program holds the clipboard; try again.";

    int ends[2]{-1, -1};

    // A child process that had the other end would keep the thread from ending.
    if (::pipe2 (ends, O_CLOEXEC) != 0)
        return "The system has no room for another file; close something and copy again.";

    stopped = Descriptor (ends[0]);
    stopping = Descriptor (ends[1]);

    try
    {
        thread = std::thread ([this] { answer(); });
    }
    catch (const std::system_error&)
    {
        return "The system has no thread left; close something and copy again.";
    }

    return {};
}

void ClipboardOwner::waitForServer (int milliseconds) const
{
    pollfd source{x.xcb.get_file_descriptor (x.connection), POLLIN, 0};
    ::poll (&source, 1, milliseconds);
}

/** A selection is owned from a time of the server's on, which it tells with each change of a property. */
bool ClipboardOwner::takeTime()
{
    x.xcb.change_property (x.connection, XCB_PROP_MODE_APPEND, x.window, timestamp, XCB_ATOM_INTEGER, 32, 0, nullptr);
    x.xcb.flush (x.connection);
    constexpr std::chrono::seconds patience (2);
    const auto end = std::chrono::steady_clock::now() + patience;

    while (since == 0 && x.isOpen() && std::chrono::steady_clock::now() < end)
    {
        while (auto* event = x.xcb.poll_for_event (x.connection))
        {
            if ((event->response_type & 0x7f) == XCB_PROPERTY_NOTIFY)
                since = reinterpret_cast<const xcb_property_notify_event_t*> (event)->time;

            std::free (event);
        }

        if (since == 0)
            waitForServer (100);
    }

    return since != 0;
}

void ClipboardOwner::answer()
{
    const HeldSignals held; // a server that goes away ends nobody
    pollfd sources[]{{x.xcb.get_file_descriptor (x.connection), POLLIN, 0}, {stopped.get(), POLLIN, 0}};

    while (x.isOpen() && sources[1].revents == 0)
    {
        while (auto* event = x.xcb.poll_for_event (x.connection))
        {
            const auto kind = event->response_type & 0x7f;

            if (kind == XCB_SELECTION_REQUEST)
                give (*reinterpret_cast<const xcb_selection_request_event_t*> (event));

            std::free (event);

            if (kind == XCB_SELECTION_CLEAR)
                return;
        }

        ::poll (sources, std::size (sources), -1);
    }
}

void ClipboardOwner::give (const xcb_selection_request_event_t& asked)
{
    // Programs from before 1990 name no property and mean that of the target's name.
    const auto property = asked.property != XCB_ATOM_NONE ? asked.property : asked.target;
    xcb_selection_notify_event_t said{};
    said.response_type = XCB_SELECTION_NOTIFY;
    said.time = asked.time;
    said.requestor = asked.requestor;
    said.selection = asked.selection;
    said.target = asked.target;
    said.property = put (asked.requestor, property, asked.target) ? property : xcb_atom_t (XCB_ATOM_NONE);
    x.xcb.send_event (x.connection, 0, asked.requestor, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char*> (&said));
    x.xcb.flush (x.connection);
}

/** False for a form that there is not. */
bool ClipboardOwner::put (xcb_window_t requestor, xcb_atom_t property, xcb_atom_t target) const
{
    const auto change = [&] (xcb_atom_t type, std::uint8_t bits, std::size_t count, const void* values)
    {
        x.xcb.change_property (x.connection, XCB_PROP_MODE_REPLACE, requestor, property, type, bits,
                               static_cast<std::uint32_t> (count), values);
        return true;
    };

    if (target == timestamp)
        return change (XCB_ATOM_INTEGER, 32, 1, &since);

    if (target == targets)
    {
        std::vector<xcb_atom_t> all{targets, timestamp};

        for (const auto& form : forms)
            all.push_back (form.target);

        return change (XCB_ATOM_ATOM, 32, all.size(), all.data());
    }

    const auto form =
        std::find_if (forms.begin(), forms.end(), [&] (const auto& each) { return each.target == target; });
    return form != forms.end() && change (target, 8, form->bytes.size(), form->bytes.data());
}

} // namespace parlando

#endif
