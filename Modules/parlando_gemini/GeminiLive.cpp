#include "GeminiLive.h"

#include "GeminiDefinition.h"
#include "GeminiEndpoint.h"
#include "GeminiWire.h"
#include "Models.h"
#include "SetupProblems.h"
#include "Voices.h"

#include <array>
#include <stdexcept>

namespace parlando::gemini
{

namespace
{

/** Protocol section 5.1. */
constexpr std::array<std::string_view, 4> conversationModels{"gemini-3.8-live", "gemini-3.8-live-extended-thinking",
                                                             "gemini-3.1-flash-live-preview",
                                                             "gemini-2.5-flash-native-audio-latest"};

/** Protocol section 2.4: of no model is it known that it insists on its own detection. */
constexpr bool takesActivity = true;

std::string sentenceOn (const ModelCapabilities& model)
{
    using Thinking = ModelCapabilities::Thinking;

    if (model.family.empty())
        return "A model that this version does not know: everything is presumed.";

    std::string sentence = std::string (model.family) + ": " +
                           (! model.functions            ? "no tools"
                            : model.nonBlockingFunctions ? "tools while it speaks"
                                                         : "tools between sentences");

    if (model.search)
        sentence += ", search";

    if (model.thinking != Thinking::nothing)
        sentence += model.thinking == Thinking::requiredLevel ? ", always thinks" : ", can think";

    if (model.affectiveDialog)
        sentence += ", hears moods";

    if (model.codeExecution)
        sentence += ", runs code";

    return sentence + ".";
}

class GeminiLive final : public Provider
{
public:
    GeminiLive()
    {
        for (const auto& voice : prebuiltVoices())
            offeredVoices.push_back ({voice.name, voice.style});
    }

    std::string_view name() const noexcept override { return "Gemini Live"; }
    std::string_view shortName() const noexcept override { return "Gemini"; }
    const ProviderAccess& access() const noexcept override { return wayIn; }
    std::string_view usualModel() const noexcept override { return defaultModel; }
    std::span<const std::string_view> models() const noexcept override { return conversationModels; }
    std::span<const OfferedVoice> voices() const noexcept override { return offeredVoices; }

    ModelAbilities abilitiesOf (std::string_view model) const override
    {
        const auto& known = capabilitiesOf (model);
        return {sentenceOn (known), known.thinking != ModelCapabilities::Thinking::nothing, takesActivity};
    }

    std::vector<std::string> problemsOf (const AgentDefinition& agent) const override
    {
        try
        {
            return problems (setupOf (agent));
        }
        catch (const std::invalid_argument& wrong)
        {
            return {wrong.what()};
        }
    }

    std::string baseUrlOf (const Endpoint& endpoint) const override { return gemini::baseUrlOf (endpoint); }
    std::string shownUrlOf (const Endpoint& endpoint) const override { return gemini::shownUrlOf (endpoint); }
    void checkPlace (std::string_view place) const override { parseVertexLocation (place); }

    ConnectRequest connectRequest (const Endpoint& endpoint, const Credential& credential) const override
    {
        return makeConnectRequest (endpoint, credential);
    }

    std::unique_ptr<Wire> makeWire (const Endpoint& endpoint) const override
    {
        return std::make_unique<GeminiWire> (apiVersionOf (endpoint), vertexOf (endpoint));
    }

private:
    const ProviderAccess wayIn{"https://aistudio.google.com/apikey",
                               "Google AI Studio gives you one; it opens in your browser.",
                               {"Vertex AI", "Project and region on Vertex AI", "my-project/europe-west4",
                                "Vertex AI, signed in with gcloud", "PARLANDO_VERTEX", "vertex",
                                AccessTokenSource::gcloud()}};
    std::vector<OfferedVoice> offeredVoices;
};

} // namespace

std::shared_ptr<const Provider> geminiLive()
{
    static const auto provider = std::make_shared<const GeminiLive>();
    return provider;
}

} // namespace parlando::gemini
