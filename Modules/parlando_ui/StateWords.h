#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <string_view>

namespace parlando
{

/** What the lamp shows. Each has a shape of its own beside its colour. */
enum class Lamp
{
    off,       /**< Not connected: a ring. */
    waiting,   /**< On the way: half a disc. */
    listening, /**< The agent hears the person: a disc. */
    hearing,   /**< And the person speaks: bars. */
    thinking,  /**< The agent works on its answer: three dots. */
    speaking,  /**< The agent is heard: a disc in a ring. */
    silent,    /**< Connected, but the person is not heard: a barred ring. */
    over       /**< Not connected, and the sentence says why: a square. */
};

/** A state for the eye. */
struct StateWords
{
    Lamp lamp = Lamp::off;
    juce::String words;    /**< A few, to be read from afar. */
    juce::String sentence; /**< What is going on or what to do; may be empty. */

    bool operator== (const StateWords&) const = default;
};

/** `waitsForTalk`: in push-to-talk mode, while `talk` is off. `service`: Provider::shortName(). */
StateWords describe (const ConversationView&, bool waitsForTalk, std::string_view service);

} // namespace parlando
