#pragma once

#include <cstdint>

namespace parlando
{

// What a microphone beside a loudspeaker asks for: said on one side of the audio thread's edge and obeyed on the other.

/** When echo is taken out of a microphone. */
enum class EchoMode
{
    never,
    automatic, /**< Where one is heard, and until that is known. */
    always
};

/** What is done to a microphone beside taking the echo out of it. */
enum class MicrophoneCleaning
{
    none,
    noise, /**< Rumble below 100 Hz and steady noise are suppressed: by 6 to 12 dB. */
    level, /**< Speech is slowly brought to about -9 dBFS at its peaks; a soft one by 20 dB at most. */
    both
};

/** What a person who begins to speak does to the agent's voice. */
enum class BargeInMode
{
    off,    /**< Nothing; the service's word cuts. */
    gentle, /**< It is lowered after 80 ms of voice, and held after 500 ms. */
    quick   /**< It is lowered after 40 ms, and held after 150 ms. */
};

/** How far the agent's voice makes way for a person's. */
enum class VoiceYield : std::uint8_t
{
    none,
    ducked, /**< 12 dB softer, within 10 ms. */
    held    /**< It stops within 10 ms and keeps its place. */
};

} // namespace parlando
