#include "CloseAdvice.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace parlando
{

namespace
{

struct Advice
{
    std::string_view contains; // lower case
    std::string_view sentence;
    CloseMeaning meaning;
};

using enum CloseMeaning;

/** The first that matches counts. */
constexpr std::array advice{
    Advice{"api key not valid", "check the key", fatal},
    Advice{"api key expired", "make a new key", fatal},
    Advice{"unregistered callers", "give a key: none reached the service", fatal},
    Advice{"unknown name", "a field of the setup is misspelled or misplaced", fatal},
    Advice{"user location", "the service is not offered in this region", fatal},
    Advice{"location is not supported", "the service is not offered in this region", fatal},
    Advice{"session not found", "start a new session: this one can no longer be resumed", startFresh},
    Advice{"not found for api version", "check the model's name", fatal},
    Advice{"bidigeneratecontent", "check the model's name: this one does not hold live conversations", fatal},
    Advice{"cannot extract voices", "a voice needs audio as the response modality", fatal},
    Advice{"modalities", "ask for audio as the one response modality", fatal},
    Advice{"non-audio", "ask for audio as the one response modality", fatal},
    Advice{"thinking", "change or leave out the thinking settings: models differ in them", fatal},
    Advice{"voice", "choose a voice from 'parlando voices'", fatal},
    Advice{"session handle", "start a new session: this one can no longer be resumed", startFresh},
    Advice{"invalid argument", "a value of the setup is wrong, or the model does not have that feature", startFresh},
    Advice{"precondition check failed", "this model does not have a feature that was asked for", fatal},
    Advice{"quota", "wait a minute, or check the quota of the key", quota},
    Advice{"currently unavailable", "the service is overloaded: try again in a moment", resume},
    Advice{"deadline expired", "try again: the connection had reached its end", resume},
    Advice{"internal error", "try again: the service failed", resume},
    Advice{"unavailable", "the service is overloaded: try again in a moment", resume},
    Advice{"not implemented", "this model does not have a feature that was asked for", startFresh},
    Advice{"not found", "check the model's name", startFresh},
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

CloseMeaning meaningOfClose (int code, std::string_view reason)
{
    if (const auto* known = find (reason))
        return known->meaning;

    return code == 1007 || code == 1008 ? fatal : resume;
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

std::string explainClose (int code, std::string_view reason)
{
    const auto number = std::to_string (code);

    if (code == 1006)
        return "The connection to the service was lost (1006); check the network and try again.";

    auto sentence = "The service closed the connection (" + number + ")";

    if (reason.empty())
        return sentence + " without a reason; try again.";

    sentence += ": " + std::string (reason);
    const auto whatToDo = adviceOnClose (code, reason);

    if (whatToDo.empty())
        return sentence;

    while (sentence.back() == '.')
        sentence.pop_back();

    return sentence + "; " + whatToDo + ".";
}

} // namespace parlando
