#pragma once

#include "ServerContent.h"
#include <parlando_provider/FunctionCall.h>
#include <parlando_provider/UsageMetadata.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** The setup was accepted. */
struct SetupComplete
{
    std::string sessionId; /**< Vertex. */
    std::string voiceConsentSignature;

    bool operator== (const SetupComplete&) const = default;
};

/** These calls are void. */
struct ToolCallCancellation
{
    std::vector<std::string> ids;

    bool operator== (const ToolCallCancellation&) const = default;
};

/** The service closes the connection soon; without a time, at once (C65). */
struct GoAway
{
    std::optional<double> timeLeftSeconds; /**< Never negative. */

    bool operator== (const GoAway&) const = default;
};

struct SessionResumptionUpdate
{
    std::string newHandle; /**< Empty: the earlier one stays in force (C62). */
    bool resumable = false;
    std::optional<std::int64_t> lastConsumedClientMessageIndex; /**< Never negative. */

    bool operator== (const SessionResumptionUpdate&) const = default;
};

/** Informative: by itself it never empties the play queue (C90). */
struct VoiceActivity
{
    enum class Type
    {
        unspecified, /**< Also values added later. */
        start,
        end
    };

    Type type = Type::unspecified;
    std::optional<double> audioOffsetSeconds; /**< From the start of the audio stream. */

    bool operator== (const VoiceActivity&) const = default;
};

/** Informative, as VoiceActivity. */
struct VadSignal
{
    enum class Type
    {
        unspecified, /**< Also values added later. */
        startOfSpeech,
        endOfSpeech
    };

    Type type = Type::unspecified;

    bool operator== (const VadSignal&) const = default;
};

/** An error that came as a message instead of a close (C74). `message` is untrusted text. */
struct ServerError
{
    int code = 0;
    std::string message;
    std::string status;

    bool operator== (const ServerError&) const = default;
};

/** All that one message says. Several members may be there at once: work them through in the order in which they stand
    here (protocol section 3.1). */
struct ServerMessage
{
    std::optional<SetupComplete> setupComplete;
    std::optional<UsageMetadata> usageMetadata;
    std::optional<SessionResumptionUpdate> sessionResumptionUpdate;
    std::optional<ToolCallCancellation> toolCallCancellation;
    std::optional<ServerContent> serverContent;
    std::vector<FunctionCall> toolCalls; /**< In the message's order, no id twice (C85). */
    std::optional<VoiceActivity> voiceActivity;
    std::optional<VadSignal> voiceActivityDetectionSignal;
    std::optional<GoAway> goAway;
    std::optional<ServerError> error;

    /** What was dropped and why, in our own words, at most limits::maximumWarnings. */
    std::vector<std::string> warnings;

    bool operator== (const ServerMessage&) const = default;
};

} // namespace parlando::gemini
