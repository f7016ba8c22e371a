#include "CloseAdvice.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace parlando
{

namespace
{

struct Advice
{
    std::string_view contains; // lower case
    std::string_view sentence;
};

/** The first that matches counts. */
constexpr std::array advice{
    Advice{"api key not valid", "check the key"},
    Advice{"api key expired", "make a new key"},
    Advice{"unregistered callers", "give a key: none reached the service"},
    Advice{"unknown name", "a field of the setup is misspelled or misplaced"},
    Advice{"user location", "the service is not offered in this region"},
    Advice{"location is not supported", "the service is not offered in this region"},
    Advice{"not found for api version", "check the model's name"},
    Advice{"bidigeneratecontent", "check the model's name: this one does not hold live conversations"},
    Advice{"cannot extract voices", "a voice needs audio as the response modality"},
    Advice{"modalities", "ask for audio as the one response modality"},
    Advice{"non-audio", "ask for audio as the one response modality"},
    Advice{"thinking", "change or leave out the thinking settings: models differ in them"},
    Advice{"voice", "choose a voice from 'parlando voices'"},
    Advice{"session handle", "start a new session: this one can no longer be resumed"},
    Advice{"invalid argument", "a value of the setup is wrong, or the model does not have that feature"},
    Advice{"precondition check failed", "this model does not have a feature that was asked for"},
    Advice{"quota", "wait a minute, or check the quota of the key"},
    Advice{"currently unavailable", "the service is overloaded: try again in a moment"},
    Advice{"deadline expired", "try again: the connection had reached its end"},
    Advice{"internal error", "try again: the service failed"},
    Advice{"unavailable", "the service is overloaded: try again in a moment"},
    Advice{"not implemented", "this model does not have a feature that was asked for"},
    Advice{"not found", "check the model's name"},
};

std::string lowerCase (std::string_view text)
{
    std::string lower (text);
    std::transform (lower.begin(), lower.end(), lower.begin(),
                    [] (unsigned char character) { return static_cast<char> (std::tolower (character)); });
    return lower;
}

} // namespace

std::string adviceOnClose (int code, std::string_view reason)
{
    const auto lower = lowerCase (reason);
    const auto known =
        std::find_if (advice.begin(), advice.end(),
                      [&] (const Advice& each) { return lower.find (each.contains) != std::string::npos; });

    if (known != advice.end())
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
