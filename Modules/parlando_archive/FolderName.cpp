#include "FolderName.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>

namespace parlando
{
namespace
{

constexpr std::size_t mostNameBytes = 100;

/** Forbidden characters become spaces, as what they kept apart stays apart. */
std::string plainTitle (std::string_view title)
{
    constexpr std::string_view forbidden = ":/\\?*\"<>|";
    std::string plain;

    for (const char character : cleanText (title))
    {
        const bool isSpace = character == ' ' || forbidden.find (character) != forbidden.npos;

        if (! isSpace)
            plain += character;
        else if (! plain.empty() && plain.back() != ' ')
            plain += ' ';
    }

    return plain;
}

std::string_view withoutDotsAtItsEnd (std::string_view text)
{
    return text.substr (0, text.find_last_not_of (" .") + 1);
}

} // namespace

std::string plainName (std::string_view text, std::size_t mostBytes)
{
    const auto plain = plainTitle (text);
    return std::string (withoutDotsAtItsEnd (cutText (plain, mostBytes)));
}

std::string folderName (std::string_view title, const std::tm& when, int copy)
{
    char date[32] = {};
    const auto length = std::strftime (date, sizeof (date), "%Y-%m-%d %H.%M ", &when);
    const auto ending = copy > 1 ? " (" + std::to_string (copy) + ")" : std::string();
    const auto plain = plainTitle (title);
    const auto room = mostNameBytes - std::min (mostNameBytes, length + ending.size());
    const std::string name = date + std::string (cutText (plain, room));
    return std::string (withoutDotsAtItsEnd (name)) + ending;
}

} // namespace parlando
