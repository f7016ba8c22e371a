#pragma once

#include <parlando_archive/parlando_archive.h>

#include <string>

namespace parlando
{

/** What of this person's conversations is kept, and where: in a file of theirs for all projects, as a project must not
    decide what is recorded of whoever opens it. */
struct KeepSettings
{
    Keeps what = Keeps::wordsAndVoice;
    std::string place; /**< The folder with a folder for each conversation; empty: usualPlace(). */

    bool operator== (const KeepSettings&) const = default;

    /** `Parlando` in this person's music folder. */
    static std::string usualPlace();

    /** `keep.json` beside usualKeyFile(); empty where there is no such place. */
    static std::string usualFile();

    /** Defaults where there is no file. Throws std::invalid_argument with a sentence where it is broken. */
    static KeepSettings load (const std::string& file = usualFile());

    /** Whole or not at all. Throws std::runtime_error with what to do. */
    void save (const std::string& file = usualFile()) const;
};

} // namespace parlando
