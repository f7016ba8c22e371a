#pragma once

#include "DecodedText.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace parlando
{

/** Secrets, so that pieces of them are found in a text that has them as they are, in other case, as base64 wherever it
    begins, as hexadecimal, and in all of these ways with escapes, percent-encoding and white space between
    (DecodedText). Holds hashes of their pieces, not the secrets. */
class KnownSecrets
{
public:
    enum class Kind
    {
        key,     /**< What nobody would write by chance: its first eight characters tell of it. */
        password /**< Which may begin with a word of the language. */
    };

    /** Nothing where the secret has less than `shortestWord` characters. */
    KnownSecrets (std::string_view secret, Kind);

    /** Both. */
    [[nodiscard]] KnownSecrets with (const KnownSecrets&) const;

    /** A part of a text, from `begin` up to `end`. */
    struct Place
    {
        std::size_t begin, end;
    };

    /** A piece of so many characters tells of a secret. */
    static constexpr std::size_t shortestPiece = 10;

    /** So many of a key's first ones do. */
    static constexpr std::size_t shortestKeyBeginning = 8;

    /** At the end of a text, which may have been cut, so many of any secret's first ones do. */
    static constexpr std::size_t shortestBeginningAtEnd = 6;

    /** A secret of less than eight characters is found where it is a word of its own: "test" is no part of "latest",
        and to take it out there would tell it. One of less than four is no secret. */
    static constexpr std::size_t shortestAnywhere = 8, shortestWord = 4;

    /** In order, apart from each other. Linear in the text. */
    [[nodiscard]] std::vector<Place> findIn (std::string_view text) const;

private:
    /** Where a piece counts. */
    enum class Where
    {
        anywhere,
        amongLettersAndDigits,
        asWord,
        atEnd
    };

    /** Pieces of one length. */
    struct Pieces
    {
        Where where;
        std::size_t length;
        std::vector<std::uint64_t> hashes;       // in order
        std::array<std::uint64_t, 1024> sieve{}; // says quickly of most hashes that they are none of these
    };

    struct Search;

    void addForms (std::string_view secret, bool isKey);
    void addForm (std::string_view form, std::size_t shortest);
    void addWord (std::string_view form);
    void add (Where, std::string_view piece);
    Pieces& piecesFor (Where, std::size_t length);
    void settle();

    std::vector<Pieces> pieces;
};

} // namespace parlando
