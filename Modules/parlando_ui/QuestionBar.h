#pragma once

#include "WrappedText.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Asks whether the agent may use a tool now, and shows the whole call: what does not fit is scrolled to, by the mouse
   or, with the keyboard in it, by arrows, page, home and end keys; Escape gives the keyboard back. Message thread. */
class QuestionBar final : public juce::Component
{
public:
    /** A click that was meant for something else, or for the question before, allows nothing: it must come so long
       after the question. */
    static constexpr Milliseconds shortestLook{500};

    explicit QuestionBar (std::function<Instant()> clock = Instant::clock::now);

    std::function<void (std::uint64_t question, bool isAllowed)> onAnswer;

    /** True when the question is another than before, or is gone. */
    bool show (std::optional<ToolQuestion>);

    [[nodiscard]] bool isAsking() const noexcept { return asked.has_value(); }

    /** What it would like to have at this width, at most `most` where that is enough for two lines. Pixels. */
    [[nodiscard]] int heightFor (int width, int most);

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;
    bool keyPressed (const juce::KeyPress&) override;

private:
    void answer (bool isAllowed);
    void fitArguments (int width);
    [[nodiscard]] juce::String sentence() const;

    const std::function<Instant()> now;
    std::optional<ToolQuestion> asked;
    Instant shownWhen{};
    juce::TextButton allow{"Allow"}, refuse{"Refuse"};
    WrappedText arguments; // the page around it scrolls, by keys too
    juce::Viewport page;
};

} // namespace parlando
