#include "AutomationDesk.h"

#include "HostReading.h"

namespace parlando
{

namespace detail_automation_desk
{
constexpr int controlPeriodMs = 10;
} // namespace detail_automation_desk

AutomationDesk::AutomationDesk (juce::AudioProcessor& owner, PluginParameters& pluginParameters)
    : processor (owner), parameters (pluginParameters), clock (std::make_shared<MessageClock> ([this] { work(); })),
      moves (*this, [this] { clock->callSoon(); })
{
}

void AutomationDesk::setLayout (const ToolLayout& layout)
{
    for (std::size_t i = 0; i < layout.slots.size(); ++i)
        if (auto& slot = *parameters.slots[i]; slot.definition() != layout.slots[i])
        {
            slot.setDefinition (layout.slots[i]);
            namesChanged = true;
        }

    panel.setLamps (layout.lamps);
    moves.setControls (controlsOf (layout, parameters.ownControls()));

    if (namesChanged)
        clock->callSoon();
}

void AutomationDesk::suspend() { moves.suspend ("A project was opened meanwhile: the move was broken off."); }

void AutomationDesk::block (const juce::AudioPlayHead* host)
{
    const auto transport = readTransport (host, processor.getSampleRate());
    current = transport;
    latestTransport.publish (transport);
}

bool AutomationDesk::blockMidi (juce::MidiBuffer& midi, int frames, double sampleRate, bool isSilenced)
{
    auto interrupts = false;

    for (const auto message : midi)
        interrupts |= panel.take (message.data, message.numBytes);

    midi.clear();

    for (const auto& events :
         {player.process (current, frames, sampleRate, isSilenced),
          panel.tell ({parameters.connected.get(), parameters.personSpeaking.get(), parameters.agentSpeaking.get()})})
        for (const auto& event : events)
            midi.addEvent (event.bytes, event.size, event.offset);

    return interrupts;
}

HostTransport AutomationDesk::transport() const
{
    const std::lock_guard lock (readersMutex);
    return latestTransport.read();
}

void AutomationDesk::undoLast()
{
    moves.undoLast();
    work();
}

std::vector<std::shared_ptr<Tool>> AutomationDesk::makeTools (const ToolLayout& layout, Confirm confirm)
{
    const AutomationAccess access{moves, *this, [this] { return transport(); }, std::move (confirm)};
    auto tools = makeAutomationTools (layout, access);

    if (layout.notes != ControlAccess::off)
        for (auto& tool : makeMidiTools (player, layout.notes == ControlAccess::ask, access))
            tools.push_back (std::move (tool));

    return tools;
}

void AutomationDesk::stop()
{
    clock->retire();
    moves.close();
}

void AutomationDesk::work()
{
    if (namesChanged.exchange (false))
        processor.updateHostDisplay (juce::AudioProcessor::ChangeDetails().withParameterInfoChanged (true));

    const auto wantsMore = moves.work (Instant::clock::now(), transport());

    if (wantsMore && ! clock->isTimerRunning())
        clock->startTimer (detail_automation_desk::controlPeriodMs);
    else if (! wantsMore)
        clock->stopTimer();
}

double AutomationDesk::normalised (std::size_t control) const
{
    return static_cast<double> (parameters.parameterOf (control).getValue());
}

std::string AutomationDesk::hindrance() const
{
    return canHostRecord() ? "" : "this host takes moves of an automated control only while Parlando's window is open";
}

void AutomationDesk::beginGesture (std::size_t control) { parameters.parameterOf (control).beginChangeGesture(); }

void AutomationDesk::set (std::size_t control, double normalised)
{
    parameters.parameterOf (control).setValueNotifyingHost (static_cast<float> (normalised));
}

void AutomationDesk::endGesture (std::size_t control) { parameters.parameterOf (control).endChangeGesture(); }

} // namespace parlando
