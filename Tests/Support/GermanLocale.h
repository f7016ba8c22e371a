#pragma once

#include <Support/FileFolder.h>

#include <cstdlib>
#include <string>

namespace parlando::testing
{

/** A German locale for one test, whether the machine has it or not: decimals with commas. */
class GermanLocale
{
public:
    /** False where its sources (package locales) are not installed. */
    [[nodiscard]] bool isThere() const noexcept { return made; }

    /** For a program whose person speaks German, as for `env`. glibc's newlocale() does not free what it makes of
        LOCPATH, which is no leak of ours. */
    [[nodiscard]] std::string environment() const
    {
        return "ASAN_OPTIONS=detect_leaks=0 LOCPATH='" + (folder / ".") + "' LANG=C LC_ALL=de_DE.UTF-8 LANGUAGE=";
    }

private:
    FileFolder folder;
    bool made =
        std::system (
            ("localedef --no-archive -i de_DE -f UTF-8 '" + (folder / "de_DE.UTF-8") + "' >/dev/null 2>&1").c_str()) ==
        0;
};

} // namespace parlando::testing
