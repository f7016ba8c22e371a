#pragma once

#include "Content.h"

#include <string>
#include <utility>
#include <variant>

namespace parlando::gemini
{

/** A piece of a live stream; holds exactly one kind (C42). Protocol section 2.7. */
struct RealtimeInput
{
    struct Audio
    {
        Blob blob;
    };

    /** One still image. */
    struct Video
    {
        Blob blob;
    };

    struct Text
    {
        std::string text;
    };

    /** The microphone was switched off; only with automatic detection. */
    struct AudioStreamEnd
    {
    };

    /** Both only with detection disabled. */
    struct ActivityStart
    {
    };

    struct ActivityEnd
    {
    };

    std::variant<Audio, Video, Text, AudioStreamEnd, ActivityStart, ActivityEnd> kind;

    static RealtimeInput makeAudio (Blob blob) { return {Audio{std::move (blob)}}; }
    static RealtimeInput makeVideo (Blob blob) { return {Video{std::move (blob)}}; }
    static RealtimeInput makeText (std::string text) { return {Text{std::move (text)}}; }
    static RealtimeInput makeAudioStreamEnd() { return {AudioStreamEnd{}}; }
    static RealtimeInput makeActivityStart() { return {ActivityStart{}}; }
    static RealtimeInput makeActivityEnd() { return {ActivityEnd{}}; }
};

} // namespace parlando::gemini
