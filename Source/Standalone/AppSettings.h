#pragma once

#include <juce_data_structures/juce_data_structures.h>

#include <optional>

namespace parlando
{

/** What the app remembers from run to run, in one file: devices, the plugin's state and the window's place. Message
    thread. */
class AppSettings
{
public:
    /** Makes the folder when something is first saved. A file that the app did not write is renamed to
        Parlando.unreadable and not read. */
    explicit AppSettings (const juce::File& folder);
    ~AppSettings();

    /** Nothing on the first run. */
    [[nodiscard]] std::unique_ptr<juce::XmlElement> devices() const;
    [[nodiscard]] std::optional<juce::MemoryBlock> pluginState() const;
    [[nodiscard]] juce::String windowPlace() const;
    [[nodiscard]] juce::String talkKey() const; /**< As juce::KeyPress describes it; empty: none. */

    void setDevices (const juce::XmlElement*);
    void setPluginState (const juce::MemoryBlock&);
    void setWindowPlace (const juce::String&);
    void setTalkKey (const juce::String&);

    /** Writes the file whole, if anything changed; false when that failed, and what was there is there still. */
    bool save();

private:
    juce::PropertiesFile file;
};

} // namespace parlando
