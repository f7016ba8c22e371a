#include "HistoryTexts.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <utility>

namespace parlando
{

namespace detail_history
{

/** Gives all pieces of an item's text, each in an item of its own. */
template <typename Item>
static void addPieces (std::vector<Item>& pieces, const Item& item)
{
    std::string_view rest = item.text;

    do
    {
        auto size = std::min (rest.size(), HistoryLimits::textBytes);

        // A character stays whole.
        while (size > 0 && size < rest.size() && (static_cast<unsigned char> (rest[size]) & 0xc0u) == 0x80u)
            --size;

        pieces.push_back (item);
        pieces.back().text = rest.substr (0, size);
        rest.remove_prefix (size);
    } while (! rest.empty());
}

template <typename Item>
static std::vector<Item> inPieces (const std::vector<Item>& items)
{
    std::vector<Item> pieces;

    for (const auto& item : items)
        addPieces (pieces, item);

    return pieces;
}

/** Takes entries and thoughts in the order of time, and begins a new part where one is full. */
class Parts
{
public:
    Parts (Instant start, std::size_t mostBytes, std::size_t mostItems)
        : bytesOfPart (mostBytes), itemsOfPart (mostItems)
    {
        empty.start = start;
    }

    void add (TranscriptEntry entry)
    {
        auto alone = empty;
        alone.entries.push_back (entry);
        auto& part = partFor (toJsonText (alone).size());
        entry.id = part.entries.size() + 1;
        part.entries.push_back (std::move (entry));
    }

    void add (TranscriptThought thought)
    {
        auto alone = empty;
        alone.thoughts.push_back (thought);
        partFor (toJsonText (alone).size()).thoughts.push_back (std::move (thought));
    }

    std::vector<std::string> texts() const
    {
        std::vector<std::string> all;

        for (const auto& part : parts)
            all.push_back (toJsonText (part));

        return all;
    }

private:
    Transcript& partFor (std::size_t bytes)
    {
        const auto isFull = [&]
        {
            const auto& last = parts.back();
            return bytesUsed + bytes > bytesOfPart || last.entries.size() + last.thoughts.size() >= itemsOfPart;
        };

        if (parts.empty() || isFull())
        {
            parts.push_back (empty);
            bytesUsed = 0;
        }

        bytesUsed += bytes;
        return parts.back();
    }

    const std::size_t bytesOfPart, itemsOfPart;
    Transcript empty;
    std::vector<Transcript> parts;
    std::size_t bytesUsed = 0;
};

static bool isWithinLimits (const Transcript& transcript, std::size_t mostItems)
{
    const auto fits = [] (const auto& item) { return item.text.size() <= HistoryLimits::textBytes; };
    const auto& [start, entries, thoughts] = transcript;
    return entries.size() <= mostItems && thoughts.size() <= mostItems &&
           std::all_of (entries.begin(), entries.end(), fits) && std::all_of (thoughts.begin(), thoughts.end(), fits);
}

} // namespace detail_history

std::vector<std::string> toHistoryTexts (const Transcript& transcript, std::size_t mostBytes, std::size_t mostItems)
{
    if (detail_history::isWithinLimits (transcript, mostItems))
        if (auto text = toJsonText (transcript); text.size() <= mostBytes)
            return {std::move (text)};

    detail_history::Parts parts (transcript.start, mostBytes / 2, std::max<std::size_t> (mostItems / 2, 1));
    auto thoughts = detail_history::inPieces (transcript.thoughts);
    auto thought = thoughts.begin();

    for (auto& entry : detail_history::inPieces (transcript.entries))
    {
        for (; thought != thoughts.end() && thought->when < entry.start; ++thought)
            parts.add (std::move (*thought));

        parts.add (std::move (entry));
    }

    for (; thought != thoughts.end(); ++thought)
        parts.add (std::move (*thought));

    return parts.texts();
}

} // namespace parlando
