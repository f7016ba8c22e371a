#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <juce_gui_basics/juce_gui_basics.h>

#include <memory>
#include <vector>

namespace parlando
{

/** The takes of one lane below each other: each can be listened to, and chosen as a whole or sentence by sentence.
    Message thread. */
class TakeLaneView final : public juce::Component
{
public:
    TakeLaneView (PluginProcessor&, const TakeLane&);

    /** False where it has other takes or sentences than before, for which another view is needed. */
    bool show (const TakeLane&);

    /** `audited`: the take that is listened to, -1 for none. */
    void showAudition (int audited);

    /** Called with the take that is to be listened to. */
    std::function<void (std::size_t take)> onListen;

    [[nodiscard]] std::uint64_t lane() const noexcept { return shown.id; }
    [[nodiscard]] int wantedHeight() const;
    void resized() override;

private:
    struct Row
    {
        juce::TextButton listen, whole;
        std::vector<std::unique_ptr<juce::TextButton>> sections;
    };

    void addRow (std::size_t take);
    void showChosen();

    PluginProcessor& plugin;
    TakeLane shown;
    juce::Label title;
    std::vector<std::unique_ptr<Row>> rows;
};

} // namespace parlando
