#include "KnownSecrets.h"

#include <parlando_protocol/Base64.h>

#include <algorithm>
#include <string>

namespace parlando
{

namespace detail_secrets
{

static std::string lowerCase (std::string_view text)
{
    std::string result (text);
    std::transform (result.begin(), result.end(), result.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    return result;
}

static bool isUnreserved (char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

static std::string hexadecimal (std::string_view text, const char* before, bool (*isKept) (char))
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;

    for (const auto c : text)
    {
        const auto byte = static_cast<unsigned char> (c);

        if (isKept (c))
            result += c;
        else
            ((result += before) += digits[byte >> 4]) += digits[byte & 15];
    }

    return result;
}

/** What does not depend on the `skipped` bytes before it, and on what comes behind. */
static std::string base64 (std::string_view text, std::size_t skipped)
{
    const auto padded = std::string (skipped, '\0') + std::string (text);
    const auto encoded = toBase64 ({reinterpret_cast<const std::uint8_t*> (padded.data()), padded.size()});
    const auto begin = (8 * skipped + 5) / 6, end = 8 * padded.size() / 6;
    return encoded.substr (begin, end - begin);
}

/** FNV-1a. */
static std::uint64_t hash (std::string_view text)
{
    std::uint64_t value = 14695981039346656037u;

    for (const auto c : text)
        value = (value ^ static_cast<unsigned char> (c)) * 1099511628211u;

    return value;
}

} // namespace detail_secrets

KnownSecrets::KnownSecrets (std::string_view secret)
{
    using namespace detail_secrets;
    addForm (secret);
    addForm (hexadecimal (secret, "%", isUnreserved));
    addForm (hexadecimal (secret, "", [] (char) { return false; }));

    for (std::size_t skipped = 0; skipped < 3; ++skipped)
        if (const auto form = base64 (secret, skipped); form.size() >= shortestBeginning)
            addForm (form);

    std::sort (pieces.begin(), pieces.end());
}

void KnownSecrets::addForm (std::string_view text)
{
    const auto form = detail_secrets::lowerCase (text);

    if (form.empty() ||
        std::any_of (forms.begin(), forms.end(), [&] (const auto& each) { return each.reveal() == form; }))
        return;

    forms.emplace_back (form);

    for (std::size_t i = 0; i + shortestPiece <= form.size(); ++i)
        pieces.push_back (detail_secrets::hash (std::string_view (form).substr (i, shortestPiece)));
}

KnownSecrets KnownSecrets::with (const KnownSecrets& more) const
{
    auto both = *this;
    both.forms.insert (both.forms.end(), more.forms.begin(), more.forms.end());
    both.pieces.insert (both.pieces.end(), more.pieces.begin(), more.pieces.end());
    std::sort (both.pieces.begin(), both.pieces.end());
    return both;
}

/** How much of the text from there on is of a secret. */
std::size_t KnownSecrets::matchAt (std::string_view text, std::size_t position, bool hasPiece) const
{
    const auto rest = text.substr (position);
    std::size_t longest = 0;

    for (const auto& each : forms)
    {
        const auto form = each.reveal();
        const auto isCutOff = rest.size() >= shortestBeginning && rest.size() < form.size() && form.starts_with (rest);

        if (rest.starts_with (form))
            longest = std::max (longest, form.size());
        else if (isCutOff)
            longest = std::max (longest, rest.size());

        if (! hasPiece)
            continue;

        const auto piece = rest.substr (0, shortestPiece);

        for (auto at = form.find (piece); at != form.npos; at = form.find (piece, at + 1))
        {
            const auto [inText, inForm] =
                std::mismatch (rest.begin(), rest.end(), form.begin() + static_cast<std::ptrdiff_t> (at), form.end());
            longest = std::max (longest, static_cast<std::size_t> (inText - rest.begin()));
        }
    }

    return longest;
}

std::vector<KnownSecrets::Place> KnownSecrets::findIn (std::string_view text) const
{
    const auto lower = detail_secrets::lowerCase (text);
    std::vector<Place> places;

    for (std::size_t position = 0; position < lower.size();)
    {
        const auto piece = std::string_view (lower).substr (position, shortestPiece);
        const auto hasPiece = piece.size() == shortestPiece &&
                              std::binary_search (pieces.begin(), pieces.end(), detail_secrets::hash (piece));
        const auto length = matchAt (lower, position, hasPiece);

        if (length > 0)
            places.push_back ({position, position + length});

        position += std::max<std::size_t> (length, 1);
    }

    return places;
}

} // namespace parlando
