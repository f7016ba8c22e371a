#pragma once

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace parlando
{

/** What the folder of a conversation is called: "2026-11-28 14.03 Title", or from `copy` 2 on "2026-11-28 14.03 Title
    (2)". Of the title, which may be anything, stays what every file system takes: no control character and none of
    : / \ ? * " < > |, no dot or space at its end, one space at a time, whole characters, and so many that the name has
    at most 100 bytes. As the name begins with a number it is none of those that Windows keeps for devices. Any thread.
*/
std::string folderName (std::string_view title, const std::tm& when, int copy = 1);

/** What folderName() leaves of a title, of at most so many bytes; may be empty. Any thread. */
std::string plainName (std::string_view text, std::size_t mostBytes);

} // namespace parlando
