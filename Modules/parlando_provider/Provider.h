#pragma once

#include "AgentDefinition.h"
#include "CloseVerdict.h"
#include "Endpoint.h"
#include "Wire.h"

#include <parlando_auth/AccessTokens.h>
#include <parlando_auth/Credential.h>
#include <parlando_transport/ConnectRequest.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** A voice that a provider offers. */
struct OfferedVoice
{
    std::string_view name;  /**< Capitals count. */
    std::string_view style; /**< One word, such as Firm; may be empty. */
};

/** How a person gets in, in words for them. */
struct ProviderAccess
{
    std::string_view keyPage;     /**< The page where a key is made. */
    std::string_view keyPageHint; /**< A sentence on it. */

    /** A way in without a key: at a place (Endpoint::place), with access tokens. Where the name is empty there is none.
     */
    struct Place
    {
        std::string_view name;     /**< Such as Vertex AI. */
        std::string_view title;    /**< Of a field for it. */
        std::string_view example;  /**< What such a field may hold. */
        std::string_view hint;     /**< A few words beside the field. */
        std::string_view variable; /**< The environment's variable that names one. */
        std::string_view setting;  /**< Under which it is remembered. */
        AccessTokenSource tokens;  /**< Where its access tokens come from. */
    };

    Place place;
};

/** A kind of live service: how one reaches it, what it offers, and how it is spoken to. Immutable; any thread. */
class Provider
{
public:
    virtual ~Provider() = default;

    /** For people, such as Gemini Live. */
    virtual std::string_view name() const noexcept = 0;

    /** The same in short, such as Gemini. */
    virtual std::string_view shortName() const noexcept = 0;

    virtual const ProviderAccess& access() const noexcept = 0;

    /** What is used where nobody chooses. */
    virtual std::string_view usualModel() const noexcept = 0;

    /** Models that hold a conversation with whoever has a key; others can be named. */
    virtual std::span<const std::string_view> models() const noexcept = 0;

    /** What `model` can do. */
    struct ModelAbilities
    {
        std::string sentence; /**< What others cannot. */
        bool canThink = true; /**< It can be made to. */

        /** It can be told when the person speaks (command::ActivityStart) instead of finding out: TurnDetection::isOff.
         */
        bool takesActivity = false;
    };

    virtual ModelAbilities abilitiesOf (std::string_view model) const = 0;

    /** Those to choose from. */
    virtual std::span<const OfferedVoice> voices() const noexcept = 0;

    /** What of a definition its model would refuse, each a sentence that says what to do; empty where nothing is known
        against it. */
    virtual std::vector<std::string> problemsOf (const AgentDefinition&) const = 0;

    /** The URL that the endpoint stands for. */
    virtual std::string baseUrlOf (const Endpoint&) const = 0;

    /** The same for people and reports: without its query, and without what looks like a secret. */
    virtual std::string shownUrlOf (const Endpoint&) const = 0;

    /** Throws std::invalid_argument with a sentence where Endpoint::place has not the provider's form. */
    virtual void checkPlace (std::string_view place) const = 0;

    /** What to connect to, and with what; no secret goes into the URL. Throws std::invalid_argument, with a sentence
        that holds no secret, where that cannot be used. */
    virtual ConnectRequest connectRequest (const Endpoint&, const Credential&) const = 0;

    /** One for each session. */
    virtual std::unique_ptr<Wire> makeWire (const Endpoint&) const = 0;
};

} // namespace parlando
