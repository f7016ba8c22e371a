#pragma once

#include <map>
#include <utility>
#include <vector>

namespace parlando
{

/** In the order of a member; those alike stay in the order in which they came. As std::stable_sort, which in GCC's
   library uses what C++17 deprecates, so that clang warns of it. */
template <typename Element, typename Key>
std::vector<Element> sortedBy (std::vector<Element> elements, Key Element::*key)
{
    std::multimap<Key, Element> sorted;

    for (auto& element : elements)
    {
        auto place = element.*key;
        sorted.emplace (std::move (place), std::move (element));
    }

    elements.clear();

    for (auto& [place, element] : sorted)
        elements.push_back (std::move (element));

    return elements;
}

} // namespace parlando
