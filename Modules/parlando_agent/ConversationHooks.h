#pragma once

#include <parlando_provider/FunctionCall.h>

#include <functional>
#include <optional>
#include <string>

namespace parlando
{

/** What may change or refuse what a conversation is about to do. Each may be empty.

    Called on the session thread, never under a lock: the voice and the network wait for it, so what takes long belongs
    elsewhere. What one throws ends the conversation with its sentence, as a listener's does.
*/
struct ConversationHooks
{
    /** A call is about to run, and its arguments may be changed. With a text it does not run: the agent is answered
        with that as an error. The call was told already as it came (ToolCalled). */
    std::function<std::optional<std::string> (FunctionCall&)> beforeTool;

    /** A typed turn is about to be given to the service, and may be changed. False: it is not, and stands in no
        transcript. */
    std::function<bool (std::string&)> beforeText;

    /** Whether the connection that stands may be replaced just now by another one, for its age, because the service
        asks for it, or for other settings. False: not as long as that can wait, which is told by the service. Asked
        many times a second. */
    std::function<bool()> mayReplaceConnection;
};

} // namespace parlando
