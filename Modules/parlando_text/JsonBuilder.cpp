#include "JsonBuilder.h"

#include "Graphemes.h"

#include <utility>

namespace parlando
{

bool JsonBuilder::add (Json value)
{
    if (++count > limits.values)
    {
        limitPassed = "has more than " + std::to_string (limits.values) + " values.";
        return false;
    }

    if (open.empty())
        root = std::move (value);
    else if (open.back()->is_array())
        open.back()->push_back (std::move (value));
    else
        *member = std::move (value);

    return true;
}

bool JsonBuilder::begin (Json::value_t type)
{
    if (open.size() == limits.nesting)
    {
        limitPassed = "is nested more than " + std::to_string (limits.nesting) + " deep.";
        return false;
    }

    if (! add (Json (type)))
        return false;

    // A list is not added to while one of its own is open: the addresses hold.
    if (open.empty())
        open.push_back (&root);
    else
        open.push_back (open.back()->is_array() ? &open.back()->back() : member);

    return true;
}

bool JsonBuilder::end()
{
    open.pop_back();
    return true;
}

bool JsonBuilder::key (std::string& name)
{
    const auto [found, isNew] = open.back()->get_ref<Json::object_t&>().try_emplace (name);
    member = &found->second;

    if (isNew || limits.allowsDuplicates)
        return true;

    constexpr std::size_t longestShown = 40;
    limitPassed = "has the member \"" + shortened (found->first, longestShown) + "\" twice in one object.";
    return false;
}

bool JsonBuilder::parse_error (std::size_t bytesRead, const std::string&, const Json::exception& error)
{
    constexpr int numberOverflow = 406;
    byte = bytesRead;
    tooLarge = error.id == numberOverflow;
    return false;
}

} // namespace parlando
