#pragma once

#include "Support/Room.h"

#include <string>
#include <vector>

namespace parlando::benchmarks
{

constexpr double personLevel = -26.0; // dBFS

/** A person who was recorded, at personLevel, 16 kHz. */
struct Recorded
{
    std::string name, words; /**< Words: nothing where there is no transcript. */
    test::Sound sound;
    std::size_t onset = 0; /**< Samples: from there on three frames of 10 ms are within 14 dB of the voice. The
                                recordings begin with breath and room. */
};

/** Of the Debian package pocketsphinx-testdata; fewer where it is not there. */
const std::vector<Recorded>& people();

/** Of `expected`, how many words are in `understood`, in this order. */
int wordsFound (const std::string& understood, const std::string& expected);
int wordCount (const std::string&);

} // namespace parlando::benchmarks
