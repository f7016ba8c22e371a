#pragma once

#include <juce_core/juce_core.h>

#include <optional>
#include <stdexcept>

namespace parlando
{

/** What the command line asks for. Devices, rate and block count for this run only: they are not remembered. */
struct AppOptions
{
    juce::String inputDevice, outputDevice, deviceType; /**< Empty: as remembered, or the system's. */
    std::optional<double> sampleRate;                   /**< Hz. */
    std::optional<int> blockSize;                       /**< Samples. */
    juce::File settingsFolder;                          /**< Where the app keeps what it remembers. */
    juce::String talkKey;                               /**< Empty: as remembered; "none" takes it away. */
    bool connect = false;                               /**< As soon as audio runs. */
    bool showHelp = false, showVersion = false;

    /** Any thread. Throws UsageError. */
    static AppOptions parse (const juce::ArgumentList&);

    [[nodiscard]] bool namesDevices() const
    {
        return inputDevice.isNotEmpty() || outputDevice.isNotEmpty() || deviceType.isNotEmpty();
    }

    /** For --help. */
    static const char* help() noexcept;
};

/** A wrong command line; what() is one sentence. */
class UsageError : public std::runtime_error
{
public:
    explicit UsageError (const juce::String& sentence) : std::runtime_error (sentence.toStdString()) {}
};

} // namespace parlando
