#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

namespace parlando
{

/** What a tool answers to the model. The response is never empty: newer models call a tool again that says nothing.

    A success is `{"status":"ok", ...}`, a failure `{"status":"error","error":"sentence","retryable":bool}`.
*/
struct ToolOutcome
{
    nlohmann::json response = nlohmann::json::object(); /**< Always an object. */
    bool isError = false;
    bool endsConversation = false; /**< The conversation ends once the agent has finished speaking. */

    /** The members of `answer` beside `"status":"ok"`. What is not an object, or has a `status` of its own, goes whole
        under `output`; null gives the status alone. */
    static ToolOutcome success (nlohmann::json answer = {});

    /** `sentence` tells the model what was wrong and what to do; it is cut at 1,000 bytes, and bytes that are not UTF-8
        are replaced. Retryable: the same call, corrected or later, may succeed. */
    static ToolOutcome failure (std::string_view sentence, bool retryable = false);
};

} // namespace parlando
