#include "SlotParameter.h"

#include "ParameterIds.h"

namespace parlando
{

SlotParameter::SlotParameter (std::size_t index)
    : juce::RangedAudioParameter (juce::ParameterID (slotId (index), ids::automationRelease),
                                  "Slot " + juce::String (index + 1)),
      ownName ("Slot " + juce::String (index + 1))
{
}

ControlDefinition SlotParameter::definition() const
{
    const std::lock_guard lock (mutex);
    return meaning;
}

void SlotParameter::setDefinition (ControlDefinition definition)
{
    const std::lock_guard lock (mutex);
    meaning = std::move (definition);
    byDefault = static_cast<float> (meaning.toNormalised (meaning.byDefault));
}

juce::String SlotParameter::getName (int maximumLength) const
{
    const auto given = definition().name;
    return (given.empty() ? ownName : juce::String::fromUTF8 (given.c_str())).substring (0, maximumLength);
}

juce::String SlotParameter::getLabel() const
{
    const auto current = definition();
    return current.kind == ControlDefinition::Kind::number ? juce::String::fromUTF8 (current.unit.c_str())
                                                           : juce::String();
}

void SlotParameter::setValue (float normalised)
{
    // Nothing that a host sends may make a project that cannot be opened again.
    value = std::isfinite (normalised) ? juce::jlimit (0.0f, 1.0f, normalised) : 0.0f;
}

juce::String SlotParameter::getText (float normalised, int maximumLength) const
{
    const auto current = definition();
    const auto text = juce::String::fromUTF8 (current.toText (current.toValue (normalised)).c_str());
    return maximumLength > 0 ? text.substring (0, maximumLength) : text;
}

float SlotParameter::getValueForText (const juce::String& text) const
{
    const auto current = definition();
    const auto typed = current.fromText (text.toStdString());
    return typed ? static_cast<float> (current.toNormalised (*typed)) : getValue();
}

} // namespace parlando
