#include "CloseAdvice.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace parlando::gemini
{

namespace
{

struct Advice
{
    std::string_view contains; // lower case
    std::string_view sentence;
    CloseMeaning beforeReady, afterReady;
};

using enum CloseMeaning;

constexpr auto handleIsGone = "start a new session: this one can no longer be resumed";
constexpr auto modelIsUnknown = "check the model's name";
constexpr auto featureIsMissing = "this model does not have a feature that was asked for";
constexpr auto isOverloaded = "the service is overloaded: try again in a moment";
constexpr auto hasFailed = "try again: the service failed";
constexpr auto wasAtItsEnd = "try again: the connection had reached its end";

/** The first that matches counts. What refuses a setup cannot be meant where it was taken: there the same words in an
    unknown text are one more reason that nobody knows (C98). */
constexpr std::array advice{
    Advice{"api key not valid", "check the key", fatal, fatal},
    Advice{"api key expired", "make a new key", fatal, fatal},
    Advice{"unregistered callers", "give a key: none reached the service", fatal, fatal},
    Advice{"used too many times", "make a new token: this one is used up", fatal, fatal},
    Advice{"unknown name", "a field of the setup is misspelled or misplaced", fatal, fatal},
    Advice{"user location", "the service is not offered in this region", fatal, fatal},
    Advice{"location is not supported", "the service is not offered in this region", fatal, fatal},
    Advice{"no turn to complete", "", resume, resume},
    Advice{"operation was aborted", "", resume, limit},
    Advice{"connection aborted", "", resume, limit},
    Advice{"operation was cancelled", "", resume, limit},
    Advice{"session not found", handleIsGone, startFresh, startFresh},
    Advice{"session handle", handleIsGone, startFresh, startFresh},
    Advice{"not found for api version", modelIsUnknown, fatal, fatal},
    Advice{"for bidigeneratecontent", "check the model's name: this one does not hold live conversations", fatal,
           fatal},
    Advice{"media_chunks", "this client is too old for the service: update it", fatal, fatal},
    Advice{"cannot extract voices", "a voice needs audio as the response modality", fatal, fatal},
    Advice{"modalities", "ask for audio as the one response modality", fatal, resume},
    Advice{"non-audio", "ask for audio as the one response modality", fatal, resume},
    Advice{"thinking level", "change or leave out the thinking settings: models differ in them", fatal, fatal},
    Advice{"thinking", "change or leave out the thinking settings: models differ in them", fatal, resume},
    Advice{"blocking function", "declare the tools NON_BLOCKING: this model takes no others", fatal, fatal},
    Advice{"language code", "choose another language, or none: this model refuses the code", fatal, fatal},
    Advice{"speaker voice", "choose a voice from 'parlando voices'", fatal, fatal},
    Advice{"voice", "choose a voice from 'parlando voices'", fatal, resume},
    Advice{"invalid argument", "a value of the setup is wrong, or the model does not have that feature", startFresh,
           startFresh},
    Advice{"precondition check failed", featureIsMissing, fatal, startFresh},
    Advice{"quota", "wait a minute, or check the quota of the key", quota, quota},
    Advice{"unavailable", isOverloaded, resume, resume},
    Advice{"deadline expired", wasAtItsEnd, resume, resume},
    Advice{"internal error", hasFailed, resume, resume},
    Advice{"startstep", hasFailed, resume, resume},
    Advice{"failed to run inference", hasFailed, resume, resume},
    Advice{"not implemented", featureIsMissing, startFresh, startFresh},
    Advice{"entity was not found", modelIsUnknown, startFresh, startFresh},
    Advice{"not found", modelIsUnknown, startFresh, resume},
};

std::string lowerCase (std::string_view text)
{
    std::string lower (text);
    std::transform (lower.begin(), lower.end(), lower.begin(),
                    [] (unsigned char character) { return static_cast<char> (std::tolower (character)); });
    return lower;
}

const Advice* find (std::string_view reason)
{
    const auto lower = lowerCase (reason);
    const auto known =
        std::find_if (advice.begin(), advice.end(),
                      [&] (const Advice& each) { return lower.find (each.contains) != std::string::npos; });
    return known != advice.end() ? &*known : nullptr;
}

} // namespace

CloseMeaning meaningOfClose (int code, std::string_view reason, bool wasReady)
{
    if (const auto* known = find (reason))
        return wasReady ? known->afterReady : known->beforeReady;

    if (! wasReady)
        return code == 1007 || code == 1008 ? fatal : resume;

    return code == 1000 || code == 1001 ? limit : resume;
}

bool refusesHistoryConfig (int code, std::string_view reason)
{
    return code == 1007 && (reason.find ("historyConfig") != std::string_view::npos ||
                            reason.find ("history_config") != std::string_view::npos);
}

bool refusesNudge (std::string_view reason)
{
    return lowerCase (reason).find ("no turn to complete") != std::string::npos;
}

std::optional<double> retrySeconds (std::string_view reason)
{
    constexpr std::string_view invitation = "retry in ";
    const auto lower = lowerCase (reason);
    const auto found = lower.find (invitation);

    if (found == std::string::npos)
        return {};

    auto rest = std::string_view (lower).substr (found + invitation.size());
    constexpr auto day = 86'400.0;
    constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"ms", 0.001}, {"h", 3600}, {"m", 60}, {"s", 1}}};
    std::optional<double> seconds;

    for (double number = 0.0;;)
    {
        const auto [end, error] =
            std::from_chars (rest.data(), rest.data() + rest.size(), number, std::chars_format::fixed);
        const auto after = rest.substr (static_cast<std::size_t> (end - rest.data()));
        const auto* unit = std::find_if (units.begin(), units.end(),
                                         [after] (const auto& each) { return after.starts_with (each.first); });

        if (error != std::errc() || ! (number >= 0.0) || unit == units.end())
            return seconds;

        seconds = std::min (day, seconds.value_or (0.0) + number * unit->second);
        rest = after.substr (unit->first.size());
    }
}

std::string adviceOnClose (int code, std::string_view reason)
{
    if (const auto* known = find (reason))
        return std::string (known->sentence);

    // Where the service refuses a setup it does so with these two (protocol section 3.10).
    return code == 1007 || code == 1008 ? "leave out settings one by one: the service refused this setup" : "";
}

} // namespace parlando::gemini
