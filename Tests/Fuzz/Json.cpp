// Any bytes as JSON of anybody's making: what is taken is what nlohmann/json alone makes of it, can be copied, compared
// and written, and reads the same again; what is refused has a reason, and where no limit is one it is no JSON.

#include "Input.h"

#include <parlando_text/parlando_text.h>

#include <cstdint>
#include <cstdlib>

using nlohmann::json;

namespace
{

void require (bool isTrue)
{
    if (! isTrue)
        std::abort();
}

/** What nlohmann/json does not mind. */
bool isStricter (std::string_view problem)
{
    return problem.starts_with ("is nested") || problem.starts_with ("has more") ||
           problem.starts_with ("has the member") || problem.starts_with ("is larger") ||
           problem.starts_with ("is not UTF-8");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = parlando::fuzz::textOf (bytes, size);
    const auto [value, problem] = parlando::readJson (text);

    if (problem.empty())
    {
        require (value == json::parse (text));

        const auto copy = value;
        require (parlando::readJson (copy.dump()).json == value);
    }
    else
    {
        require (value.is_discarded() && problem.ends_with ('.') && problem.find ('\n') == problem.npos);
        require (isStricter (problem) || ! json::accept (text));
    }

    const parlando::JsonLimits small{4096, 3, 20};

    if (parlando::readJson (text, small).problem.empty())
        require (problem.empty() && ! parlando::isNestedDeeper (value, 3) && text.size() <= 4096);

    return 0;
}
