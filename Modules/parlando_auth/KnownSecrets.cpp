#include "KnownSecrets.h"

#include <parlando_text/Base64.h>

#include <algorithm>
#include <string>

namespace parlando
{

namespace detail_secrets
{

constexpr std::uint64_t base = 0x9e3779b97f4a7c15u | 1u;

static std::string inCase (std::string_view text, char first, int step)
{
    std::string result (text);

    for (auto& c : result)
        if (c >= first && c < first + 26)
            c = static_cast<char> (c + step);

    return result;
}

static std::string hexadecimal (std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;

    for (const auto c : text)
    {
        const auto byte = static_cast<unsigned char> (c);
        (result += digits[byte >> 4]) += digits[byte & 15];
    }

    return result;
}

/** What does not depend on the `skipped` bytes before it, and on what comes behind. */
static std::string base64 (std::string_view text, std::size_t skipped)
{
    const auto padded = std::string (skipped, '\0') + std::string (text);
    const auto encoded = toBase64 ({reinterpret_cast<const std::uint8_t*> (padded.data()), padded.size()});
    const auto begin = (8 * skipped + 5) / 6, end = 8 * padded.size() / 6;
    return encoded.substr (begin, end - begin);
}

static std::uint64_t next (std::uint64_t hash, char c) { return hash * base + static_cast<unsigned char> (c) + 1u; }

static std::uint64_t hashOf (std::string_view text)
{
    std::uint64_t hash = 0;

    for (const auto c : text)
        hash = next (hash, c);

    return hash;
}

/** Calls it with each piece's beginning and hash, which rolls along. */
template <typename Function>
static void forEachPiece (std::string_view text, std::size_t length, Function&& use)
{
    if (text.size() < length)
        return;

    std::uint64_t power = 1; // what the first character of a piece counts
    for (std::size_t i = 1; i < length; ++i)
        power *= base;

    auto hash = hashOf (text.substr (0, length));
    use (std::size_t{0}, hash);

    for (std::size_t i = length; i < text.size(); ++i)
    {
        hash = next (hash - power * (static_cast<unsigned char> (text[i - length]) + 1u), text[i]);
        use (i - length + 1, hash);
    }
}

static std::size_t sieveBit (std::uint64_t hash) { return static_cast<std::size_t> (hash >> 48); }

} // namespace detail_secrets

//==============================================================================
KnownSecrets::KnownSecrets (std::string_view secret, Kind kind)
{
    using namespace detail_secrets;

    if (secret.size() < shortestWord)
        return;

    addForms (secret, kind == Kind::key);
    addForms (inCase (secret, 'A', 'a' - 'A'), false);
    addForms (inCase (secret, 'a', 'A' - 'a'), false);
    settle();
}

void KnownSecrets::addForms (std::string_view secret, bool isKey)
{
    using namespace detail_secrets;
    const auto plain = DecodedText (secret).characters;
    const auto digits = hexadecimal (secret);
    addForm (plain, shortestPiece);
    addForm (digits, 2 * shortestAnywhere);

    for (auto length = shortestKeyBeginning; isKey && length < std::min (shortestPiece, plain.size()); ++length)
        add (Where::anywhere, std::string_view (plain).substr (0, length));

    if (secret.size() < shortestAnywhere)
    {
        addWord (plain);
        addWord (digits);
        addWord (
            DecodedText (toBase64 ({reinterpret_cast<const std::uint8_t*> (secret.data()), secret.size()})).characters);
        return;
    }

    if (plain.size() < shortestPiece)
        add (Where::anywhere, plain);

    for (std::size_t skipped = 0; skipped < 3; ++skipped)
        addForm (DecodedText (base64 (secret, skipped)).characters, shortestPiece);
}

void KnownSecrets::addForm (std::string_view form, std::size_t shortest)
{
    const auto take = [this] (Where where, std::string_view text, std::size_t length)
    {
        detail_secrets::forEachPiece (text, length,
                                      [&hashes = piecesFor (where, length).hashes] (std::size_t, auto hash)
                                      { hashes.push_back (hash); });
    };

    DecodedText whole;
    for (const auto c : form)
        whole.add (c, 0, 0);

    take (Where::anywhere, form, shortest);
    take (Where::amongLettersAndDigits, whole.lettersAndDigits().characters, shortest);

    for (auto length = shortestBeginningAtEnd; length < shortest && length < form.size(); ++length)
        add (Where::atEnd, form.substr (0, length));
}

/** Without the padding of base64, which need not be there. */
void KnownSecrets::addWord (std::string_view form)
{
    add (Where::asWord, form.substr (0, form.find_last_not_of ('=') + 1));
}

void KnownSecrets::add (Where where, std::string_view piece)
{
    if (piece.size() >= shortestWord)
        piecesFor (where, piece.size()).hashes.push_back (detail_secrets::hashOf (piece));
}

KnownSecrets::Pieces& KnownSecrets::piecesFor (Where where, std::size_t length)
{
    for (auto& each : pieces)
        if (each.where == where && each.length == length)
            return each;

    return pieces.emplace_back (Pieces{where, length, {}});
}

/** After pieces came in. */
void KnownSecrets::settle()
{
    for (auto& each : pieces)
    {
        std::sort (each.hashes.begin(), each.hashes.end());
        each.hashes.erase (std::unique (each.hashes.begin(), each.hashes.end()), each.hashes.end());
        each.sieve = {};

        for (const auto hash : each.hashes)
            each.sieve[detail_secrets::sieveBit (hash) / 64] |= std::uint64_t{1}
                                                                << detail_secrets::sieveBit (hash) % 64;
    }
}

KnownSecrets KnownSecrets::with (const KnownSecrets& more) const
{
    auto both = *this;

    for (const auto& each : more.pieces)
    {
        auto& hashes = both.piecesFor (each.where, each.length).hashes;
        hashes.insert (hashes.end(), each.hashes.begin(), each.hashes.end());
    }

    both.settle();
    return both;
}

//==============================================================================
/** Goes through one text. */
struct KnownSecrets::Search
{
    explicit Search (std::string_view source) : text (source), all (source), lettersAndDigits (all.lettersAndDigits())
    {
    }

