#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** Text as it is compared where large and small letters are the same: Unicode's full case folding, composed (NFC), so
    that "STRASSE" is "straße", and an é of one code point is one of two. What is no UTF-8 is U+FFFD. Any thread. */
std::string foldedCase (std::string_view text);

/** Where the first character of `text` stands, in bytes, at which a text that `folded` is the folded case of is found.
    Nothing where it is not there, or `folded` is empty. Any thread. */
std::optional<std::size_t> findFolded (std::string_view text, std::string_view folded);

} // namespace parlando
