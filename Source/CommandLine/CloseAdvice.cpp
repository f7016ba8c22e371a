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
    std::string_view words; /**< In lower case. */
    std::string_view sentence;
};

// From the particular to the general: the first that fits is given.
constexpr std::array<Advice, 20> adviceByReason{{
    {"api key not valid", "Check the key that you gave: copy it again, whole."},
    {"api key expired", "Make a new key and give that."},
    {"unregistered callers", "Give a key in GOOGLE_API_KEY or with --api-key-file."},
    {"not found for api version", "Give another model with --model."},
    {"bidigeneratecontent", "This model does not talk live; give another with --model."},
    {"quota", "The key's quota is used up: wait a minute or longer, or raise the quota."},
    {"location is not supported", "The service is not offered where this machine is."},
    {"voice", "Give another voice with --voice; 'parlando voices' lists them."},
    {"modalities", "Take responseModalities out of --config, or set it to [\"AUDIO\"]."},
    {"non-audio", "Take responseModalities out of --config, or set it to [\"AUDIO\"]."},
    {"thinking", "Change or leave out thinkingConfig in --config; models differ in it."},
    {"session handle", "Leave sessionResumption.handle out of --config."},
    {"unknown name", "The service does not know a field of the setup; take it out of --config."},
    {"invalid argument", "The model does not take this setup; leave out options and --config one by one."},
    {"precondition", "The model does not take this setup; leave out options and --config one by one."},
    {"not implemented", "The model does not have this feature; leave out tools and --config one by one."},
    {"not found", "Give another model with --model."},
    {"unavailable", "The service is overloaded: try again in a minute."},
    {"deadline", "The service was too slow: try again."},
    {"internal error", "The service failed: try again in a minute."},
}};

} // namespace

std::string adviceFor (int closeCode, std::string_view reason)
{
    std::string text (reason);
    std::transform (text.begin(), text.end(), text.begin(),
                    [] (unsigned char c) { return static_cast<char> (std::tolower (c)); });

    for (const auto& advice : adviceByReason)
        if (text.find (advice.words) != std::string::npos)
            return std::string (advice.sentence);

    if (closeCode == 1006)
        return "Check the network and the address, then try again; 'parlando doctor' finds out more.";

    if (closeCode == 1007 || closeCode == 1008)
        return "The service refused the setup; leave out options and --config one by one.";

    return "Try again; 'parlando doctor' finds out more.";
}

} // namespace parlando
