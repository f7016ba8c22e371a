#pragma once

#include "ServerMessage.h"
#include "Setup.h"

#include <parlando_provider/Wire.h>

#include <optional>
#include <string>

namespace parlando::gemini
{

/** Gemini Live's and Vertex' side of a session: protocol sections 2 and 3. */
class GeminiWire final : public Wire
{
public:
    /** `apiVersion`: of the service's API, such as v1beta: what of the setup it knows (fitToService()). */
    GeminiWire (std::string apiVersion, std::optional<VertexLocation>);

    AgentTraits traitsOf (const AgentDefinition&) const override;
    std::vector<std::string> adjustmentsOf (const AgentDefinition&) const override;
    DefinitionChange changeBetween (const AgentDefinition&, const AgentDefinition&) const override;
    void open (const Opening&, Messages&, Events&) override;
    void read (std::string_view message, Events&, Messages&) override;
    void write (const ServiceCommand&, Messages&) override;
    void writeAudio (std::span<const std::int16_t>, Messages&) override;
    CloseVerdict closed (int code, std::string_view reason, bool wasReady) override;

private:
    Setup placed (const AgentDefinition&) const;
    Setup setupFor (const Opening&);
    bool isSpoken() const;

    void read (ServerContent&, Events&);
    void readParts (ServerContent&, Events&);
    void readVoice (const AudioPart&, Events&);

    void write (const command::History&, Messages&);
    void write (const command::Text&, Messages&);
    void write (const command::Continue&, Messages&);
    void write (const command::Interrupt&, Messages&);
    void write (const command::Heard&, Messages&) {} // the service follows the voice by itself
    void write (const command::Nudge&, Messages&);
    void write (const command::Image&, Messages&);
    void write (const command::MicrophonePaused&, Messages&);
    void write (const command::ActivityStart&, Messages&);
    void write (const command::ActivityEnd&, Messages&);
    void write (const command::ToolAnswer&, Messages&);
    void write (const command::Update&, Messages&);

    const std::string version;
    const std::optional<VertexLocation> vertex;

    Setup setup; // in force on the connection
    std::optional<std::uint8_t> oddByte;

    bool tellsHistoryInWords = false; // as the service refuses historyConfig
    bool takesEmptyTurn = true;       // as a nudge: it has not refused one
};

} // namespace parlando::gemini
