#pragma once

#include <span>

namespace parlando::fonts
{

/** Assets/fonts/: Inter, under the SIL Open Font License 1.1, as OpenType files. */
std::span<const unsigned char> interRegular();
std::span<const unsigned char> interSemiBold();

} // namespace parlando::fonts
