// Read before juce_core.cpp: JUCE asks for the person's language at each word that it shapes. For that it sets the
// locale of the whole process, the host's as well, and does not set it back as it was: a host that keeps "C" would
// write 0,5 for 0.5 from then on. Here the language comes from a locale of its own, and that of the process stays.
#pragma once

#include <langinfo.h>
#include <locale.h>
#include <locale>

/** That is what the person's environment says; nothing where there is no such locale. Any thread. */
inline const char* parlandoUserLanguage (nl_item item)
{
    static const locale_t user = ::newlocale (LC_ADDRESS_MASK, "", nullptr);
    return user != nullptr ? ::nl_langinfo_l (item, user) : "";
}

/** Sets nothing. */
constexpr const char* parlandoKeepLocale (int, const char*) { return nullptr; }

#define nl_langinfo(item) parlandoUserLanguage (item)
#define setlocale(category, name) parlandoKeepLocale (category, name)
