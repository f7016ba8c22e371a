#pragma once

#include "Secret.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace parlando
{

/** Secrets in the forms that a text may have them in: as they are, percent-encoded, as base64 wherever it begins, as
    hexadecimal; in capitals and small letters alike. */
class KnownSecrets
{
public:
    explicit KnownSecrets (std::string_view secret);

    /** Both. */
    KnownSecrets with (const KnownSecrets&) const;

    /** A part of a text, from `begin` up to `end`. */
    struct Place
    {
        std::size_t begin, end;
    };

    /** A piece of so many characters tells of a secret. */
    static constexpr std::size_t shortestPiece = 10;

    /** At the end of a text, which may have been cut, so many of its first ones do. */
    static constexpr std::size_t shortestBeginning = 6;

    /** In order, apart from each other. */
    std::vector<Place> findIn (std::string_view text) const;

private:
    void addForm (std::string_view);
    std::size_t matchAt (std::string_view lowerCaseText, std::size_t position, bool hasPiece) const;

    std::vector<Secret> forms;         // in small letters
    std::vector<std::uint64_t> pieces; // what they hash to, in order
};

} // namespace parlando
