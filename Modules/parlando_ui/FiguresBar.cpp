#include "FiguresBar.h"

#include "Palette.h"
#include "ParlandoLook.h"

#include <algorithm>
#include <optional>

namespace parlando
{
namespace
{

juce::String withSeparators (std::int64_t number)
{
    auto digits = juce::String (number);

    for (int place = digits.length() - 3; place > 0; place -= 3)
        digits = digits.substring (0, place) + "," + digits.substring (place);

    return digits;
}

double millisecondsBetween (Instant from, Instant to)
{
    return std::chrono::duration<double, std::milli> (to - from).count();
}

std::optional<double> lastAnswer (const ConversationReport& report)
{
    for (auto turn = report.turns.rbegin(); turn != report.turns.rend(); ++turn)
        if (turn->personStopped && turn->firstSampleInBlock)
            return millisecondsBetween (*turn->personStopped, *turn->firstSampleInBlock);

    return {};
}

std::optional<double> lastSilence (const ConversationReport& report)
{
    for (auto each = report.interruptions.rbegin(); each != report.interruptions.rend(); ++each)
        if (each->silent)
            return millisecondsBetween (each->offWire, *each->silent);

    return {};
}

const auto between = juce::String::fromUTF8 (" · ");

} // namespace

juce::String latencyText (const ConversationReport& report)
{
    juce::StringArray parts;

    if (const auto answer = lastAnswer (report))
        parts.add ("Answer " + juce::String (*answer / 1000.0, 2) + " s");

    if (const auto silence = lastSilence (report))
        parts.add ("silence " + juce::String (juce::roundToInt (*silence)) + " ms");

    if (const auto& echo = report.echo; echo && echo->isFound && echo->lowered > 0.0)
        parts.add (juce::String::fromUTF8 ("echo −") + juce::String (juce::roundToInt (echo->lowered)) + " dB");

    return parts.joinIntoString (between);
}

juce::String usageText (const ConversationReport& report, const juce::String& currency)
{
    if (report.usage.total == 0)
        return {};

    auto text = withSeparators (report.usage.total) + " tokens";

    if (report.cost)
        text << between << "about " << (currency == "USD" ? juce::String ("$") : currency + " ")
             << juce::String (*report.cost, 4);

    return text;
}

FiguresBar::FiguresBar()
{
    setTitle ("Figures");
    setTooltip ("Answer: from your last loud moment to the agent's first sample in the output. Silence: from the "
                "service's word that you interrupted to a silent output. Echo: by how much the agent's own voice was "
                "lowered in the "
                "microphone. Tokens and an estimate of their cost, of this "
                "conversation.");
}

void FiguresBar::show (const ConversationReport& report, const juce::String& currency)
{
    auto newLatency = latencyText (report), newUsage = usageText (report, currency);

    if (newLatency == latency && newUsage == usage)
        return;

    latency = std::move (newLatency);
    usage = std::move (newUsage);
    setDescription (latency + (latency.isEmpty() || usage.isEmpty() ? "" : ". ") + usage);
    repaint();
}

void FiguresBar::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).quietText);
    g.setFont (ParlandoLook::font (14.0f));
    auto area = getLocalBounds();
    const auto half = area.removeFromLeft (getWidth() / 2);
    g.drawFittedText (latency, half, juce::Justification::centredLeft, 1, 0.8f);
    g.drawFittedText (usage, area, juce::Justification::centredRight, 1, 0.8f);
}

std::unique_ptr<juce::AccessibilityHandler> FiguresBar::createAccessibilityHandler()
{
    return std::make_unique<juce::AccessibilityHandler> (*this, juce::AccessibilityRole::staticText);
}

} // namespace parlando
