#include "WordsExport.h"

#include "FolderName.h"
#include "HostTimeline.h"
#include "WordMarks.h"

#include <array>
#include <utility>

namespace parlando
{
namespace
{

struct FormName
{
    std::string_view name;
    WordsForm form;
    std::string_view ending; // of its files
    bool isForHost;
};

constexpr std::array formNames{FormName{"srt", WordsForm::srt, ".srt", false},
                               FormName{"vtt", WordsForm::vtt, ".vtt", false},
                               FormName{"txt", WordsForm::text, ".txt", false},
                               FormName{"json", WordsForm::json, ".json", false},
                               FormName{"audacity", WordsForm::audacity, " labels.txt", true},
                               FormName{"reaper", WordsForm::reaper, " regions.csv", true},
                               FormName{"ardour", WordsForm::ardour, " ranges.lua", true},
                               FormName{"midi", WordsForm::midi, " markers.mid", true}};

const FormName& nameOf (WordsForm form) { return formNames[static_cast<std::size_t> (form)]; }

/** The first that the host told. */
MidiTempo tempoIn (const KeptVoices& voices)
{
    for (const auto& take : voices.takes)
    {
        const auto* place = placeOf (take);

        if (place == nullptr || ! place->host.tempo || ! (place->host.tempo.value > 0.0))
            continue;

        const auto& [numerator, denominator] = std::pair (place->host.meterNumerator, place->host.meterDenominator);
        const auto isMeter = numerator && denominator && numerator.value >= 1.0 && numerator.value <= 255.0 &&
                             denominator.value >= 1.0 && denominator.value <= 64.0;
        MidiTempo tempo{place->host.tempo.value, {}, {}};

        if (isMeter)
        {
            tempo.numerator = static_cast<int> (numerator.value);
            tempo.denominator = static_cast<int> (denominator.value);
        }

        return tempo;
    }

    return {};
}

std::string written (const Transcript& transcript, WordsForm form, const KeptVoices& voices)
{
    switch (form)
    {
        case WordsForm::srt:
            return toSrt (transcript);
        case WordsForm::vtt:
            return toVtt (transcript);
        case WordsForm::text:
            return toText (transcript);
        case WordsForm::json:
            return toJsonText (transcript);
        case WordsForm::audacity:
            return toAudacityLabels (wordMarksOf (transcript));
        case WordsForm::reaper:
            return toReaperRegions (wordMarksOf (transcript));
        case WordsForm::ardour:
            return toArdourScript (wordMarksOf (transcript));
        case WordsForm::midi:
            return toMidiMarkers (wordMarksOf (transcript), tempoIn (voices));
    }

    return {};
}

} // namespace

std::optional<WordsForm> wordsFormOf (std::string_view name)
{
    for (const auto& each : formNames)
        if (each.name == name)
            return each.form;

    return {};
}

std::string wordsName (const KeptTakes& kept, WordsForm form, int copy)
{
    constexpr std::size_t mostNameBytes = 80;
    const auto number = copy > 1 ? " (" + std::to_string (copy) + ")" : std::string();
    return plainName (lastNameOf (kept.folder), mostNameBytes) + number + std::string (nameOf (form).ending);
}

WrittenWords writeWords (const KeptTakes& kept, WordsForm form, TakeClock clock)
{
    const auto& words = kept.conversation;

    if (clock == TakeClock::automatic && ! (nameOf (form).isForHost && hasHost (words.voices)))
        clock = TakeClock::conversation;

    if (clock == TakeClock::conversation)
        return {written (words.transcript, form, words.voices), 0};

    // A session's marks count from its start, whatever its time code is there.
    const auto found = onHostTimeline (words, clock == TakeClock::automatic ? TakeClock::host : clock);
    return {written (found.transcript, form, words.voices), found.leftOut};
}

} // namespace parlando
