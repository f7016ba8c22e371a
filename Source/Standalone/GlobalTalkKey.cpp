#include "GlobalTalkKey.h"

#if JUCE_LINUX || JUCE_BSD

#include <poll.h>
#include <thread>
#include <unistd.h>
#include <xcb/xcb_keysyms.h>

// Its header has a member of a name that C++ keeps to itself.
#define explicit explicitly
#include <xcb/xkb.h>
#undef explicit

namespace parlando
{
namespace
{

constexpr xcb_keysym_t firstFunctionKey = 0xffbe; // X11's XK_F1

/** X11's symbol, 0 for keys that cannot be chosen. Letters and digits have their own code. */
xcb_keysym_t symbolOf (const juce::KeyPress& key)
{
    const auto code = key.getKeyCode();

    if (code >= juce::KeyPress::F1Key && code <= juce::KeyPress::F12Key)
        return firstFunctionKey + static_cast<xcb_keysym_t> (code - juce::KeyPress::F1Key);

    const auto letter = juce::CharacterFunctions::toLowerCase (static_cast<juce::juce_wchar> (code));
    const auto isPlain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == ' ';
    return isPlain ? static_cast<xcb_keysym_t> (letter) : 0;
}

std::uint16_t modifiersOf (const juce::KeyPress& key)
{
    const auto modifiers = key.getModifiers();
    return static_cast<std::uint16_t> ((modifiers.isShiftDown() ? XCB_MOD_MASK_SHIFT : 0) |
                                       (modifiers.isCtrlDown() ? XCB_MOD_MASK_CONTROL : 0) |
                                       (modifiers.isAltDown() ? XCB_MOD_MASK_1 : 0));
}

} // namespace

/** A connection to the X server, with a thread that waits for the key. */
class GlobalTalkKey::Watch
{
public:
    explicit Watch (std::function<void (bool)> heldCallback) : onHeld (std::move (heldCallback)) {}

    ~Watch()
    {
        if (thread.joinable())
        {
            ::close (stopping[1]);
            thread.join();
            ::close (stopping[0]);
        }

        xcb_disconnect (connection);
    }

    Watch (const Watch&) = delete;
    Watch& operator= (const Watch&) = delete;

    /** What went wrong, or nothing. */
    juce::String begin (const juce::KeyPress& key)
    {
        if (xcb_connection_has_error (connection) != 0)
            return "A talk key needs an X server.";

        if (! grab (key))
            return key.getTextDescription() + " belongs to another program; choose another talk key.";

        // Or holding it would look like pressing it again and again.
        xcb_xkb_use_extension_unchecked (connection, XCB_XKB_MAJOR_VERSION, XCB_XKB_MINOR_VERSION);
        constexpr auto flag = XCB_XKB_PER_CLIENT_FLAG_DETECTABLE_AUTO_REPEAT;
        xcb_xkb_per_client_flags_unchecked (connection, XCB_XKB_ID_USE_CORE_KBD, flag, flag, 0, 0, 0);
        xcb_flush (connection);

        if (::pipe (stopping) != 0)
            return "The system has no room for a talk key.";

        thread = std::thread ([this] { watch(); });
        return {};
    }

private:
    /** Also with Caps Lock and Num Lock on. */
    bool grab (const juce::KeyPress& key)
    {
        const auto root = xcb_setup_roots_iterator (xcb_get_setup (connection)).data->root;
        auto* symbols = xcb_key_symbols_alloc (connection);
        auto* codes = xcb_key_symbols_get_keycode (symbols, symbolOf (key));
        auto isGrabbed = codes != nullptr && *codes != XCB_NO_SYMBOL;

        if (isGrabbed)
            for (const auto locks : {0, static_cast<int> (XCB_MOD_MASK_LOCK), static_cast<int> (XCB_MOD_MASK_2),
                                     XCB_MOD_MASK_LOCK | XCB_MOD_MASK_2})
            {
                const auto asked =
                    xcb_grab_key_checked (connection, 0, root, static_cast<std::uint16_t> (modifiersOf (key) | locks),
                                          *codes, XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC);
                auto* refused = xcb_request_check (connection, asked);
                isGrabbed = isGrabbed && refused == nullptr;
                std::free (refused);
            }

        std::free (codes);
        xcb_key_symbols_free (symbols);
        return isGrabbed;
    }

    void watch()
    {
        pollfd sources[]{{xcb_get_file_descriptor (connection), POLLIN, 0}, {stopping[0], POLLIN, 0}};

        while (xcb_connection_has_error (connection) == 0 && sources[1].revents == 0)
        {
            while (auto* event = xcb_poll_for_event (connection))
            {
                const auto kind = event->response_type & 0x7f;

                if (kind == XCB_KEY_PRESS || kind == XCB_KEY_RELEASE)
                    onHeld (kind == XCB_KEY_PRESS);

                std::free (event);
            }

            ::poll (sources, std::size (sources), -1);
        }

        // A server that goes away never says that the key went up.
        if (xcb_connection_has_error (connection) != 0)
            onHeld (false);
    }

    xcb_connection_t* const connection = xcb_connect (nullptr, nullptr);
    const std::function<void (bool)> onHeld;
    int stopping[2]{-1, -1};
    std::thread thread;
};

GlobalTalkKey::GlobalTalkKey (const juce::KeyPress& talkKey, std::function<void (bool)> onHeld)
    : key (talkKey), held (std::make_shared<std::function<void (bool)>> (std::move (onHeld)))
{
}

juce::String GlobalTalkKey::start()
{
    if (symbolOf (key) == 0)
        return "The talk key must be a letter, a digit, space or F1 to F12, with or without ctrl, alt and shift.";

    watch = std::make_unique<Watch> (
        [weak = std::weak_ptr (held)] (bool isHeld)
        {
            juce::MessageManager::callAsync (
                [weak, isHeld]
                {
                    if (const auto call = weak.lock())
                        (*call) (isHeld);
                });
        });
    return watch->begin (key);
}

GlobalTalkKey::~GlobalTalkKey()
{
    watch.reset();
    (*held) (false);
}

} // namespace parlando

#else

namespace parlando
{

class GlobalTalkKey::Watch
{
};

GlobalTalkKey::GlobalTalkKey (const juce::KeyPress& talkKey, std::function<void (bool)> onHeld)
    : key (talkKey), held (std::make_shared<std::function<void (bool)>> (std::move (onHeld)))
{
}

juce::String GlobalTalkKey::start()
{
    return "A talk key for all programs is there on Linux with X11 only; use MIDI or the button.";
}

GlobalTalkKey::~GlobalTalkKey() = default;

} // namespace parlando

#endif
