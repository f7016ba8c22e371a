#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** The same text for a person who must see all that is in it: what has no shape of its own or changes how its
   neighbours are read stands there by its number, as `\u202e`. These are control characters but line feeds, marks that
   turn the direction of writing, joiners, fillers and tags, spaces other than the usual one, variation selectors but
   the one that follows a symbol, private and unassigned code points, more than three marks on one letter, and bytes
   that are not UTF-8 (`\xff`). Any thread. */
std::string revealed (std::string_view untrusted);

} // namespace parlando
