#pragma once

#include "TakeLaneView.h"

namespace parlando
{

/** The lanes that have more than one take, by their places, with what takes a choice back. Message thread. */
class TakeLanes final : public juce::Component
{
public:
    explicit TakeLanes (PluginProcessor&);
    ~TakeLanes() override;

    /** Of many the first. */
    static constexpr std::size_t mostLanes = 100;

    /** 30 times a second while showing. */
    void refresh();

    void resized() override;

private:
    void rebuild (std::vector<TakeLane>&&);
    bool showInPlace (const std::vector<TakeLane>&);
    void listenTo (std::uint64_t lane, std::size_t take);
    void showAudition();

    PluginProcessor& plugin;
    juce::Label note;
    juce::TextButton undo{"Undo"}, redo{"Redo"};
    juce::Viewport viewport;
    juce::Component content;
    std::vector<std::unique_ptr<TakeLaneView>> views;
    std::uint64_t seen = ~std::uint64_t{0};
    std::pair<std::uint64_t, std::size_t> listened; // a lane and a take
};

} // namespace parlando
