#include "AutoConnect.h"
#include "PluginAssets.h"
#include "QuitSignal.h"
#include "StandaloneWindow.h"

#include <parlando_ui/parlando_ui.h>

#include <clocale>
#include <cstdio>

namespace parlando
{

/** The standalone app. */
class StandaloneApp final : public juce::JUCEApplication
{
public:
    const juce::String getApplicationName() override { return "Parlando"; }
    const juce::String getApplicationVersion() override { return PARLANDO_VERSION; }
    bool moreThanOneInstanceAllowed() override { return true; }

    void initialise (const juce::String&) override
    {
        std::setlocale (LC_CTYPE, ""); // JUCE would take "é" for no letter

        try
        {
            begin (AppOptions::parse ({"parlando-app", getCommandLineParameterArray()}));
        }
        catch (const UsageError& error)
        {
            fail (2, error.what());
        }
    }

    void shutdown() override
    {
        if (audio != nullptr)
            audio->save();

        quitSignal.reset();
        autoConnect.reset();
        window.reset();
        audio.reset();

        if (settings != nullptr && ! settings->save())
            std::fputs ("parlando-app: the settings could not be saved.\n", stderr);

        juce::LookAndFeel::setDefaultLookAndFeel (nullptr);
    }

    void systemRequestedQuit() override { quit(); }

private:
    void fail (int exitCode, const char* sentence)
    {
        std::fprintf (stderr, "parlando-app: %s\n", sentence);
        setApplicationReturnValue (exitCode);
        quit();
    }

    void begin (const AppOptions& options)
    {
        if (options.showHelp || options.showVersion)
        {
            std::fputs (options.showHelp ? AppOptions::help() : "parlando-app " PARLANDO_VERSION "\n", stdout);
            quit();
            return;
        }

        if (juce::Desktop::getInstance().getDisplays().displays.isEmpty())
        {
            fail (1, "there is no display to open a window on.");
            return;
        }

        juce::LookAndFeel::setDefaultLookAndFeel (&look);
        settings = std::make_unique<AppSettings> (options.settingsFolder);
        audio = std::make_unique<StandaloneAudio> (*settings, options);
        audio->processor.makeEditor = [file = options.settingsFolder.getChildFile ("Interface.json")] (
                                          PluginProcessor& processor) { return new PluginEditor (processor, file); };
        addAssets (audio->processor);
        audio->processor.desk().setLog (ConversationLog (options.settingsFolder.getChildFile ("Logs")));
        audio->processor.desk().keeping().useFile (
            options.settingsFolder.getChildFile ("keep.json").getFullPathName().toStdString());
        window = std::make_unique<StandaloneWindow> (*audio, *settings);
        setTalkKey (options.talkKey);
        quitSignal = std::make_unique<QuitSignal>();
        audio->start();

        if (options.connect)
            autoConnect = std::make_unique<AutoConnect> (*audio);
    }

    /** As on the command line, or as remembered. */
    void setTalkKey (const juce::String& given)
    {
        const auto key = given.isEmpty() ? settings->talkKey() : given;
        window->setTalkKey (key == "none" ? juce::String() : key);
    }

    ParlandoLook look;
    std::unique_ptr<AppSettings> settings;
    std::unique_ptr<StandaloneAudio> audio;
    std::unique_ptr<StandaloneWindow> window;
    std::unique_ptr<QuitSignal> quitSignal;
    std::unique_ptr<AutoConnect> autoConnect;
};

} // namespace parlando

START_JUCE_APPLICATION (parlando::StandaloneApp)
