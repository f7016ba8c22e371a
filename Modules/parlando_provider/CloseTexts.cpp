#include "CloseVerdict.h"

namespace parlando
{

namespace
{

/** `sentence`, what the service said, what to do. */
std::string withReason (std::string sentence, std::string_view reason, std::string_view advice)
{
    sentence += ": " + std::string (reason);

    if (advice.empty())
        return sentence;

    while (sentence.back() == '.')
        sentence.pop_back();

    return sentence + "; " + std::string (advice) + ".";
}

} // namespace

std::string explainClose (int code, std::string_view reason, std::string_view advice)
{
    const auto number = std::to_string (code);

    if (code == 1006)
        return "The connection to the service was lost (1006); check the network and try again.";

    const auto sentence = "The service closed the connection (" + number + ")";
    return reason.empty() ? sentence + " without a reason; try again." : withReason (sentence, reason, advice);
}

std::string explainRefusal (int code, std::string_view reason, std::string_view advice, std::string_view model)
{
    if (code != 1000 || ! reason.empty())
        return explainClose (code, reason, advice);

    return "The service closed the connection (1000) without taking the setup; check the model's name (" +
           std::string (model) + "), whether the key may use this model, and whether it is offered in your region.";
}

std::string explainRepeatedClose (int code, std::string_view reason, std::string_view advice)
{
    const auto sentence =
        "The service closed one connection after the other as soon as it was ready (" + std::to_string (code) + ")";
    return reason.empty() ? sentence + " without a reason; try again later." : withReason (sentence, reason, advice);
}

} // namespace parlando
