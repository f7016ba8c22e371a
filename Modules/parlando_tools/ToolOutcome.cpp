#include "ToolOutcome.h"

#include <parlando_text/parlando_text.h>

#include <string>

namespace parlando
{

namespace detail_outcome
{
constexpr std::size_t maximumSentenceBytes = 1000;

} // namespace detail_outcome

ToolOutcome ToolOutcome::success (nlohmann::json answer)
{
    ToolOutcome outcome;

    if (answer.is_object() && ! answer.contains ("status"))
        outcome.response = std::move (answer);
    else if (! answer.is_null())
        outcome.response["output"] = std::move (answer);

    outcome.response["status"] = "ok";
    return outcome;
}

ToolOutcome ToolOutcome::failure (std::string_view sentence, bool retryable)
{
    using namespace detail_outcome;
    const auto text = sentence.empty() ? std::string_view ("The tool failed without a reason.") : sentence;

    ToolOutcome outcome;
    outcome.isError = true;
    outcome.response = {
        {"status", "error"}, {"error", validUtf8 (cutText (text, maximumSentenceBytes))}, {"retryable", retryable}};
    return outcome;
}

} // namespace parlando
