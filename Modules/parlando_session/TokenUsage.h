#pragma once

#include <parlando_provider/UsageMetadata.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace parlando
{

/** Kinds of tokens, which have prices of their own. */
enum class TokenKind
{
    text,
    audio,
    image,
    video,
    document,
    other /**< The service did not say, or a word that is not known. */
};

inline constexpr std::array<std::string_view, 6> tokenKindNames{"text", "audio", "image", "video", "document", "other"};

/** Tokens by kind. */
struct TokenCounts
{
    std::array<std::int64_t, tokenKindNames.size()> byKind{};

    std::int64_t of (TokenKind kind) const noexcept { return byKind[static_cast<std::size_t> (kind)]; }
    std::int64_t total() const noexcept;

    TokenCounts& operator+= (const TokenCounts&) noexcept;
    bool operator== (const TokenCounts&) const = default;
};

/** What a turn or a session used, summed over what the service reported (C76). A message's counts are what counts:
    tokens that its details leave out are TokenKind::other, and details beyond the count are left out. */
struct TokenUsage
{
    TokenCounts input; /**< The prompts, `cached` included. */
    TokenCounts cached;
    TokenCounts output;
    TokenCounts toolUse; /**< Results of the service's own tools, which are prompts too. */
    std::int64_t thoughts = 0;
    std::int64_t total = 0; /**< What the service added up, which may leave out thoughts, or all of the above (C118). */
    std::uint64_t messages = 0;

    void add (const UsageMetadata&);
    bool operator== (const TokenUsage&) const = default;
};

} // namespace parlando
