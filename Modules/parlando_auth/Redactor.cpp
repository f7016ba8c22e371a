#include "Redactor.h"

#include <algorithm>
#include <array>
#include <optional>

namespace parlando
{

namespace detail_redactor
{
constexpr std::string_view mark = "[redacted]";

static char lowerCase (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; }

static bool isLetterOrDigit (char c)
{
    const auto lower = lowerCase (c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

static bool startsWith (std::string_view text, std::string_view lowerCasePrefix)
{
    return text.size() >= lowerCasePrefix.size() &&
           std::equal (lowerCasePrefix.begin(), lowerCasePrefix.end(), text.begin(),
                       [] (char a, char b) { return a == lowerCase (b); });
}

static std::string percentEncoded (std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF", unreserved = "-._~";
    std::string result;

    for (const auto c : text)
    {
        const auto byte = static_cast<unsigned char> (c);

        if (isLetterOrDigit (c) || unreserved.find (c) != std::string_view::npos)
            result += c;
        else
            (((result += '%') += hex[byte >> 4]) += hex[byte & 15]);
    }

    return result;
}

/** How much of the text is this secret; also a beginning of it that the text's end cuts off. */
static std::size_t matchSecret (std::string_view text, std::string_view secret)
{
    constexpr std::size_t shortestCut = 6;

    if (text.starts_with (secret))
        return secret.size();

    return text.size() >= shortestCut && text.size() < secret.size() && secret.starts_with (text) ? text.size() : 0;
}

static std::size_t lengthUntil (std::string_view text, std::string_view stops)
{
    return std::min (text.find_first_of (stops), text.size());
}

/** "key=value": how much to keep, and how much after it to replace. */
struct Match
{
    std::size_t kept, hidden;
};

static std::optional<Match> matchParameter (std::string_view text, char before)
{
    constexpr std::string_view stops = " \t\r\n&#\"'<>;,)]}";

    for (const std::string_view name : {"key=", "token=", "apikey="})
        if (! isLetterOrDigit (before) && startsWith (text, name))
        {
            const auto quote = text.size() > name.size() && (text[name.size()] == '"' || text[name.size()] == '\'');
            const auto kept = name.size() + (quote ? 1u : 0u);
            return Match{kept, lengthUntil (text.substr (kept), stops)};
        }

    return {};
}

/** `Authorization: Token x`, also `"Authorization": "Token x"`. */
static std::optional<Match> matchHeader (std::string_view text, char before)
{
    if (isLetterOrDigit (before))
        return {};

    for (const std::string_view name : {"x-goog-api-key", "authorization", "proxy-authorization"})
    {
        if (! startsWith (text, name))
            continue;

        const auto skip = [&] (std::size_t from, std::string_view characters)
        { return std::min (text.find_first_not_of (characters, from), text.size()); };

        const auto separator = skip (name.size(), "\"' \t");
        if (separator >= text.size() || (text[separator] != ':' && text[separator] != '=' && text[separator] != ','))
            return {};

        const auto value = skip (separator + 1, " \t");
        const auto isQuoted = value < text.size() && (text[value] == '"' || text[value] == '\'');
        const auto kept = value + (isQuoted ? 1u : 0u);
        const auto stops = isQuoted ? std::string (1, text[value]) + "\r\n" : std::string ("\r\n\"");
        return Match{kept, lengthUntil (text.substr (kept), stops)};
    }

    return {};
}

static std::optional<Match> matchWord (std::string_view text, char before)
{
    constexpr std::string_view stops = " \t\r\n\"'<>,;&)]}";

    if (startsWith (text, "auth_tokens/") || startsWith (text, "auth_tokens%2f"))
        return Match{0, lengthUntil (text, stops)};

    constexpr std::string_view bearer = "bearer ";
    if (! isLetterOrDigit (before) && startsWith (text, bearer))
        return Match{bearer.size(), lengthUntil (text.substr (bearer.size()), stops)};

    return {};
}

static std::optional<Match> match (std::string_view text, char before, const std::vector<Secret>* secrets)
{
    if (secrets != nullptr)
        for (const auto& secret : *secrets)
            if (const auto length = matchSecret (text, secret.reveal()); length > 0)
                return Match{0, length};

    if (const auto found = matchHeader (text, before))
        return found;
    if (const auto found = matchParameter (text, before))
        return found;
    return matchWord (text, before);
}
} // namespace detail_redactor

Redactor Redactor::withSecret (const Credential& credential) const
{
    if (credential.kind() == Credential::Kind::none)
        return *this;

    auto all = known != nullptr ? *known : std::vector<Secret>();
    const auto plain = credential.secret().reveal();
    all.emplace_back (plain);

    if (const auto encoded = detail_redactor::percentEncoded (plain); encoded != plain)
        all.emplace_back (encoded);

    // The bare id of a token lets anyone write the token.
    if (credential.kind() == Credential::Kind::ephemeralToken && plain.size() > plain.find ('/') + 1)
        all.emplace_back (plain.substr (plain.find ('/') + 1));

    // The longest first: one secret may begin with another.
    std::sort (all.begin(), all.end(),
               [] (const auto& a, const auto& b) { return a.reveal().size() > b.reveal().size(); });

    Redactor result;
    result.known = std::make_shared<const std::vector<Secret>> (std::move (all));
    return result;
}

std::string Redactor::redact (std::string_view text) const
{
    using namespace detail_redactor;
    std::string result;
    result.reserve (text.size());

    for (std::size_t position = 0; position < text.size();)
    {
        const auto before = position > 0 ? text[position - 1] : '\0';
        const auto found = match (text.substr (position), before, known.get());

        if (! found)
        {
            result += text[position++];
            continue;
        }

        result += text.substr (position, found->kept);
        position += found->kept + found->hidden;

        if (found->hidden > 0)
            result += mark;
    }

    return result;
}

void Redactor::redactTexts (nlohmann::json& json) const
{
    if (json.is_string())
        json = redact (json.get_ref<const std::string&>());
    else if (json.is_structured())
        for (auto& item : json)
            redactTexts (item);
}

} // namespace parlando
