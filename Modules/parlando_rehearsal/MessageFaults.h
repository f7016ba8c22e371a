#pragma once

#include "LineFaults.h"

#include <cstdint>
#include <string>
#include <vector>

namespace parlando
{

/** What one connection's messages become on their way to the client: LineFaults' voice, turns, calls and what nobody
    said. Server's thread. */
class MessageFaults
{
public:
    explicit MessageFaults (LineFaults lineFaults) : faults (std::move (lineFaults)) {}

    /** What leaves instead of `message`, in order. */
    std::vector<std::string> apply (std::string message);

private:
    std::string withOtherVoice (std::string message);
    void addUnasked (const std::string& message, std::vector<std::string>& out);
    void addTurnAgain (const std::string& message, std::vector<std::string>& out);
    std::string unreadable();

    LineFaults faults;
    std::uint64_t toneSamples = 0;
    std::uint64_t messages = 0, voiceMessages = 0, unreadableMessages = 0;
    std::vector<std::string> turn; // of the open turn, for saying it again
};

} // namespace parlando
