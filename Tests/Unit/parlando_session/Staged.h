#pragma once

#include "Network.h"

#include <vector>

namespace parlando::testing
{

using Step = SetupChange::Step;

inline std::vector<Step> stepsOf (const ScriptedConversation& conversation)
{
    std::vector<Step> steps;

    for (const auto& change : conversation.told<SetupChange>())
        steps.push_back (change.step);

    return steps;
}

inline Setup withVoice (const char* name)
{
    Setup setup;
    setup.inputAudioTranscription.emplace();
    setup.outputAudioTranscription.emplace();
    setup.setVoice (name);
    return setup;
}

/** A conversation in which somebody said something and was answered, and that can be resumed. */
inline void talk (Network& network)
{
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.server (R"({"serverContent":{"inputTranscription":{"text":"Good morning."}}})");
    conversation.server (ScriptedConversation::audio (480));
    conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Good morning to you."}}})");
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.handle (input::PlayoutBegan{conversation.now, 1});
    conversation.handle (input::PlayoutStopped{conversation.now, 1, {480, 480, false}});
    conversation.run (Milliseconds (5'000));
}

} // namespace parlando::testing
