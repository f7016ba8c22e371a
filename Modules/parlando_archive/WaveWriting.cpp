#include "WaveWriting.h"

namespace parlando
{
namespace
{

constexpr std::uint32_t unknown32 = 0xffffffff;
constexpr std::uint16_t plainSamples = 1;

void appendFormat (std::string& text, const WaveFormat& format)
{
    const auto rate = static_cast<std::uint64_t> (format.sampleRate), frameBytes = format.bytesPerFrame();
    text += "fmt ";
    appendWaveNumber (text, 16, 4);
    appendWaveNumber (text, plainSamples, 2);
    appendWaveNumber (text, static_cast<std::uint64_t> (format.channels), 2);
    appendWaveNumber (text, rate, 4);
    appendWaveNumber (text, rate * frameBytes, 4);
    appendWaveNumber (text, frameBytes, 2);
    appendWaveNumber (text, static_cast<std::uint64_t> (format.bits), 2);
}

void appendData (std::string& text, std::uint64_t dataBytes)
{
    text += "data";
    appendWaveNumber (text, dataBytes, 4);
}

} // namespace

void appendWaveNumber (std::string& text, std::uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char> (number >> (8 * i));
}

std::string makeWaveChunk (std::string_view name, std::string_view content)
{
    std::string chunk (name);
    appendWaveNumber (chunk, content.size(), 4);
    chunk += content;
    chunk.append (content.size() % 2, '\0');
    return chunk;
}

std::string makeWaveHeader (const WaveFormat& format, std::uint64_t dataBytes, std::uint64_t behind,
                            std::string_view chunks)
{
    const auto riffBytes = dataBytes + wavePadding (dataBytes) + behind + chunks.size() + waveHeaderBytes - 8;
    const bool isLong = riffBytes > unknown32;
    std::string header = isLong ? "RF64" : "RIFF";
    appendWaveNumber (header, isLong ? unknown32 : riffBytes, 4);
    header += isLong ? "WAVEds64" : "WAVEJUNK";
    appendWaveNumber (header, 28, 4);
    appendWaveNumber (header, isLong ? riffBytes : 0, 8);
    appendWaveNumber (header, isLong ? dataBytes : 0, 8);
    appendWaveNumber (header, isLong ? dataBytes / format.bytesPerFrame() : 0, 8);
    appendWaveNumber (header, 0, 4);
    appendFormat (header, format);
    header += chunks;
    appendData (header, isLong ? unknown32 : dataBytes);
    return header;
}

std::string makeWaveStreamHeader (const WaveFormat& format)
{
    std::string header = "RIFF";
    appendWaveNumber (header, unknown32, 4);
    header += "WAVE";
    appendFormat (header, format);
    appendData (header, unknown32);
    return header;
}

} // namespace parlando
