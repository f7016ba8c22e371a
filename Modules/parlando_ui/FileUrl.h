#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The file of an absolute path (UTF-8, with slashes) as a URL, "file:///home/me/take%201.wav": what is neither a
   letter of ASCII, a digit, a slash nor one of - . _ ~ is escaped (RFC 3986, RFC 8089). Any thread. */
std::string fileUrlOf (std::string_view path);

/** Of several files, each with CR LF behind it: `text/uri-list` (RFC 2483). Any thread. */
std::string uriListOf (const std::vector<std::string>& paths);

} // namespace parlando
