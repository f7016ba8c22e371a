#include "TakeExport.h"

#include "FolderName.h"
#include "KeptMix.h"
#include "TakeName.h"
#include "TakeNotes.h"
#include "VoiceStream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace parlando
{
namespace
{

/** Samples at a time, from the voice to the file. Returns 0, or what errno says. */
template <typename Source>
int writeSamples (DiskFile& file, Source& source, const WaveFormat& format, LoudnessMeter* meter)
{
    std::string bytes;
    int error = 0;

    for (auto samples = source.next(); ! samples.empty() && error == 0; samples = source.next())
    {
        bytes.clear();
        appendWaveSamples (bytes, samples, format.bits);
        error = file.append (bytes);

        if (meter != nullptr)
            meter->add (samples);
    }

    const auto dataBytes = source.length() * format.bytesPerFrame();
    return error == 0 && wavePadding (dataBytes) > 0 ? file.append (std::string_view ("\0", 1)) : error;
}

/** All but its name. Returns 0, or what errno says. */
template <typename Source>
int writeWave (DiskFile& file, Source& source, BroadcastWave& wave, LoudnessMeter* meter)
{
    auto error = file.append (makeBroadcastHeader (wave, source.length()));

    if (error == 0)
        error = writeSamples (file, source, wave.format, meter);

    if (error == 0 && meter != nullptr)
    {
        wave.extension.loudness = meter->loudness();
        error = file.overwrite (0, makeBroadcastHeader (wave, source.length()));
    }

    return error;
}

VoiceReader openVoice (const KeptTakes& kept, const KeptTake& take)
{
    int error = 0;
    const auto folder = DiskFolder::open (kept.folder, error);
    auto voice = error == 0 ? VoiceReader::open (folder, take.file, error) : VoiceReader();

    if (error == 0 && voice.sampleRate() != take.sampleRate)
        error = EBADMSG;

    if (error != 0)
        throw ExportError (kept.folder + "/" + take.file + " cannot be read (" + std::strerror (error) +
                           "); put the file back that was there.");

    return voice;
}

} // namespace

int exportRateOf (const KeptTake& take)
{
    constexpr int lowest = 8'000, highest = 384'000;

    for (const auto& place : take.places)
        if (place.host.sampleRate >= lowest && place.host.sampleRate <= highest)
            return place.host.sampleRate;

    return take.sampleRate;
}

ExportedTake exportTake (const KeptTakes& kept, const KeptTake& take, const TakeExport& wish)
{
    const WaveFormat format{wish.sampleRate > 0 ? wish.sampleRate : exportRateOf (take), 1, wish.bits};
    VoiceStream voice (openVoice (kept, take), format.sampleRate);
    ExportTarget target (wish.target);
    auto wave = notesOf (kept, take, format, wish.clock);
    const auto meter = wish.meter ? wish.meter (format.sampleRate, format.channels) : nullptr;

    const auto write = [&] (DiskFile& file)
    {
        const auto error = writeWave (file, voice, wave, meter.get());

        if (error == 0 && ! voice.isWhole())
            throw ExportError (kept.folder + "/" + take.file + " cannot be read to its end; check the disk.");

        return error;
    };

    auto path = target.make (write, [&] (int copy) { return takeName (take, wish.clock, copy); });
    return {std::move (path), format.sampleRate, voice.length(), timeReferenceOf (take, format.sampleRate, wish.clock)};
}

ExportedTake exportMix (const KeptTakes& kept, const TakeExport& wish, std::vector<std::string>& problems)
{
    constexpr int usualRate = 48'000, mixChannels = 2;
    const auto& takes = kept.conversation.voices.takes;
    const auto hosted =
        std::find_if (takes.begin(), takes.end(), [] (const auto& take) { return ! take.places.empty(); });
    const auto rate = wish.sampleRate > 0     ? wish.sampleRate
                      : hosted != takes.end() ? exportRateOf (*hosted)
                                              : usualRate;
    const WaveFormat format{rate, mixChannels, wish.bits};
    KeptMix mix (kept, rate);
    ExportTarget target (wish.target);
    auto wave = mixNotesOf (kept, format);
    const auto meter = wish.meter ? wish.meter (rate, mixChannels) : nullptr;
    const auto name = plainName (lastNameOf (kept.folder), 80);
    auto path =
        target.make ([&] (DiskFile& file) { return writeWave (file, mix, wave, meter.get()); }, [&] (int copy)
                     { return name + (copy > 1 ? " (" + std::to_string (copy) + ")" : std::string()) + ".wav"; });
    problems.insert (problems.end(), mix.problems().begin(), mix.problems().end());
    return {std::move (path), rate, mix.length(), {}};
}

} // namespace parlando
