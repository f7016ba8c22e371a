#pragma once

#include "CommandLineError.h"

#include <parlando_session/parlando_session.h>

#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** The conversation that --history keeps. While it lives no other run has the file: it holds the system's lock on it,
    which goes with the process however that ends. Main thread. */
class HistoryFile
{
public:
    /** Empty: none; `-`: standard output, with nothing to go on with. A file that is not there yet is made. Throws
        UsageError where another conversation has it. */
    explicit HistoryFile (std::string path);

    /** A file that was made, and that nothing was kept in, is gone again. */
    ~HistoryFile();

    HistoryFile (const HistoryFile&) = delete;
    HistoryFile& operator= (const HistoryFile&) = delete;

    bool isWanted() const noexcept { return ! path.empty(); }

    /** What it holds; an empty conversation where there is nothing in it. Throws UsageError for anything else. */
    Transcript read();

    /** Keeps the conversation. Where its oldest words are no longer held, the file as it was is kept beside, in
       talk.1.json and so on; what is too large for one file that can be read again is divided, the oldest parts beside.
       A file that somebody else has changed since it was read stays as it is, and the conversation goes beside it.
       Returns sentences for people about such. Throws ConversationError as leaveFile() does. */
    std::vector<std::string> keep (const Transcript&);

private:
    struct State;

    std::vector<std::string> keepOlderWords (const Transcript&);

    std::string path;
    std::unique_ptr<State> state;
};

} // namespace parlando
