#pragma once

#include <string>

namespace parlando::gemini
{

/** What Google's servers say of an error in the body of an HTTP answer: untrusted words in one line, at most 300
    characters; empty where there are none. */
std::string complaintIn (const std::string& body);

} // namespace parlando::gemini
