// How loud a file is that leaves the window, as libebur128 measures what is in it.

#include <Unit/parlando_archive/KeptFolder.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <ebur128.h>
#include <parlando_plugin/TurnExport.h>
#include <sndfile.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::WithinAbs;

namespace
{

constexpr std::int16_t notMeasured = 0x7fff; // EBU Tech 3285

/** A file as libsndfile reads it. */
struct TurnFile
{
    explicit TurnFile (const std::string& path)
    {
        auto* file = sf_open (path.c_str(), SFM_READ, &format);
        REQUIRE (file != nullptr);
        REQUIRE (sf_command (file, SFC_GET_BROADCAST_INFO, &bext, sizeof (bext)) == SF_TRUE);
        samples.resize (static_cast<std::size_t> (format.frames * format.channels));
        CHECK (sf_read_float (file, samples.data(), static_cast<sf_count_t> (samples.size())) ==
               static_cast<sf_count_t> (samples.size()));
        sf_close (file);
    }

    SF_INFO format = {};
    SF_BROADCAST_INFO bext = {};
    std::vector<float> samples;
};

/** One voice from both loudspeakers; the loudest of each tenth of a second on. */
struct JudgedLoudness
{
    explicit JudgedLoudness (const TurnFile& file)
    {
        auto* state = ebur128_init (1, static_cast<unsigned long> (file.format.samplerate),
                                    EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK);
        REQUIRE (state != nullptr);
        ebur128_set_channel (state, 0, EBUR128_DUAL_MONO);
        const auto tenth = static_cast<std::size_t> (file.format.samplerate / 10);

        for (std::size_t at = 0; at < file.samples.size(); at += tenth)
        {
            ebur128_add_frames_float (state, file.samples.data() + at, std::min (tenth, file.samples.size() - at));
            double level = 0.0;

            if (at + tenth >= 4 * tenth && ebur128_loudness_momentary (state, &level) == EBUR128_SUCCESS)
                momentary = std::max (momentary, level);

            if (at + tenth >= 30 * tenth && ebur128_loudness_shortterm (state, &level) == EBUR128_SUCCESS)
                shortTerm = std::max (shortTerm, level);
        }

        ebur128_loudness_global (state, &integrated);
        ebur128_loudness_range (state, &range);
        ebur128_true_peak (state, 0, &truePeak);
        truePeak = 20.0 * std::log10 (truePeak);
        ebur128_destroy (&state);
    }

    double integrated = 0.0, range = 0.0, truePeak = 0.0, momentary = -200.0, shortTerm = -200.0;
};

} // namespace

TEST_CASE ("A turn's file that leaves the window says how loud it is, as libebur128 measures it")
{
    KeptFolder kept;
    kept.turns.say ("Loud, then quiet.");
    kept.turns.speakSine (24'000 * 4, 16'384.0);
    kept.turns.speakSine (24'000 * 4, 4'000.0);
    kept.turns.endWords();
    kept.turns.hear (24'000 * 8);
    const auto rate = GENERATE (24'000, 44'100, 96'000);
    const TurnFile file (exportTurns ({kept.folder(), {1}, rate, {}}).paths.front());
    REQUIRE (file.format.samplerate == rate);
    const JudgedLoudness judged (file);

    // They are written as hundredths.
    CHECK_THAT (file.bext.loudness_value / 100.0, WithinAbs (judged.integrated, 0.0101));
    CHECK_THAT (file.bext.loudness_range / 100.0, WithinAbs (judged.range, 0.0101));
    CHECK_THAT (file.bext.max_true_peak_level / 100.0, WithinAbs (judged.truePeak, 0.0101));
    CHECK_THAT (file.bext.max_momentary_loudness / 100.0, WithinAbs (judged.momentary, 0.0101));
    CHECK_THAT (file.bext.max_shortterm_loudness / 100.0, WithinAbs (judged.shortTerm, 0.0101));

    // Half of full scale is 6 dB below it, as a sine 3 dB less, from both loudspeakers 3 dB more.
    CHECK_THAT (judged.momentary, WithinAbs (-6.0, 0.2));
    CHECK (judged.range > 5.0);
}

TEST_CASE ("A turn's file that leaves the window says nothing of a loudness that it is too short to have")
{
    KeptFolder kept;
    kept.speak ("Yes.", 24'000 / 4);
    const TurnFile file (exportTurns ({kept.folder(), {1}, 48'000, {}}).paths.front());
    CHECK (file.bext.loudness_value == notMeasured);
    CHECK (file.bext.loudness_range == notMeasured);
    CHECK (file.bext.max_momentary_loudness == notMeasured);
    CHECK (file.bext.max_shortterm_loudness == notMeasured);
    CHECK_THAT (file.bext.max_true_peak_level / 100.0, WithinAbs (-6.0, 0.3));
}
