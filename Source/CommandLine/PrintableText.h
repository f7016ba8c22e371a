#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** Text from outside in a form that cannot act on a terminal (C86).

    Escape sequences go, whole; line breaks and tabs become spaces; other control characters, the C1 range and the marks
    that turn the direction of writing go; what is not UTF-8 becomes U+FFFD. Any thread.
*/
std::string printable (std::string_view untrusted);

} // namespace parlando
