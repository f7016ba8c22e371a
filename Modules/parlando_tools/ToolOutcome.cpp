#include "ToolOutcome.h"

#include <string>

namespace parlando
{

namespace detail_outcome
{
constexpr std::size_t maximumSentenceBytes = 1000;

/** Cuts at a character's beginning, so that no half character remains. */
static std::string_view cutText (std::string_view text, std::size_t maximum)
{
    if (text.size() <= maximum)
        return text;

    auto end = maximum;
    while (end > 0 && (static_cast<unsigned char> (text[end]) & 0xc0) == 0x80)
        --end;

    return text.substr (0, end);
}

/** The same text with U+FFFD in place of what is not UTF-8. */
static std::string validText (std::string_view text)
{
    const auto dumped = nlohmann::json (text).dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return nlohmann::json::parse (dumped).get<std::string>();
}
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
        {"status", "error"}, {"error", validText (cutText (text, maximumSentenceBytes))}, {"retryable", retryable}};
    return outcome;
}

} // namespace parlando
