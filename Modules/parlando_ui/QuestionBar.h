#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Asks whether the agent may use a tool now. Message thread. */
class QuestionBar final : public juce::Component
{
public:
    QuestionBar();

    std::function<void (std::uint64_t question, bool isAllowed)> onAnswer;

    /** True when the question is another than before, or is gone. */
    bool show (std::optional<ToolQuestion>);

    [[nodiscard]] bool isAsking() const noexcept { return asked.has_value(); }

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void answer (bool isAllowed);
    [[nodiscard]] juce::String sentence() const;

    std::optional<ToolQuestion> asked;
    juce::TextButton allow{"Allow"}, refuse{"Refuse"};
};

} // namespace parlando
