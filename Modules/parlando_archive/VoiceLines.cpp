#include "VoiceLines.h"

#include "JournalFields.h"
#include "KeptPlace.h"

#include <parlando_session/HistoryLimits.h>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace parlando
{
namespace
{

constexpr std::size_t mostPlacesOfTake = 1000, mostPlaces = HistoryLimits::items, mostParts = 10'000;

/** Turns between one and the lines about it. */
constexpr int mostTurnsBehind = 1000;

/** A name in the folder, and no way out of it. */
std::string fileIn (const nlohmann::json& line)
{
    constexpr std::size_t longest = 255;
    const auto& name = textIn (line, "file");

    if (name.size() > longest || name.starts_with ('.') || ! name.ends_with (".wav") || name.find ('/') != name.npos ||
        cleanText (name) != name)
        throw std::invalid_argument ("file is no name of a voice");

    return name;
}

int rateOf (const nlohmann::json& line)
{
    constexpr std::uint64_t lowest = 4'000, highest = 768'000;
    const auto rate = countIn (line, "sampleRate");

    if (rate < lowest || rate > highest)
        throw std::invalid_argument ("sampleRate is no rate");

    return static_cast<int> (rate);
}

/** Nothing where it lies before the conversation. */
std::optional<Instant> momentIn (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);

    if (found == line.end() || ! found->is_number_unsigned())
        return {};

    constexpr std::uint64_t lastMoment = 10'000'000ull * 1'000'000'000; // as readTranscript() takes them
    const auto ns = std::min (found->get<std::uint64_t>(), lastMoment);
    return Instant (std::chrono::nanoseconds (ns));
}

/** As writtenTime() writes it. */
std::time_t secondsIn (const nlohmann::json& line)
{
    const auto found = line.find ("startedAt");
    std::tm parts = {};

    if (found == line.end() || ! found->is_string() ||
        std::sscanf (found->get_ref<const std::string&>().c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ", &parts.tm_year,
                     &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6)
        return 0;

    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return std::max (::timegm (&parts), std::time_t{0});
}

} // namespace

void VoiceLines::beginPart (const nlohmann::json& line)
{
    if (found.parts.size() < mostParts)
        found.parts.push_back ({secondsIn (line), momentIn (line, "timeNs").value_or (Instant())});
}

void VoiceLines::takeVoice (const nlohmann::json& line)
{
    if (! line.contains ("file"))
        return; // the words alone are kept

    KeptTake take;
    take.part = static_cast<int> (std::max<std::size_t> (found.parts.size(), 1));
    take.turn = countIn (line, "turn");
    take.file = fileIn (line);
    take.sampleRate = rateOf (line);
    takes.push_back (std::move (take));
    forgetOldest();
}

void VoiceLines::takePlace (const nlohmann::json& line)
{
    auto place = voicePlaceFrom (line);
    auto* take = takeOf (place.turn);

    if (take == nullptr || take->places.size() >= mostPlacesOfTake)
        return;

    take->places.push_back (place);
    ++places;
    forgetOldest();
}

void VoiceLines::takeHeard (const nlohmann::json& line)
{
    const auto turn = countIn (line, "turn"), heard = countIn (line, "samplesHeard");
    auto* take = takeOf (turn);

    if (take == nullptr)
        return;

    take->heard = heard;

    if (heard > 0)
        take->began = momentIn (line, "beganNs");
}

void VoiceLines::takePerson (const nlohmann::json& line)
{
    if (found.person.size() < mostParts)
        found.person.push_back ({fileIn (line), rateOf (line), momentIn (line, "timeNs").value_or (Instant())});
}

/** Of this part: a turn of that number in one before is another one. */
KeptTake* VoiceLines::takeOf (std::uint64_t turn)
{
    const auto part = static_cast<int> (std::max<std::size_t> (found.parts.size(), 1));
    int left = mostTurnsBehind;

    for (auto each = takes.rbegin(); each != takes.rend() && each->part == part && left > 0; ++each, --left)
        if (each->turn == turn)
            return &*each;

    return nullptr;
}

void VoiceLines::forgetOldest()
{
    while (takes.size() > HistoryLimits::items || (places > mostPlaces && takes.size() > 1))
    {
        places -= takes.front().places.size();
        takes.pop_front();
    }
}

KeptVoices VoiceLines::takeVoices (const Transcript& transcript)
{
    found.takes.assign (std::make_move_iterator (takes.begin()), std::make_move_iterator (takes.end()));
    takes.clear();
    std::unordered_map<std::uint64_t, KeptTake*> last;

    for (auto& take : found.takes)
        last[take.turn] = &take; // of one number the last: the words of the others were not noted

    for (const auto& entry : transcript.entries)
    {
        const auto take = entry.speaker == Speaker::agent ? last.find (entry.turn) : last.end();

        if (take == last.end())
            continue;

        auto& [number, said] = *take;
        said->words += (said->words.empty() ? "" : " ") + entry.text;

        if (! said->began)
            said->began = entry.start;
    }

    return std::exchange (found, {});
}

} // namespace parlando