    void lookFor (const Pieces& wanted)
    {
        const auto& from = wanted.where == Where::amongLettersAndDigits ? lettersAndDigits : all;
        std::string_view characters = from.characters;
        std::size_t skipped = 0;

        if (wanted.where == Where::atEnd && characters.size() > wanted.length)
            skipped = characters.size() - wanted.length;

        detail_secrets::forEachPiece (characters.substr (skipped), wanted.length,
                                      [&] (std::size_t at, std::uint64_t hash)
                                      {
                                          const auto bit = detail_secrets::sieveBit (hash);

                                          if ((wanted.sieve[bit / 64] >> bit % 64 & 1) != 0 &&
                                              std::binary_search (wanted.hashes.begin(), wanted.hashes.end(), hash))
                                              take (from, skipped + at, wanted);
                                      });
    }

    void take (const DecodedText& from, std::size_t at, const Pieces& found)
    {
        const Place place{from.begins[at], from.ends[at + found.length - 1]};

        if (found.where == Where::asWord && ! isWord (from, at, found.length))
            return;

        if (! places.empty() && place.begin >= places.back().begin && place.begin < places.back().end)
            places.back().end = std::max (places.back().end, place.end);
        else
            places.push_back (place);
    }

    /** With nothing but itself between its ends, and no letter or digit beside them. */
    bool isWord (const DecodedText& from, std::size_t at, std::size_t length) const
    {
        for (auto i = at + 1; i < at + length; ++i)
            if (from.begins[i] != from.ends[i - 1])
                return false;

        const std::size_t begin = from.begins[at], end = from.ends[at + length - 1];
        return (begin == 0 || ! isLetterOrDigit (text[begin - 1])) &&
               (end == text.size() || ! isLetterOrDigit (text[end]));
    }

    std::vector<Place> inOrder() &&
    {
        std::sort (places.begin(), places.end(), [] (auto& a, auto& b) { return a.begin < b.begin; });
        std::vector<Place> joined;

        for (const auto& each : places)
            if (! joined.empty() && each.begin < joined.back().end)
                joined.back().end = std::max (joined.back().end, each.end);
            else
                joined.push_back (each);

        return joined;
    }

    const std::string_view text;
    const DecodedText all, lettersAndDigits;
    std::vector<Place> places;
};

std::vector<KnownSecrets::Place> KnownSecrets::findIn (std::string_view text) const
{
    Search search (text);

    for (const auto& each : pieces)
        search.lookFor (each);

    return std::move (search).inOrder();
}

} // namespace parlando
