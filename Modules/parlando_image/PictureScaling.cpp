#include "PictureScaling.h"

#include <algorithm>
#include <vector>

namespace parlando
{

namespace
{

/** What one pixel along a side that becomes shorter covers of the longer one: from `first` on, each with its share. */
struct Cover
{
    int first = 0;
    std::vector<float> shares; /**< Their sum is 1. */
};

std::vector<Cover> coversOf (int length, int shorter)
{
    std::vector<Cover> covers (static_cast<std::size_t> (shorter));
    const auto step = static_cast<double> (length) / shorter;

    for (int i = 0; i < shorter; ++i)
    {
        const auto begin = i * step, end = std::min<double> (length, (i + 1) * step);
        auto& cover = covers[static_cast<std::size_t> (i)];
        cover.first = std::min (static_cast<int> (begin), length - 1);

        for (int at = cover.first; at < end || at == cover.first; ++at)
            cover.shares.push_back (
                static_cast<float> ((std::min (end, at + 1.0) - std::max<double> (begin, at)) / step));
    }

    return covers;
}

/** Adds a row, made shorter, with this weight. */
void addRow (std::vector<float>& sums, const std::uint8_t* row, const std::vector<Cover>& columns, float weight)
{
    auto sum = sums.begin();

    for (const auto& cover : columns)
    {
        const auto* source = row + static_cast<std::ptrdiff_t> (cover.first) * 3;

        for (const auto share : cover.shares)
            for (int channel = 0; channel < 3; ++channel)
                sum[channel] += static_cast<float> (*source++) * share * weight;

        sum += 3;
    }
}

} // namespace

Picture shrunk (const Picture& picture, int width, int height)
{
    Picture small (width, height);
    const auto columns = coversOf (picture.width, width), rows = coversOf (picture.height, height);
    std::vector<float> sums (static_cast<std::size_t> (width) * 3);

    for (int y = 0; y < height; ++y)
    {
        std::fill (sums.begin(), sums.end(), 0.5f);
        auto from = rows[static_cast<std::size_t> (y)].first;

        for (const auto share : rows[static_cast<std::size_t> (y)].shares)
            addRow (sums, picture.pixel (0, from++), columns, share);

        std::transform (sums.begin(), sums.end(), small.pixel (0, y),
                        [] (float sum) { return static_cast<std::uint8_t> (std::min (sum, 255.0f)); });
    }

    return small;
}

Picture upright (Picture picture, unsigned orientation)
{
    if (orientation < 2 || orientation > 8)
        return picture;

    const bool isMirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool isUpsideDown = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool sidesChange = orientation >= 5;
    Picture turned (sidesChange ? picture.height : picture.width, sidesChange ? picture.width : picture.height);

    for (int y = 0; y < picture.height; ++y)
    {
        for (int x = 0; x < picture.width; ++x)
        {
            const auto toX = isMirrored ? picture.width - 1 - x : x, toY = isUpsideDown ? picture.height - 1 - y : y;
            std::copy_n (picture.pixel (x, y), 3, sidesChange ? turned.pixel (toY, toX) : turned.pixel (toX, toY));
        }
    }

    return turned;
}

} // namespace parlando
