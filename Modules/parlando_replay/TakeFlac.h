#pragma once

#include "TakeVoice.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace parlando
{

/** A voice as FLAC, for a project to carry: one channel, 16 bit, with its own rate; about half as long as the samples.
    Throws std::bad_alloc. Any thread but the audio thread: a minute takes some 50 ms. */
std::vector<std::uint8_t> encodeFlac (const TakeVoice&);

/** The other way. Memory is bounded by `samples`, of which there must be that many; throws std::invalid_argument where
    there are not, or where it is no such FLAC. Any thread but the audio thread. */
std::shared_ptr<const TakeVoice> decodeFlac (std::span<const std::uint8_t> flac, std::uint64_t samples);

} // namespace parlando
