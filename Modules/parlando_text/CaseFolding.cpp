#include "CaseFolding.h"

#include "Graphemes.h"
#include "Utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace parlando
{

namespace detail_folding
{

static bool isAscii (std::string_view text) noexcept
{
    return std::all_of (text.begin(), text.end(), [] (char each) { return static_cast<unsigned char> (each) < 0x80; });
}

static char asciiFolded (char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char> (letter - 'A' + 'a') : letter;
}

} // namespace detail_folding

std::string foldedCase (std::string_view text)
{
    std::string folded (text);

    if (detail_folding::isAscii (text))
    {
        std::transform (folded.begin(), folded.end(), folded.begin(), detail_folding::asciiFolded);
        return folded;
    }

    const auto valid = validUtf8 (text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length = utf8proc_map (
        reinterpret_cast<const utf8proc_uint8_t*> (valid.data()), static_cast<utf8proc_ssize_t> (valid.size()), &mapped,
        static_cast<utf8proc_option_t> (UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    const std::unique_ptr<utf8proc_uint8_t, void (*) (void*)> kept (mapped, std::free);
    return length < 0 ? valid : std::string (reinterpret_cast<const char*> (mapped), static_cast<std::size_t> (length));
}

std::optional<std::size_t> findFolded (std::string_view text, std::string_view folded)
{
    const auto place = folded.empty() ? std::string::npos : foldedCase (text).find (folded);

    if (place == std::string::npos)
        return {};

    // Folding changes lengths, but never joins characters.
    std::size_t at = 0;

    for (std::size_t passed = 0; at < text.size();)
    {
        const auto end = graphemeEnd (text, at);
        passed += foldedCase (text.substr (at, end - at)).size();

        if (passed > place)
            break;

        at = end;
    }

    return std::min (at, text.size());
}

} // namespace parlando
