#include "WireText.h"

#include "JournalLine.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

constexpr std::size_t mostPlaceholders = 4096;

constexpr auto checkName = "$crc";

std::string inSmallLetters (std::string text)
{
    for (auto& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c;

    return text;
}

/** What it is called where its value gives access to something; empty for any other. */
std::string secretNamed (const std::string& member)
{
    const auto name = inSmallLetters (member);
    constexpr std::array<const char*, 7> words{"handle", "token",  "cookie",       "password",
                                               "apikey", "secret", "authorization"};
    const auto found =
        std::find_if (words.begin(), words.end(), [&] (const char* word) { return name.ends_with (word); });
    return found == words.end() ? std::string() : std::string (*found);
}

/** A message that nobody could read is not looked into: but sound that is in it is not kept. */
std::string withoutRuns (std::string text)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const auto begin = at;

        while (at < text.size() && wire_text::isOfBase64 (text[at]))
            ++at;

        if (at - begin >= wire_text::shortestPayload)
            std::fill (text.begin() + static_cast<std::ptrdiff_t> (begin),
                       text.begin() + static_cast<std::ptrdiff_t> (at), 'A');

        ++at;
    }

    return text;
}

} // namespace

/** Goes through one message. */
struct WireDisguise::Visit
{
    nlohmann::json take (nlohmann::json json, const std::string& name)
    {
        if (json.is_string())
            return takeText (json.get_ref<const std::string&>(), name);

        if (json.is_array())
            for (auto& each : json)
                each = take (std::move (each), name);

        if (! json.is_object())
            return json;

        auto result = nlohmann::json::object();

        for (auto& [member, value] : json.items())
            result[redactor.redactSecrets (member)] = take (std::move (value), member);

        return result;
    }

    nlohmann::json takeText (const std::string& text, const std::string& name)
    {
        std::vector<std::uint8_t> bytes;

        if (text.size() >= wire_text::shortestPayload && fromBase64 (text, bytes))
            return takeBytes (text, bytes);

        if (const auto kind = secretNamed (name); ! kind.empty() && ! text.empty())
            return disguise.placeholder (kind, text);

        return redactor.redactSecrets (text);
    }

    nlohmann::json takeBytes (const std::string& text, const std::vector<std::uint8_t>& bytes)
    {
        if (keepsBytes && ! redactor.findsKnown (text))
            return text;

        nlohmann::json written{{wire_text::bytesName, bytes.size()}};

        if (outlines == nullptr)
            return written;

        written[checkName] = checksum ({reinterpret_cast<const char*> (bytes.data()), bytes.size()});

        if (outlines->empty())
            return written;

        for (const auto& stretch : outlines->front())
            written[wire_text::soundName].push_back (toJson (stretch));

        outlines->pop_front();
        return written;
    }

    WireDisguise& disguise;
    const Redactor& redactor;
    VoiceOutlines* outlines; // null: no message of the service
    bool keepsBytes;
};

nlohmann::json WireDisguise::message (std::string_view message, VoiceOutlines outlines, const Redactor& redactor)
{
    JsonLimits limits;
    limits.allowsDuplicates = true; // as those who read it may
    auto [json, problem] = readJson (message, limits);

    if (problem.empty())
        return {{"json", Visit{*this, redactor, &outlines, keeps}.take (std::move (json), {})}};

    auto clean = redactor.redactSecrets (message);

    if (! keeps)
        clean = withoutRuns (std::move (clean));

    if (isUtf8 (clean))
        return {{"text", clean}};

    return {{"base64", toBase64 ({reinterpret_cast<const std::uint8_t*> (clean.data()), clean.size()})}};
}

nlohmann::json WireDisguise::value (nlohmann::json json, const Redactor& redactor)
{
    return Visit{*this, redactor, nullptr, false}.take (std::move (json), {});
}

std::string WireDisguise::placeholder (const std::string& name, const std::string& secret)
{
    // What is one already: of a record that is run again.
    const auto isOne = secret.starts_with (name + "-") && secret.size() > name.size() + 1 &&
                       secret.find_first_not_of ("0123456789.", name.size() + 1) == std::string::npos;

    if (isOne)
        return secret;

    if (const auto found = placeholders.find (secret); found != placeholders.end())
        return found->second;

    auto made = name + "-" + std::to_string (std::min (placeholders.size() + 1, mostPlaceholders));
    made.resize (std::max (made.size(), secret.size()), '.');

    if (placeholders.size() < mostPlaceholders)
        placeholders.emplace (secret, made);

    return made;
}

} // namespace parlando
