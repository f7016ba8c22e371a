#include "TakeExport.h"

#include "TakeName.h"
#include "TakeNotes.h"
#include "VoiceStream.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace parlando
{
namespace
{

/** Samples at a time, from the voice to the file. Returns 0, or what errno says. */
int writeSamples (DiskFile& file, VoiceStream& voice, int bits, LoudnessMeter* meter)
{
    std::string bytes;
    int error = 0;

    for (auto samples = voice.next(); ! samples.empty() && error == 0; samples = voice.next())
    {
        bytes.clear();
        appendWaveSamples (bytes, samples, bits);
        error = file.append (bytes);

        if (meter != nullptr)
            meter->add (samples);
    }

    const auto dataBytes = voice.length() * static_cast<std::uint64_t> (bits / 8);
    return error == 0 && wavePadding (dataBytes) > 0 ? file.append (std::string_view ("\0", 1)) : error;
}

/** All but its name. Returns 0, or what errno says. */
int writeTake (DiskFile& file, VoiceStream& voice, BroadcastWave& wave, LoudnessMeter* meter)
{
    auto error = file.append (makeBroadcastHeader (wave, voice.length()));

    if (error == 0)
        error = writeSamples (file, voice, wave.format.bits, meter);

    if (error == 0 && meter != nullptr)
    {
        wave.extension.loudness = meter->loudness();
        error = file.overwrite (0, makeBroadcastHeader (wave, voice.length()));
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
        const auto error = writeTake (file, voice, wave, meter.get());

        if (error == 0 && ! voice.isWhole())
            throw ExportError (kept.folder + "/" + take.file + " cannot be read to its end; check the disk.");

        return error;
    };

    auto path = target.make (write, [&] (int copy) { return takeName (take, wish.clock, copy); });
    return {std::move (path), format.sampleRate, voice.length(), timeReferenceOf (take, format.sampleRate, wish.clock)};
}

} // namespace parlando
