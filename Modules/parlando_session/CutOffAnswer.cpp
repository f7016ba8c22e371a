#include "CutOffAnswer.h"

#include <parlando_text/parlando_text.h>

namespace parlando
{

namespace
{

constexpr auto patienceWithRest = Milliseconds (1'000);
constexpr auto worthGoingOn = Milliseconds (1'000);

/** What of the words that were heard is quoted; it must be enough to find the place. */
constexpr std::size_t quotedBytes = 240;

} // namespace

std::string CutOffAnswer::Heard::requestForRest() const
{
    const auto place = words.empty() ? "the first " + std::to_string (length.count() / 1000) + " s of it"
                                     : "you up to: \"" + std::string (lastPieces (words, quotedBytes)) + "\"";
    return "(The connection broke while you were answering. I heard " + place +
           ". Go on right there: say nothing of it again, and nothing about the connection.)";
}

void CutOffAnswer::awaitRest (Instant now) { restDue = now + patienceWithRest; }

void CutOffAnswer::keep (Heard all)
{
    restDue.reset();
    heard = std::move (all);
}

bool CutOffAnswer::isWorthGoingOn() const noexcept
{
    return heard && (! heard->words.empty() || heard->length >= worthGoingOn);
}

} // namespace parlando
