// Any bytes as the takes of a project, and as the sound of one: taken or refused with a sentence; what is taken is
// written so that it reads the same.

#include "Input.h"

#include <parlando_plugin/ProjectTakes.h>
#include <parlando_text/parlando_text.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace
{

/** What its files would say of takes that are short enough; three sentences each. */
void supplyVoices (parlando::ProjectTakes& project)
{
    constexpr std::uint64_t longest = 100'000;

    for (const auto& take : project.missing())
        if (take.samples <= longest)
        {
            const auto count = static_cast<std::int64_t> (take.samples);
            project.supply (take.hash, {std::make_shared<const parlando::TakeVoice> (
                                            std::vector<std::int16_t> (take.samples), take.sampleRate),
                                        nullptr,
                                        {0, count / 3, count / 2}});
        }
}

void chooseInLanes (parlando::ProjectTakes& project)
{
    for (const auto& lane : project.lanes())
        for (std::size_t take = 0; take < lane.takes.size(); ++take)
        {
            project.chooseTake (lane.id, take);
            project.chooseSection (lane.id, take, 0);
        }

    project.undo();
}

void readProject (std::string_view text)
{
    auto project = parlando::ProjectTakes::fromJson (parlando::requireJson (text, "The project"));
    const auto written = project.toJson (true);

    if (parlando::ProjectTakes::fromJson (written).toJson (true) != written)
        std::abort();

    supplyVoices (project);
    chooseInLanes (project);
    static_cast<void> (parlando::ReplayMap (project.pieces(), 48'000, parlando::ReplayAnchor::beats));
}

/** The first byte says how long the voice is to be. */
void readSound (std::span<const std::uint8_t> bytes)
{
    const auto samples = bytes.empty() ? 0u : 24u * bytes.front();
    const auto voice = parlando::decodeFlac (bytes.subspan (bytes.empty() ? 0 : 1), samples);

    if (parlando::decodeFlac (parlando::encodeFlac (*voice), samples)->hash() != voice->hash())
        std::abort();
}

template <typename Read>
void tryOutTakes (Read&& read)
{
    try
    {
        read();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    tryOutTakes ([&] { readProject (parlando::fuzz::textOf (bytes, size)); });
    tryOutTakes ([&] { readSound ({bytes, size}); });
    return 0;
}
