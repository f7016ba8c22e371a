#include "FileClipboard.h"

#include "ClipboardOwner.h"
#include "FileUrl.h"

#include <cstdlib>
#include <utility>

namespace parlando
{

FileClipboard::FileClipboard (std::string displayName) : display (std::move (displayName)) {}

FileClipboard::~FileClipboard() = default;

#if defined(__linux__) || defined(__FreeBSD__)

bool FileClipboard::isThere() { return std::getenv ("DISPLAY") != nullptr && XcbLibrary::get().isThere(); }

std::string FileClipboard::copy (const std::vector<std::string>& paths)
{
    if (uriListOf (paths).size() > mostBytes)
        return "These are too many files for the clipboard; save them in a folder instead.";

    owner.reset();
    owner = std::make_unique<ClipboardOwner> (display, paths);
    auto problem = owner->begin();

    if (! problem.empty())
        owner.reset();

    return problem;
}

#else

bool FileClipboard::isThere() { return false; }

std::string FileClipboard::copy (const std::vector<std::string>&)
{
    return "There is no clipboard for files here; drag them, or save them.";
}

#endif

} // namespace parlando
