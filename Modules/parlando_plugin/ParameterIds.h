#pragma once

namespace parlando::ids
{

// Part of every saved project: never renamed, never used again for something else.
/** The release that introduced a parameter; some hosts order by it. */
inline constexpr int firstRelease = 1, automationRelease = 2, channelRelease = 3, replayRelease = 4,
                     loudnessRelease = 5, speechRelease = 6, sideChainRelease = 7, cleaningRelease = 8;

inline constexpr auto bypass = "bypass";
inline constexpr auto connect = "connect";
inline constexpr auto hears = "hears";
inline constexpr auto inputChannel = "input_channel";
inline constexpr auto talkMode = "talk_mode";
inline constexpr auto talk = "talk";
inline constexpr auto interrupt = "interrupt";
inline constexpr auto allowTools = "allow_tools";
inline constexpr auto microphoneMute = "microphone_mute";
inline constexpr auto inputGain = "input_gain";
inline constexpr auto voiceGain = "voice_gain";
inline constexpr auto loudness = "loudness";
inline constexpr auto echo = "echo";
inline constexpr auto bargeIn = "barge_in";
inline constexpr auto cleaning = "clean_up";
inline constexpr auto dryGain = "dry_gain";
inline constexpr auto duckAmount = "duck_amount";
inline constexpr auto duckAttack = "duck_attack";
inline constexpr auto duckRelease = "duck_release";
inline constexpr auto loudspeakers = "loudspeakers";
inline constexpr auto voiceDuckAmount = "voice_duck_amount";
inline constexpr auto voiceDuckThreshold = "voice_duck_threshold";
inline constexpr auto voiceDuckAttack = "voice_duck_attack";
inline constexpr auto voiceDuckRelease = "voice_duck_release";
inline constexpr auto replay = "replay";
inline constexpr auto replayFollows = "replay_follows";

// Outputs: what goes on, for hosts and lights to follow.
inline constexpr auto connected = "connected";
inline constexpr auto personSpeaking = "person_speaking";
inline constexpr auto agentSpeaking = "agent_speaking";

// And slot01 to slot32: slotId().

} // namespace parlando::ids
