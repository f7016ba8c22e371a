#include "KeyringStore.h"

#include "CredentialReading.h"
#include "ProgramSearch.h"
#include "Redactor.h"

#include <cstdlib>

namespace parlando
{

namespace detail_keyring
{

static std::string fromEnvironment (const char* name)
{
    const auto* const value = std::getenv (name);
    return value != nullptr ? value : "";
}

static std::string_view withoutLineBreak (std::string_view text)
{
    return text.substr (0, text.find_last_not_of ("\r\n") + 1);
}

} // namespace detail_keyring

/** secret-tool ends with exit code 1 and no word where nothing is kept, and with a complaint where something is wrong.
    A session without any keyring has nothing either: D-Bus says so in these words in every language. */
KeyringStore::Answer KeyringStore::ask (std::vector<std::string> arguments, Milliseconds limit,
                                        const Secret& input) const
{
    static const std::atomic<bool> never{false};
    const auto& isAbandoned = abandoned != nullptr ? *abandoned : never;
    arguments.insert (arguments.begin(), program);
    arguments.insert (arguments.end(),
                      {"application", "parlando", "kind", kept == KeptSecret::apiKey ? "api-key" : "proxy"});

    const auto begin = Instant::clock::now();
    auto output = outputOf (arguments, limit, isAbandoned, input);
    Answer answer;

    if (output.error.empty())
    {
        answer.text = std::move (output.text);
        return answer;
    }

    answer.isUnanswered = isAbandoned || Instant::clock::now() - begin >= limit;
    answer.hasNothing = output.error == program + " failed with exit code 1." ||
                        output.error.find ("was not provided by any .service files") != std::string::npos;
    answer.trouble = answer.isUnanswered
                         ? "it did not answer within " + std::to_string (limit.count() / 1000) + " s"
                         : Redactor().redact (output.error.substr (0, output.error.find_last_not_of ('.') + 1));
    return answer;
}

void KeyringStore::fail (const std::string& sentence, const Answer& answer) const
{
    const auto whole = "The keyring " + sentence + (answer.trouble.empty() ? "" : " (" + answer.trouble + ")") +
                       ": unlock it and try again, or look into it by hand.";

    if (answer.isUnanswered)
        throw StoreUnanswered (whole);

    throw std::runtime_error (whole);
}

bool KeyringStore::isAvailable() const
{
    return ! detail_keyring::fromEnvironment ("DBUS_SESSION_BUS_ADDRESS").empty() &&
           findProgram (program).problem.empty();
}

FoundCredential KeyringStore::read() const
{
    const auto answer = ask ({"lookup"}, readingLimit);
    FoundCredential found;

    if (! answer.text.isEmpty())
        return detail_credential::take (answer.text.reveal(), where(), "What the keyring holds");

    if (answer.hasNothing && isLocked())
        found.caution = "The keyring has a key, but is locked: unlock it and try again.";
    else if (! answer.trouble.empty() && ! answer.hasNothing)
        found.caution =
            "The keyring may have a key, but cannot be asked (" + answer.trouble + "): unlock it and try again.";

    return found;
}

/** What is locked is neither found nor cleared, without a word; but it is listed. */
bool KeyringStore::isLocked() const { return ! ask ({"search", "--all"}, readingLimit).text.isEmpty(); }

void KeyringStore::write (const Credential& credential)
{
    const auto* label = kept == KeptSecret::apiKey ? "Parlando: key of the Gemini API" : "Parlando: proxy";

    if (const auto stored = ask ({"store", "--label", label}, writingLimit, credential.secret());
        ! stored.trouble.empty())
        fail ("does not keep it", stored);

    const auto now = ask ({"lookup"}, readingLimit);

    if (detail_keyring::withoutLineBreak (now.text.reveal()) != credential.secret().reveal())
        fail ("does not give back what it was to keep", now);
}

void KeyringStore::remove()
{
    // Where nothing is kept it fails as well, which is as good: what counts is what is there afterwards.
    if (const auto cleared = ask ({"clear"}, writingLimit); cleared.isUnanswered)
        fail ("may still have what it keeps of Parlando", cleared);

    const auto left = ask ({"lookup"}, readingLimit);

    if (! left.text.isEmpty())
        fail ("does not give up what it keeps of Parlando", left);

    if (! left.trouble.empty() && ! left.hasNothing)
        fail ("may still have what it keeps of Parlando", left);

    if (isLocked())
        fail ("is locked, and still has what it keeps of Parlando", {});
}

} // namespace parlando
