#pragma once

#include <cstdint>

namespace parlando
{

/** What is to be played, before anybody knows in which block. Trivially copyable. */
struct MidiCommand
{
    enum class Kind : std::uint8_t
    {
        note,
        controller,
        program
    };

    enum class Grid : std::uint8_t
    {
        none, /**< At once. */
        beat, /**< From the host's next beat on, while it plays. */
        bar
    };

    Kind kind = Kind::note;
    Grid grid = Grid::none;
    std::uint8_t channel = 1; /**< 1 to 16. */
    std::uint8_t number = 60,
                 value = 96; /**< Pitch and velocity, controller and value; a program has the first alone. */
    bool isInBeats = false;  /**< Start and length are quarter notes, otherwise ms. */
    double start = 0.0, length = 0.0;
};

/** A channel message at a frame of the block. */
struct MidiEvent
{
    int offset = 0;
    std::uint8_t size = 3; /**< 2 or 3 bytes. */
    std::uint8_t bytes[3]{};
};

} // namespace parlando
