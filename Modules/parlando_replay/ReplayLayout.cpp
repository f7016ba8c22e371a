#include "ReplayLayout.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace parlando
{

namespace
{

/** What of the timeline is taken: apart from each other, begin to end. */
class Taken
{
public:
    /** Calls free (begin, end) for each gap between `begin` and `end`, which is taken afterwards. */
    template <typename Free>
    void take (std::int64_t begin, std::int64_t end, const Free& free)
    {
        auto at = begin;
        auto next = ranges.upper_bound (begin);

        if (next != ranges.begin() && std::prev (next)->second >= begin)
            --next;

        const auto joined = next != ranges.end() ? std::min (begin, next->first) : begin;

        while (next != ranges.end() && next->first <= end)
        {
            if (next->first > at)
                free (at, next->first);

            at = std::max (at, next->second);
            next = ranges.erase (next);
        }

        if (at < end)
            free (at, end);

        ranges[joined] = std::max (at, end);
    }

private:
    std::map<std::int64_t, std::int64_t> ranges;
};

} // namespace

std::vector<ReplaySegment> layOut (const std::vector<ReplaySegment>& pieces, std::int64_t fade)
{
    std::vector<ReplaySegment> segments;
    Taken taken;

    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
    {
        const auto hear = [&] (std::int64_t begin, std::int64_t end)
        {
            auto segment = *piece;
            segment.begin = std::max (piece->begin, begin > piece->begin ? begin - fade : begin);
            segment.end = std::min (piece->end, end < piece->end ? end + fade : end);
            segment.coreBegin = begin;
            segment.coreEnd = end;
            segments.push_back (segment);
        };
        taken.take (piece->begin, piece->end, hear);
    }

    std::sort (segments.begin(), segments.end(), [] (const auto& a, const auto& b) { return a.coreEnd < b.coreEnd; });
    return segments;
}

} // namespace parlando
