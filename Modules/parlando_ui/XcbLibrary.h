#pragma once

#if defined(__linux__) || defined(__FreeBSD__)

#include <dlfcn.h>
#include <xcb/xcb.h>

namespace parlando
{

/** libxcb, looked for when it is needed, as JUCE does with libX11: a host without a screen loads the plugin without it.
    Any thread. */
class XcbLibrary
{
public:
    /** For as long as the process lives. */
    static const XcbLibrary& get()
    {
        static const XcbLibrary library;
        return library;
    }

    [[nodiscard]] bool isThere() const noexcept { return isComplete; }

private:
    void* const handle = dlopen ("libxcb.so.1", RTLD_LAZY | RTLD_LOCAL);
    bool isComplete = handle != nullptr;

    template <typename Function>
    Function* find (const char* name)
    {
        auto* found = handle != nullptr ? dlsym (handle, name) : nullptr;
        isComplete = isComplete && found != nullptr;
        return reinterpret_cast<Function*> (found);
    }

    XcbLibrary() = default;

#define PARLANDO_XCB(name) decltype (::xcb_##name)* const name = find<decltype (::xcb_##name)> ("xcb_" #name)

public:
    PARLANDO_XCB (connect);
    PARLANDO_XCB (disconnect);
    PARLANDO_XCB (connection_has_error);
    PARLANDO_XCB (get_file_descriptor);
    PARLANDO_XCB (get_setup);
    PARLANDO_XCB (setup_roots_iterator);
    PARLANDO_XCB (generate_id);
    PARLANDO_XCB (flush);
    PARLANDO_XCB (poll_for_event);
    PARLANDO_XCB (create_window);
    PARLANDO_XCB (intern_atom);
    PARLANDO_XCB (intern_atom_reply);
    PARLANDO_XCB (change_property);
    PARLANDO_XCB (send_event);
    PARLANDO_XCB (set_selection_owner);
    PARLANDO_XCB (get_selection_owner);
    PARLANDO_XCB (get_selection_owner_reply);

#undef PARLANDO_XCB
};

} // namespace parlando

#endif
