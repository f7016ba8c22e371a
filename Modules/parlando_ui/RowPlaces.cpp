#include "RowPlaces.h"

#include "ConversationRow.h"

#include <algorithm>

namespace parlando
{
namespace
{

constexpr int marginAround = 12;

} // namespace

void RowPlaces::show (std::vector<ItemOutline>&& items, int rowWidth)
{
    const auto before = std::exchange (rows, {});
    const auto held = followsEnd() ? std::optional<ItemOutline>() : before[static_cast<std::size_t> (heldRow)].outline;
    const auto isAsWide = rowWidth == std::exchange (width, rowWidth);
    rows.reserve (items.size());

    for (auto& each : items)
        rows.push_back ({each, 0, ConversationRow::estimatedHeight (each, width), false});

    if (isAsWide)
        takeHeights (before);

    placeFrom (0);

    if (! held)
        return;

    // Where it is gone what was next to it, which is where the oldest go.
    const auto place = find (*held, heldRow);
    heldOffset = place ? heldOffset : 0;
    heldRow = rows.empty() ? -1 : place.value_or (0);
}

void RowPlaces::setWidth (int rowWidth)
{
    if (std::exchange (width, rowWidth) != rowWidth)
        forgetHeights();
}

void RowPlaces::forgetHeights()
{
    for (auto& each : rows)
    {
        each.height = ConversationRow::estimatedHeight (each.outline, width);
        each.isMeasured = false;
    }

    placeFrom (0);
}

/** Items go at the front and come at the end, seldom between. */
void RowPlaces::takeHeights (const std::vector<Row>& before)
{
    constexpr std::ptrdiff_t mostLooks = 8;
    auto old = before.begin();

    if (! rows.empty())
        old = std::find_if (before.begin(), before.end(),
                            [&] (const Row& each) { return each.outline.isSameThing (rows.front().outline); });

    for (auto& each : rows)
    {
        const auto last = old + std::min (mostLooks, before.end() - old);
        const auto same =
            std::find_if (old, last, [&] (const Row& one) { return one.outline.isSameThing (each.outline); });

        if (same == last)
            continue;

        if (same->isMeasured && same->outline == each.outline)
        {
            each.height = same->height;
            each.isMeasured = true;
        }

        old = same + 1;
    }
}

void RowPlaces::placeFrom (int index)
{
    for (auto i = static_cast<std::size_t> (index); i < rows.size(); ++i)
        rows[i].top = i == 0 ? marginAround : rows[i - 1].top + rows[i - 1].height;
}

std::optional<int> RowPlaces::find (const ItemOutline& wanted, int guess) const
{
    if (guess >= 0 && guess < size() && outline (guess).isSameThing (wanted))
        return guess;

    const auto found =
        std::find_if (rows.begin(), rows.end(), [&] (const Row& each) { return each.outline.isSameThing (wanted); });
    return found != rows.end() ? std::optional (static_cast<int> (found - rows.begin())) : std::nullopt;
}

void RowPlaces::setHeight (int index, int height)
{
    auto& measured = rows[static_cast<std::size_t> (index)];
    measured.isMeasured = true;

    if (std::exchange (measured.height, height) != height)
        placeFrom (index + 1);
}

int RowPlaces::totalHeight() const noexcept
{
    return rows.empty() ? marginAround : rows.back().top + rows.back().height;
}

RowPlaces::Range RowPlaces::between (int y, int height) const
{
    const auto first =
        std::partition_point (rows.begin(), rows.end(), [&] (const Row& each) { return each.top + each.height <= y; });
    const auto end = std::partition_point (first, rows.end(), [&] (const Row& each) { return each.top < y + height; });
    return {static_cast<int> (first - rows.begin()), static_cast<int> (end - rows.begin())};
}

void RowPlaces::hold (int y, int viewHeight, Range seen)
{
    const auto now = between (y, viewHeight);

    if (now.first >= now.end)
        return followEnd();

    const auto common = std::max (now.first, seen.first);
    heldRow = common < std::min (now.end, seen.end) ? common : now.first;
    heldOffset = y - topOf (heldRow);
}

int RowPlaces::viewTop (int viewHeight) const
{
    const auto lowest = std::max (0, totalHeight() - viewHeight);
    return followsEnd() ? lowest : std::clamp (topOf (heldRow) + heldOffset, 0, lowest);
}

} // namespace parlando
