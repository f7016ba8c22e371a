#pragma once

#include <parlando_text/Descriptor.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** Where bytes go: a file, which is replaced, or a pipe, whose reader may be slow or go away. One thread at a time.

    A problem does not throw: it ends the writing and stands in `problem()`.
*/
class OutputFile
{
public:
    /** `path`: `-` is standard output. Opens a pipe and waits for its reader, but touches no file. `interruption`: a
        descriptor that ends all waiting once it is readable; -1 for none. Throws Interruption for that. */
    OutputFile (std::string path, int interruption);

    /** Creates or replaces the file, and keeps others of this program from writing it; a pipe is open already. */
    void begin();

    /** Whether it can be written at any place, and not only at its end. */
    bool isSeekable() const noexcept { return seekable; }

    /** Appends; false where not all could be written. */
    bool append (std::string_view bytes);

    /** Writes over what is there. */
    void overwrite (std::uint64_t place, std::string_view bytes);

    /** One sentence once writing has failed; empty while all is well. */
    const std::string& problem() const noexcept { return sentence; }

    /** Whoever read the pipe has gone. */
    bool isAbandoned() const noexcept { return abandoned; }

private:
    void openPipe();
    void replace();
    void fail (int error);
    bool waitUntilWritable();

    std::string path, title;
    int interruption;
    Descriptor file;
    bool seekable = false, abandoned = false;
    std::string sentence;
};

} // namespace parlando
