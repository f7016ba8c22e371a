#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace parlando
{

class ClipboardOwner;

/** Files on the desktop's clipboard, which JUCE has for text alone: hosts and file managers paste them. A thread with a
    connection of its own answers for them until another program takes the clipboard, or this goes. X11 only. One thread
    at a time. */
class FileClipboard final
{
public:
    /** `display`: as in the variable DISPLAY, which an empty one takes. Starts nothing. */
    explicit FileClipboard (std::string display = {});

    /** The thread is over afterwards; it waits for nothing but the X server. */
    ~FileClipboard();

    FileClipboard (const FileClipboard&) = delete;
    FileClipboard& operator= (const FileClipboard&) = delete;

    /** Whether this system has such a clipboard: else it need not be offered. Any thread. */
    [[nodiscard]] static bool isThere();

    /** What fits into one answer to whoever pastes, in bytes of URLs: some 1,000 files. */
    static constexpr std::size_t mostBytes = 200'000;

    /** Absolute paths, at least one. Returns what went wrong and what to do; empty where they are on the clipboard. */
    [[nodiscard]] std::string copy (const std::vector<std::string>& paths);

private:
    const std::string display;
    std::unique_ptr<ClipboardOwner> owner;
};

} // namespace parlando
