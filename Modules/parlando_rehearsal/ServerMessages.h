#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** The service's messages, one function a kind (protocol section 3). They are written here from the reference and not
   by the client's codec, so that each checks the other's reading. Keys stand in the order of recorded messages. */
namespace server_message
{

using Json = nlohmann::ordered_json;

/** Tokens of one modality, as billed. */
struct Tokens
{
    std::int64_t text = 0;
    std::int64_t audio = 0;
    std::int64_t image = 0;
};

[[nodiscard]] Json setupComplete();
[[nodiscard]] Json audio (std::span<const std::int16_t> samplesAt24k);
[[nodiscard]] Json inputTranscription (const std::string& delta);
[[nodiscard]] Json outputTranscription (const std::string& delta);
[[nodiscard]] Json interrupted();
[[nodiscard]] Json generationComplete();
[[nodiscard]] Json turnComplete (const Tokens& prompt, const Tokens& response);
[[nodiscard]] Json toolCall (const std::string& id, const std::string& name, const nlohmann::json& args);
[[nodiscard]] Json toolCallCancellation (const std::vector<std::string>& ids);

/** An empty handle says: at this moment not resumable. */
[[nodiscard]] Json sessionResumptionUpdate (const std::string& handle);

/** The service closes the connection when this is over. */
[[nodiscard]] Json goAway (std::optional<Milliseconds> timeLeft);

/** The wire form: two-space indentation and a line end (protocol section 1.3). */
[[nodiscard]] std::string toWire (const Json& message);

} // namespace server_message

} // namespace parlando
