#pragma once

#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <vector>
#include <xcb/xcb.h>

namespace parlando::testing
{

/** A window that files are dropped on, by the letter of XDND 5 and of RFC 2483 and 3986. */
class DropTarget
{
public:
    DropTarget (const std::string& display, std::int16_t x, std::int16_t y, std::uint16_t side)
        : connection (xcb_connect (display.c_str(), nullptr))
    {
        const auto* screen = xcb_setup_roots_iterator (xcb_get_setup (connection)).data;
        window = xcb_generate_id (connection);
        const std::uint32_t values[]{1, XCB_EVENT_MASK_PROPERTY_CHANGE};
        xcb_create_window (connection, XCB_COPY_FROM_PARENT, window, screen->root, x, y, side, side, 0,
                           XCB_WINDOW_CLASS_INPUT_OUTPUT, screen->root_visual,
                           XCB_CW_OVERRIDE_REDIRECT | XCB_CW_EVENT_MASK, values);
        constexpr std::uint32_t version = 5;
        xcb_change_property (connection, XCB_PROP_MODE_REPLACE, window, atom ("XdndAware"), XCB_ATOM_ATOM, 32, 1,
                             &version);
        xcb_map_window (connection, window);
        xcb_flush (connection);
    }

    ~DropTarget() { xcb_disconnect (connection); }

    DropTarget (const DropTarget&) = delete;
    DropTarget& operator= (const DropTarget&) = delete;

    bool saysFinished = true, saysStatus = true;
    int drops = 0;
    std::vector<std::string> paths; /**< Of the last drop. */
    std::string fault;              /**< What the source did against the rules; else empty. */

    /** Does what there is to do. */
    void look()
    {
        while (auto* event = xcb_poll_for_event (connection))
        {
            const auto kind = event->response_type & 0x7f;

            if (kind == XCB_CLIENT_MESSAGE)
                take (*reinterpret_cast<const xcb_client_message_event_t*> (event));
            else if (kind == XCB_SELECTION_NOTIFY)
                receive (*reinterpret_cast<const xcb_selection_notify_event_t*> (event));

            std::free (event);
        }
    }

private:
    xcb_atom_t atom (const char* name) const
    {
        const auto asked = xcb_intern_atom (connection, 0, static_cast<std::uint16_t> (std::strlen (name)), name);
        auto* reply = xcb_intern_atom_reply (connection, asked, nullptr);
        const auto found = reply->atom;
        std::free (reply);
        return found;
    }

    void say (xcb_window_t to, const char* what, std::uint32_t first, xcb_atom_t action) const
    {
        xcb_client_message_event_t message{};
        message.response_type = XCB_CLIENT_MESSAGE;
        message.format = 32;
        message.window = to;
        message.type = atom (what);
        message.data.data32[0] = window;
        message.data.data32[1] = first;

        // XdndStatus has a rectangle in between, XdndFinished has not.
        message.data.data32[std::strcmp (what, "XdndStatus") == 0 ? 4 : 2] = action;
        xcb_send_event (connection, 0, to, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char*> (&message));
        xcb_flush (connection);
    }

    void take (const xcb_client_message_event_t& message)
    {
        const auto* words = message.data.data32;

        if (message.type == atom ("XdndEnter"))
        {
            hasEntered = true;
            const auto list = atom ("text/uri-list");
            expect (words[1] >> 24 >= 3, "an old version");
            expect (words[2] == list || words[3] == list || words[4] == list, "no text/uri-list");
        }
        else if (message.type == atom ("XdndPosition"))
        {
            expect (hasEntered, "a position before it came");
            expect (words[4] == atom ("XdndActionCopy"), "another action than to copy");

            if (saysStatus)
                say (words[0], "XdndStatus", 1 | 2, atom ("XdndActionCopy"));
        }
        else if (message.type == atom ("XdndLeave"))
        {
            hasEntered = false;
        }
        else if (message.type == atom ("XdndDrop"))
        {
            expect (hasEntered, "a drop before it came");
            source = words[0];
            xcb_convert_selection (connection, window, atom ("XdndSelection"), atom ("text/uri-list"), atom ("DROPPED"),
                                   words[2]);
            xcb_flush (connection);
        }
    }

    void receive (const xcb_selection_notify_event_t& event)
    {
        expect (event.property != XCB_ATOM_NONE, "nothing behind its offer");
        const auto asked =
            xcb_get_property (connection, 1, window, atom ("DROPPED"), XCB_GET_PROPERTY_TYPE_ANY, 0, 100'000);
        auto* reply = xcb_get_property_reply (connection, asked, nullptr);
        paths = pathsOf ({static_cast<const char*> (xcb_get_property_value (reply)),
                          static_cast<std::size_t> (xcb_get_property_value_length (reply))});
        std::free (reply);
        ++drops;
        hasEntered = false;

        if (saysFinished)
            say (source, "XdndFinished", 1, atom ("XdndActionCopy"));
    }

    std::vector<std::string> pathsOf (const std::string& list)
    {
        std::vector<std::string> found;

        for (std::size_t from = 0; from < list.size();)
        {
            const auto end = std::min (list.find ("\r\n", from), list.size());
            found.push_back (pathOf (list.substr (from, end - from)));
            from = end + 2;
        }

        return found;
    }

    std::string pathOf (const std::string& url)
    {
        expect (url.rfind ("file:///", 0) == 0, "no URL of a file: " + url);
        std::string path;

        for (std::size_t i = 7; i < url.size(); ++i)
        {
            const auto isPlain = std::isalnum (static_cast<unsigned char> (url[i])) != 0 ||
                                 std::strchr ("/-._~!$&'()*+,;=:@", url[i]) != nullptr;

            if (url[i] == '%' && i + 2 < url.size() && std::isxdigit (static_cast<unsigned char> (url[i + 1])) != 0)
            {
                path += static_cast<char> (std::stoi (url.substr (i + 1, 2), nullptr, 16));
                i += 2;
                continue;
            }

            expect (isPlain && static_cast<unsigned char> (url[i]) < 0x80, "a character that is not escaped: " + url);
            path += url[i];
        }

        return path;
    }

    void expect (bool isSo, const std::string& otherwise)
    {
        if (! isSo && fault.empty())
            fault = otherwise;
    }

    xcb_connection_t* const connection;
    xcb_window_t window = 0, source = 0;
    bool hasEntered = false;
};

} // namespace parlando::testing
