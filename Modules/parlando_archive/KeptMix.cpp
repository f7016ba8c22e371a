#include "KeptMix.h"

#include "ExportTarget.h"
#include "SortedBy.h"
#include "TakeTime.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace parlando
{
namespace
{

constexpr std::size_t personChannel = 0, agentChannel = 1, mixChannels = 2;
constexpr std::uint64_t blockLength = 8'192;
constexpr std::uint64_t longestMix = 2 * 24 * 3600; // s

} // namespace

KeptMix::KeptMix (const KeptTakes& kept, int sampleRate) : path (kept.folder), rate (sampleRate)
{
    int error = 0;
    folder = DiskFolder::open (path, error);

    for (const auto& person : kept.conversation.voices.person)
        if (const auto file = VoiceReader::open (folder, person.file, error); error == 0)
            add ({person.file, framesSince (person.began, rate), file.length(), file.sampleRate(), personChannel});
        else
            sentences.push_back (path + "/" + person.file + " cannot be read, and is left out; put it back as it was.");

    for (const auto& take : kept.conversation.voices.takes)
        if (take.began)
            add ({take.file, framesSince (*take.began, rate),
                  std::min (take.heard.value_or (take.samples), take.samples), take.sampleRate, agentChannel});

    voices = sortedBy (std::move (voices), &Voice::begin);

    if (frames > longestMix * static_cast<std::uint64_t> (rate))
        throw ExportError ("The conversation in " + path +
                           " would be longer than two days in one file; export its turns.");
}

void KeptMix::add (Voice voice)
{
    frames = std::max (frames, voice.begin + atRate (voice.samples, voice.sampleRate, rate));
    voices.push_back (std::move (voice));
}

std::span<const float> KeptMix::next()
{
    const auto count = std::min (blockLength, frames - at);
    block.assign (static_cast<std::size_t> (count) * mixChannels, 0.0f);

    while (upcoming < voices.size() && voices[upcoming].begin < at + count)
        sounding.push_back (&voices[upcoming++]);

    for (auto* voice : sounding)
        mix (*voice, count);

    std::erase_if (sounding, [] (const Voice* voice) { return voice->isOver; });
    at += count;
    return block;
}

void KeptMix::open (Voice& voice)
{
    int error = 0;
    auto file = VoiceReader::open (folder, voice.file, error);

    if (error == 0 && file.sampleRate() == voice.sampleRate)
    {
        file.endAt (voice.samples);
        voice.stream.emplace (std::move (file), rate);
        return;
    }

    voice.isOver = true;
    sentences.push_back (path + "/" + voice.file + " was changed meanwhile, and is left out; put it back as it was.");
}

void KeptMix::mix (Voice& voice, std::uint64_t blockFrames)
{
    auto place = static_cast<std::size_t> (std::max (voice.begin, at) - at);

    if (! voice.stream)
        open (voice);

    while (! voice.isOver && place < blockFrames)
    {
        if (voice.left.empty())
            voice.left = voice.stream->next();

        const auto count = std::min (voice.left.size(), static_cast<std::size_t> (blockFrames) - place);
        voice.isOver = count == 0;

        for (std::size_t i = 0; i < count; ++i)
            block[(place + i) * mixChannels + voice.channel] += voice.left[i];

        voice.left = voice.left.subspan (count);
        place += count;
    }

    if (voice.isOver)
        voice.stream.reset();
}

} // namespace parlando
