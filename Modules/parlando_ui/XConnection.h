#pragma once

#include "XcbLibrary.h"

#if defined(__linux__) || defined(__FreeBSD__)

#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>

namespace parlando
{

/** A connection to the X server of our own, beside JUCE's, with a window that nobody sees. One thread at a time. */
class XConnection
{
public:
    /** `display`: as in the variable DISPLAY, which an empty one takes. Waits for the server. */
    explicit XConnection (const std::string& display)
    {
        if (! xcb.isThere())
            return;

        connection = xcb.connect (display.empty() ? nullptr : display.c_str(), nullptr);

        if (! isOpen())
            return;

        window = xcb.generate_id (connection);
        const auto root = xcb.setup_roots_iterator (xcb.get_setup (connection)).data->root;
        constexpr std::uint32_t events = XCB_EVENT_MASK_PROPERTY_CHANGE;
        xcb.create_window (connection, 0, window, root, 0, 0, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY, 0,
                           XCB_CW_EVENT_MASK, &events);
    }

    ~XConnection()
    {
        if (connection != nullptr)
            xcb.disconnect (connection);
    }

    XConnection (const XConnection&) = delete;
    XConnection& operator= (const XConnection&) = delete;

    [[nodiscard]] bool isOpen() const noexcept
    {
        return connection != nullptr && xcb.connection_has_error (connection) == 0;
    }

    /** XCB_ATOM_NONE where the server is gone. */
    [[nodiscard]] xcb_atom_t atom (std::string_view name) const
    {
        const auto asked = xcb.intern_atom (connection, 0, static_cast<std::uint16_t> (name.size()), name.data());
        auto* reply = xcb.intern_atom_reply (connection, asked, nullptr);
        const auto found = reply != nullptr ? reply->atom : xcb_atom_t (XCB_ATOM_NONE);
        std::free (reply);
        return found;
    }

    /** Whose a selection is; what was asked of the server before has been done then. */
    [[nodiscard]] xcb_window_t ownerOf (xcb_atom_t selection) const
    {
        auto* reply =
            xcb.get_selection_owner_reply (connection, xcb.get_selection_owner (connection, selection), nullptr);
        const auto owner = reply != nullptr ? reply->owner : xcb_window_t (XCB_WINDOW_NONE);
        std::free (reply);
        return owner;
    }

    /** All that was asked of the server has been done afterwards. */
    void finish() const { std::ignore = ownerOf (XCB_ATOM_PRIMARY); }

    const XcbLibrary& xcb = XcbLibrary::get();
    xcb_connection_t* connection = nullptr;
    xcb_window_t window = 0;
};

} // namespace parlando

#endif
