#pragma once

#include "KeepWords.h"

namespace parlando
{

/** Says while a conversation is kept that it is, and what of it; a click is for whoever wants it otherwise. Message
    thread. */
class KeepSign final : public juce::Button
{
public:
    KeepSign();

    void show (const KeepView&);

    /** There is something to say. */
    [[nodiscard]] bool isWanted() const noexcept { return shown.now != Keeps::nothing; }

private:
    void paintButton (juce::Graphics&, bool isOver, bool isDown) override;

    KeepView shown;
};

} // namespace parlando
