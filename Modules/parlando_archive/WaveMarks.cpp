#include "WaveMarks.h"

#include "WaveWriting.h"

#include <parlando_text/parlando_text.h>

namespace parlando
{
namespace
{

constexpr std::size_t mostMarks = 1000, mostLabelBytes = 255;

/** Readers take the place from either field. */
void appendPoint (std::string& points, std::uint64_t id, std::uint32_t frame)
{
    appendWaveNumber (points, id, 4);
    appendWaveNumber (points, frame, 4);
    points += "data";
    appendWaveNumber (points, 0, 4);
    appendWaveNumber (points, 0, 4);
    appendWaveNumber (points, frame, 4);
}

std::string label (std::uint64_t id, std::string_view text)
{
    std::string content;
    appendWaveNumber (content, id, 4);
    const auto clean = cleanText (text);
    content += cutText (clean, mostLabelBytes);
    content += '\0';
    return makeWaveChunk ("labl", content);
}

std::string region (std::uint64_t id, std::uint32_t length)
{
    constexpr std::uint64_t utf8 = 65001;
    std::string content;
    appendWaveNumber (content, id, 4);
    appendWaveNumber (content, length, 4);
    content += "rgn ";
    appendWaveNumber (content, 0, 6); // country, language, dialect
    appendWaveNumber (content, utf8, 2);
    return makeWaveChunk ("ltxt", content);
}

} // namespace

std::string makeWaveMarks (std::span<const WaveMark> marks)
{
    if (marks.empty())
        return {};

    marks = marks.first (std::min (marks.size(), mostMarks));
    std::string points, labels = "adtl", regions;
    appendWaveNumber (points, marks.size(), 4);
    std::uint64_t id = 0;

    for (const auto& mark : marks)
    {
        appendPoint (points, ++id, mark.frame);
        labels += label (id, mark.label);

        if (mark.length > 0)
            regions += region (id, mark.length);
    }

    return makeWaveChunk ("cue ", points) + makeWaveChunk ("LIST", labels + regions);
}

} // namespace parlando
