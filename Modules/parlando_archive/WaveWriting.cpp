#include "WaveWriting.h"

namespace parlando
{
namespace
{

constexpr std::uint32_t unknown32 = 0xffffffff;
constexpr std::uint16_t plainSamples = 1;

void appendNumber (std::string& text, std::uint64_t value, int size)
{
    for (int i = 0; i < size; ++i)
        text += static_cast<char> (value >> (8 * i));
}

void appendFormatAndData (std::string& text, int sampleRate, int channels, std::uint64_t dataBytes)
{
    const auto rate = static_cast<std::uint64_t> (sampleRate), count = static_cast<std::uint64_t> (channels);
    text += "fmt ";
    appendNumber (text, 16, 4);
    appendNumber (text, plainSamples, 2);
    appendNumber (text, count, 2);
    appendNumber (text, rate, 4);
    appendNumber (text, rate * count * 2, 4);
    appendNumber (text, count * 2, 2);
    appendNumber (text, 16, 2);
    text += "data";
    appendNumber (text, dataBytes, 4);
}

} // namespace

std::string makeWaveHeader (int sampleRate, int channels, std::uint64_t dataBytes, std::uint64_t behind)
{
    const auto riffBytes = dataBytes + behind + waveHeaderBytes - 8;
    const bool isLong = riffBytes > unknown32;
    std::string header = isLong ? "RF64" : "RIFF";
    appendNumber (header, isLong ? unknown32 : riffBytes, 4);
    header += isLong ? "WAVEds64" : "WAVEJUNK";
    appendNumber (header, 28, 4);
    appendNumber (header, isLong ? riffBytes : 0, 8);
    appendNumber (header, isLong ? dataBytes : 0, 8);
    appendNumber (header, isLong ? dataBytes / (2 * static_cast<std::uint64_t> (channels)) : 0, 8);
    appendNumber (header, 0, 4);
    appendFormatAndData (header, sampleRate, channels, isLong ? unknown32 : dataBytes);
    return header;
}

std::string makeWaveStreamHeader (int sampleRate, int channels)
{
    std::string header = "RIFF";
    appendNumber (header, unknown32, 4);
    header += "WAVE";
    appendFormatAndData (header, sampleRate, channels, unknown32);
    return header;
}

std::string makeWaveMark (std::uint32_t sample, std::string_view label)
{
    std::string mark = "cue ";
    appendNumber (mark, 4 + 24, 4);
    appendNumber (mark, 1, 4); // one point, whose name is 1
    appendNumber (mark, 1, 4);
    appendNumber (mark, sample, 4);
    mark += "data";
    appendNumber (mark, 0, 4);
    appendNumber (mark, 0, 4);
    appendNumber (mark, sample, 4);

    const auto textBytes = label.size() + 1, padding = textBytes % 2;
    mark += "LIST";
    appendNumber (mark, 4 + 8 + 4 + textBytes + padding, 4);
    mark += "adtllabl";
    appendNumber (mark, 4 + textBytes, 4);
    appendNumber (mark, 1, 4);
    mark += label;
    mark.append (1 + padding, '\0');
    return mark;
}

} // namespace parlando
