#include "Redactor.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace parlando
{

namespace detail_redactor
{
constexpr std::string_view mark = "[redacted]";

static char lowerCase (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; }

static bool startsWith (std::string_view text, std::string_view lowerCasePrefix)
{
    return text.size() >= lowerCasePrefix.size() &&
           std::equal (lowerCasePrefix.begin(), lowerCasePrefix.end(), text.begin(),
                       [] (char a, char b) { return a == lowerCase (b); });
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

/** Of somebody's API key or access token, by the beginning that Google gives them (protocol section 1.2); 0 where it is
    none. */
static std::size_t keyLength (std::string_view text)
{
    constexpr std::size_t shortest = 20;

    if (! text.starts_with ("AIza") && ! text.starts_with ("ya29."))
        return 0;

    const auto isOfKey = [] (char c) { return isLetterOrDigit (c) || c == '-' || c == '_' || c == '.'; };
    const auto end = std::find_if_not (text.begin(), text.end(), isOfKey);
    const auto length = static_cast<std::size_t> (end - text.begin());
    return length < shortest ? 0 : length;
}

constexpr std::string_view wordStops = " \t\r\n\"'<>,;&)]}";

/** What is a secret by its form, wherever it stands. */
static std::optional<Match> matchSecret (std::string_view text, char before)
{
    if (startsWith (text, "auth_tokens/") || startsWith (text, "auth_tokens%2f"))
        return Match{0, lengthUntil (text, wordStops)};

    if (const auto length = isLetterOrDigit (before) ? 0 : keyLength (text); length > 0)
        return Match{0, length};

    return {};
}

static std::optional<Match> matchBearer (std::string_view text, char before)
{
    constexpr std::string_view bearer = "bearer ";

    if (! isLetterOrDigit (before) && startsWith (text, bearer))
        return Match{bearer.size(), lengthUntil (text.substr (bearer.size()), wordStops)};

    return {};
}

/** `http://name:password@host`. */
static std::optional<Match> matchLogin (std::string_view text)
{
    constexpr std::string_view begin = "://";

    if (! text.starts_with (begin))
        return {};

    const auto authority = text.substr (begin.size(), lengthUntil (text.substr (begin.size()), " \t\r\n\"'<>/?#"));
    const auto at = authority.rfind ('@');
    return at == std::string_view::npos ? std::nullopt : std::optional (Match{begin.size(), at});
}

static std::optional<Match> match (std::string_view text, char before)
{
    if (const auto found = matchLogin (text))
        return found;
    if (const auto found = matchHeader (text, before))
        return found;
    if (const auto found = matchParameter (text, before))
        return found;
    if (const auto found = matchBearer (text, before))
        return found;
    return matchSecret (text, before);
}

/** As it is written in a proxy's URL, right or wrong. */
static std::string_view passwordIn (std::string_view url)
{
    if (const auto scheme = url.find ("://"); scheme != std::string_view::npos)
        url.remove_prefix (scheme + 3);

    const auto login = url.substr (0, std::min (url.rfind ('@'), url.size()));
    const auto colon = login.find (':');
    return login.size() == url.size() || colon == std::string_view::npos ? std::string_view()
                                                                         : login.substr (colon + 1);
}

/** Names as well as values. */
template <typename Replace>
static void replaceTexts (nlohmann::json& json, const Replace& replace)
{
    if (json.is_string())
    {
        json = replace (json.get_ref<const std::string&>());
    }
    else if (json.is_array())
    {
        for (auto& item : json)
            replaceTexts (item, replace);
    }
    else if (json.is_object())
    {
        auto result = nlohmann::json::object();

        for (auto& [name, item] : json.items())
        {
            replaceTexts (item, replace);
            result[replace (name)] = std::move (item);
        }

        json = std::move (result);
    }
}
} // namespace detail_redactor

Redactor Redactor::with (const KnownSecrets& more) const
{
    Redactor result;
    result.known = std::make_shared<const KnownSecrets> (known != nullptr ? known->with (more) : more);
    return result;
}

Redactor Redactor::withSecret (const Credential& credential) const
{
    if (credential.kind() == Credential::Kind::none)
        return *this;

    const auto plain = credential.secret().reveal();

    if (credential.kind() != Credential::Kind::ephemeralToken)
        return with (KnownSecrets (plain, KnownSecrets::Kind::key));

    // The bare id of a token lets anyone write the token; what stands before it is known to everybody.
    const auto id = plain.substr (std::min (plain.find ('/') + 1, plain.size()));
    return id.empty() ? *this : with (KnownSecrets (id, KnownSecrets::Kind::key));
}

Redactor Redactor::withProxy (const ProxySettings& settings) const
{
    const auto written = detail_redactor::passwordIn (settings.url);

    if (written.size() < KnownSecrets::shortestWord)
        return *this;

    const auto withPassword = [] (const Redactor& before, std::string_view secret)
    { return before.with (KnownSecrets (secret, KnownSecrets::Kind::password)); };

    const auto result = withPassword (*this, written);

    try
    {
        const auto proxy = Proxy::parse (settings.url);
        return withPassword (withPassword (result, proxy.password), proxy.name + ":" + proxy.password);
    }
    catch (const std::invalid_argument&)
    {
        return result; // whoever connects is told
    }
}

namespace detail_redactor
{

/** What is known, and what `find` finds at a place of the text. */
static std::string hide (std::string_view text, const std::vector<KnownSecrets::Place>& secrets,
                         std::optional<Match> (*find) (std::string_view, char))
{
    auto secret = secrets.begin();
    std::string result;
    result.reserve (text.size());

    for (std::size_t position = 0; position < text.size();)
    {
        while (secret != secrets.end() && secret->end <= position)
            ++secret;

        const auto before = position > 0 ? text[position - 1] : '\0';
        const auto isSecret = secret != secrets.end() && secret->begin <= position;
        const auto found =
            isSecret ? std::optional (Match{0, secret->end - position}) : find (text.substr (position), before);

        if (! found)
        {
            result += text[position++];
            continue;
        }

        result += text.substr (position, found->kept);
        position += found->kept + found->hidden;

        if (found->hidden == 0)
            continue;

        result += mark;

        for (; secret != secrets.end() && secret->begin < position; ++secret)
            position = std::max (position, secret->end);
    }

    return result;
}

} // namespace detail_redactor

std::vector<KnownSecrets::Place> Redactor::placesIn (std::string_view text) const
{
    return known != nullptr ? known->findIn (text) : std::vector<KnownSecrets::Place>();
}

std::string Redactor::redact (std::string_view text) const
{
    return detail_redactor::hide (text, placesIn (text), detail_redactor::match);
}

std::string Redactor::redactSecrets (std::string_view text) const
{
    return detail_redactor::hide (text, placesIn (text), detail_redactor::matchSecret);
}

bool Redactor::findsKnown (std::string_view text) const { return ! placesIn (text).empty(); }

void Redactor::redactTexts (nlohmann::json& json) const
{
    detail_redactor::replaceTexts (json, [this] (const std::string& text) { return redact (text); });
}

void Redactor::redactSecretTexts (nlohmann::json& json) const
{
    detail_redactor::replaceTexts (json, [this] (const std::string& text) { return redactSecrets (text); });
}

} // namespace parlando
