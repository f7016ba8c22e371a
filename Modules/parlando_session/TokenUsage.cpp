#include "TokenUsage.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <numeric>
#include <string>

namespace parlando
{

namespace
{

/** A hostile service must not make sums overflow. */
std::int64_t sum (std::int64_t a, std::int64_t b) noexcept
{
    return a > std::numeric_limits<std::int64_t>::max() - b ? std::numeric_limits<std::int64_t>::max() : a + b;
}

TokenKind kindOf (std::string name)
{
    std::transform (name.begin(), name.end(), name.begin(),
                    [] (unsigned char c) { return static_cast<char> (std::tolower (c)); });
    const auto found = std::find (tokenKindNames.begin(), tokenKindNames.end(), name);
    return found == tokenKindNames.end() ? TokenKind::other : static_cast<TokenKind> (found - tokenKindNames.begin());
}

TokenCounts countsOf (std::int64_t count, const std::vector<ModalityTokenCount>& details)
{
    TokenCounts counts;
    auto left = count;

    for (const auto& detail : details)
    {
        const auto tokens = std::clamp<std::int64_t> (detail.tokenCount, 0, left);
        counts.byKind[static_cast<std::size_t> (kindOf (detail.modality))] += tokens;
        left -= tokens;
    }

    counts.byKind[static_cast<std::size_t> (TokenKind::other)] += left;
    return counts;
}

std::int64_t addedUp (const UsageMetadata& usage)
{
    std::int64_t all = 0;

    for (const auto count :
         {usage.promptTokenCount, usage.responseTokenCount, usage.toolUsePromptTokenCount, usage.thoughtsTokenCount})
        all = sum (all, count);

    return all;
}

} // namespace

std::int64_t TokenCounts::total() const noexcept
{
    return std::accumulate (byKind.begin(), byKind.end(), std::int64_t{0}, sum);
}

TokenCounts& TokenCounts::operator+= (const TokenCounts& more) noexcept
{
    std::transform (byKind.begin(), byKind.end(), more.byKind.begin(), byKind.begin(), sum);
    return *this;
}

void TokenUsage::add (const UsageMetadata& usage)
{
    input += countsOf (usage.promptTokenCount, usage.promptTokensDetails);
    cached += countsOf (usage.cachedContentTokenCount, usage.cacheTokensDetails);
    output += countsOf (usage.responseTokenCount, usage.responseTokensDetails);
    toolUse += countsOf (usage.toolUsePromptTokenCount, usage.toolUsePromptTokensDetails);
    thoughts = sum (thoughts, usage.thoughtsTokenCount);
    total = sum (total, std::max (usage.totalTokenCount, addedUp (usage)));
    ++messages;
}

} // namespace parlando
