#include "Recogniser.h"

#include "CommandGrammar.h"
#include "PocketSphinx.h"

#include <filesystem>
#include <stdexcept>
#include <utility>

namespace parlando
{

namespace detail_recogniser
{
constexpr const char* general = "general";
constexpr std::size_t frameSize = 160; // the decoder's frame: 10 ms

// Measured on 40 synthesised commands in four voices and 13 recordings of people who say something else: a command
// scores -13 to -18 a frame in the grammar, anything else -28 to -60 (higher is better).
constexpr double goodScorePerFrame = -20.0;
constexpr double leastScorePerFrame = -24.0;

// In between, the general reading decides: a command has 0.35 to 0.6 of its score, anything else 0.65 to 1.4.
constexpr double mostOfGeneralScore = 0.62;

void checkFolder (const std::string& folder)
{
    for (const auto* each : {"en-us/mdef", "en-us.lm.bin", "cmudict-en-us.dict"})
        if (! std::filesystem::exists (std::filesystem::path (folder) / each))
            throw std::runtime_error ("There is no speech model in " + folder +
                                      ": install the Debian package pocketsphinx-en-us, or give its folder with "
                                      "--model-dir.");
}
} // namespace detail_recogniser

struct Recogniser::Decoder
{
    explicit Decoder (const std::string& folder)
    {
        const auto acoustic = folder + "/en-us";
        const auto dictionary = folder + "/cmudict-en-us.dict";
        configuration = cmd_ln_init (nullptr, ps_args(), 1, "-hmm", acoustic.c_str(), "-dict", dictionary.c_str(),
                                     // Silence is the session's affair; the decoder's own remover eats first sounds.
                                     "-remove_silence", "no", "-cmn", "batch", "-logfn", "/dev/null", nullptr);
        state = configuration != nullptr ? ps_init (configuration) : nullptr;
        const auto model = folder + "/en-us.lm.bin";
        if (state == nullptr || ps_set_lm_file (state, detail_recogniser::general, model.c_str()) != 0)
        {
            release();
            throw std::runtime_error ("The speech model in " + folder +
                                      " does not load: reinstall pocketsphinx-en-us.");
        }
    }
    ~Decoder() { release(); }

    Decoder (const Decoder&) = delete;
    Decoder& operator= (const Decoder&) = delete;

    void release()
    {
        if (state != nullptr)
            ps_free (state);
        if (configuration != nullptr)
            cmd_ln_free_r (configuration);
    }

    // The best reading and its score, 0 when there is none.
    std::pair<std::string, std::int32_t> read (const char* search, std::span<const std::int16_t> samples) const
    {
        std::int32_t score = 0;
        ps_set_search (state, search);
        ps_start_utt (state);
        ps_process_raw (state, samples.data(), samples.size(), 0, 1);
        ps_end_utt (state);
        const auto* const text = ps_get_hyp (state, &score);
        return text == nullptr ? std::pair<std::string, std::int32_t>{} : std::pair{std::string (text), score};
    }

    cmd_ln_t* configuration = nullptr;
    ps_decoder_t* state = nullptr;
};

Recogniser::Recogniser (const std::string& modelFolder)
{
    detail_recogniser::checkFolder (modelFolder);
    decoder = std::make_unique<Decoder> (modelFolder);
    grammarFor ({});
}

Recogniser::~Recogniser() = default;

// Each is loaded once: pocketsphinx does not free all of a grammar that another replaces.
const std::string& Recogniser::grammarFor (const std::vector<std::string>& things)
{
    if (const auto found = grammars.find (things); found != grammars.end())
        return found->second;
    const auto isKnown = [this] (const std::string& word)
    {
        auto* const phones = ps_lookup_word (decoder->state, word.c_str());
        if (phones != nullptr)
            ckd_free (phones);
        return phones != nullptr;
    };
    const auto grammar = commandGrammar (things, isKnown);
    const auto name = "commands " + std::to_string (grammars.size());
    const auto loads = ps_set_jsgf_string (decoder->state, name.c_str(), grammar.c_str()) == 0;
    if (! loads && things.empty())
        throw std::runtime_error ("The grammar of commands does not load: reinstall pocketsphinx-en-us.");
    // A thing may be called like a word of the grammar language itself: then none is expected.
    return grammars[things] = loads ? name : grammarFor ({});
}

std::string Recogniser::understand (std::span<const std::int16_t> utterance, const std::vector<std::string>& things)
{
    using namespace detail_recogniser;
    if (utterance.size() < frameSize)
        return {};
    const auto frames = static_cast<double> (utterance.size()) / frameSize;
    auto [command, commandScore] = decoder->read (grammarFor (things).c_str(), utterance);
    if (! command.empty() && commandScore > frames * goodScorePerFrame)
        return command;
    auto [text, score] = decoder->read (general, utterance);
    const auto fits = ! command.empty() && commandScore > frames * leastScorePerFrame &&
                      (text.empty() || commandScore > score * mostOfGeneralScore);
    return fits ? command : text;
}

} // namespace parlando
