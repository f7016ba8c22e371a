#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{

std::vector<std::int16_t> constant (std::size_t count, std::int16_t value) { return std::vector (count, value); }

} // namespace

TEST_CASE ("A turn's waveform has the largest magnitude of each 20 ms, however the audio came in pieces")
{
    TurnWaveforms waveforms;
    waveforms.add (1, constant (300, 100), 24000);
    waveforms.add (1, constant (180, -32768), 24000);
    waveforms.add (1, constant (240, 16384), 24000);
    const auto found = waveforms.find (1);
    REQUIRE (found);
    CHECK (found->samples == 720);
    CHECK (found->samplesPerPeak == 480);
    CHECK (found->peaks == std::vector<std::uint8_t>{255, 128});
}

TEST_CASE ("A long turn's waveform gets coarser, and no peak is lost")
{
    TurnWaveforms waveforms;
    waveforms.add (1, constant (480, 32767), 24000);

    for (int second = 0; second < 600; ++second)
        waveforms.add (1, constant (24000, 128), 24000);

    const auto found = waveforms.find (1).value();
    CHECK (found.peaks.size() <= TurnWaveforms::mostPeaks);
    CHECK (found.peaks.size() > TurnWaveforms::mostPeaks / 2 - 1);
    CHECK (found.samples == 600 * 24000 + 480);
    CHECK ((found.samples + found.samplesPerPeak - 1) / found.samplesPerPeak == found.peaks.size());
    CHECK (found.peaks.front() == 255);
    CHECK (found.peaks.back() == 1);
}

TEST_CASE ("The waveforms of the last 256 turns are kept")
{
    TurnWaveforms waveforms;

    for (std::uint64_t turn = 1; turn <= 300; ++turn)
        waveforms.add (turn, constant (10, 1000), 24000);

    CHECK_FALSE (waveforms.find (44));
    CHECK (waveforms.find (45));
    CHECK (waveforms.find (300));
    waveforms.reset();
    CHECK_FALSE (waveforms.find (300));
}
