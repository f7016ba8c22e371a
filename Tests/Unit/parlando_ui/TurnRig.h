#pragma once

#include "Person.h"

#include <Support/Surroundings.h>
#include <Unit/parlando_archive/SpokenTurns.h>
#include <parlando_gemini/parlando_gemini.h>
#include <parlando_ui/parlando_ui.h>

#include <filesystem>

namespace parlando::testing
{

/** A conversation with one turn of the agent that was heard and is kept. */
struct TurnRig
{
    explicit TurnRig (const std::string& place = "Music")
    {
        auto& keeping = processor.desk().keeping();
        keeping.use ({Keeps::wordsAndVoice, (surroundings.folder() / place).string()},
                     (surroundings.folder() / "keep.json").string());
    }

    void speak()
    {
        archive = std::dynamic_pointer_cast<ConversationArchive> (processor.desk().keeping().begin());
        SpokenTurns turns (*archive);
        turns.begin();
        turns.say ("Good morning.");
        turns.speakSine (24'000);
        turns.endWords();
        turns.hear (24'000);
        archive->finish();
    }

    /** That turn as the window shows it. */
    static ConversationItem item (std::uint64_t turn = 1)
    {
        ConversationItem shown;
        shown.kind = ConversationItem::Kind::agent;
        shown.id = turn;
        shown.turn = turn;
        shown.heading = "Agent";
        shown.text = "Good morning.";
        shown.samplesHeard = shown.samplesReceived = 24'000;
        return shown;
    }

    [[nodiscard]] std::string folder() { return processor.desk().keeping().view().folder; }

    /** What left by drag or clipboard. */
    [[nodiscard]] std::size_t filesThatLeft()
    {
        std::error_code none;
        std::size_t count = 0;

        for (const auto& each : std::filesystem::directory_iterator (TakeFiles::usualTarget (folder()), none))
            count += each.path().extension() == ".wav" ? 1 : 0;

        return count;
    }

    [[nodiscard]] std::string told() { return processor.desk().view().sentence.toStdString(); }

    Surroundings surroundings{"ws://127.0.0.1:1"};
    juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    std::shared_ptr<ConversationArchive> archive;
};

} // namespace parlando::testing
