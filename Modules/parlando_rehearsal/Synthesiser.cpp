#include "Synthesiser.h"

#include "RateConverter.h"
#include "Words.h"

#include <flite/flite.h>

#include <algorithm>
#include <mutex>
#include <span>

extern "C"
{
    cst_voice* register_cmu_us_slt (const char*);
    cst_voice* register_cmu_us_rms (const char*);
    cst_voice* register_cmu_us_awb (const char*);
    cst_voice* register_cmu_us_kal16 (const char*);
}

namespace parlando
{

namespace detail_synthesiser
{
// By character: the low and firm ones, the friendly ones, the bright and dry ones; all others are slt's, a woman's
// voice.
constexpr std::pair<const char*, const char*> flitesVoices[] = {
    {"Charon", "rms"},        {"Orus", "rms"},      {"Iapetus", "rms"},    {"Algenib", "rms"},
    {"Alnilam", "rms"},       {"Schedar", "rms"},   {"Rasalgethi", "rms"}, {"Sadaltager", "rms"},
    {"Puck", "awb"},          {"Umbriel", "awb"},   {"Algieba", "awb"},    {"Achird", "awb"},
    {"Zubenelgenubi", "awb"}, {"Enceladus", "awb"}, {"Fenrir", "kal16"},   {"Sadachbia", "kal16"},
};

// Where each token begins, in samples at 24 kHz: flite knows where it ends.
std::vector<std::size_t> tokenStarts (cst_utterance* utterance)
{
    std::vector<std::size_t> starts{0};
    for (auto* token = relation_head (utt_relation (utterance, "Token")); token != nullptr; token = item_next (token))
    {
        auto end = starts.back();
        if (item_last_daughter (token) != nullptr)
        {
            const auto seconds =
                ffeature_float (item_last_daughter (token), "R:SylStructure.daughtern.daughtern.R:Segment.end");
            end = static_cast<std::size_t> (std::max (0.0f, seconds) * 24000.0f);
        }
        starts.push_back (std::max (end, starts.back()));
    }
    starts.pop_back();
    return starts;
}

// The words as written, in time. When flite cut the text otherwise than at its spaces, they are spread by their length.
std::vector<SpokenWord> timedWords (const std::string& text, const std::vector<std::size_t>& starts,
                                    std::size_t samples)
{
    const auto tokens = splitAtSpaces (text);
    std::vector<SpokenWord> words;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i)
    {
        const auto spread = samples * letters / std::max<std::size_t> (1, text.size());
        words.push_back ({tokens[i], starts.size() == tokens.size() ? starts[i] : spread});
        letters += tokens[i].size() + 1;
    }
    return words;
}
} // namespace detail_synthesiser

Synthesiser::Synthesiser()
{
    static std::once_flag once;
    std::call_once (once, [] { flite_init(); });
}

void* Synthesiser::voiceFor (const std::string& voiceName)
{
    std::string name = "slt";
    for (const auto& [gemini, flites] : detail_synthesiser::flitesVoices)
        if (voiceName == gemini)
            name = flites;
    auto& voice = loaded[name];
    if (voice == nullptr)
        voice = name == "rms"     ? register_cmu_us_rms (nullptr)
                : name == "awb"   ? register_cmu_us_awb (nullptr)
                : name == "kal16" ? register_cmu_us_kal16 (nullptr)
                                  : register_cmu_us_slt (nullptr);
    return voice;
}

Speech Synthesiser::speak (const std::string& text, const std::string& voiceName)
{
    Speech speech;
    auto* const utterance = flite_synth_text (text.c_str(), static_cast<cst_voice*> (voiceFor (voiceName)));
    if (utterance == nullptr)
        return speech;
    const auto* const wave = utt_wave (utterance);
    RateConverter converter (wave->sample_rate, 24000);
    converter.process (std::span (wave->samples, static_cast<std::size_t> (wave->num_samples)), speech.samples);
    speech.words =
        detail_synthesiser::timedWords (text, detail_synthesiser::tokenStarts (utterance), speech.samples.size());
    delete_utterance (utterance);
    return speech;
}

} // namespace parlando
