#include "PluginState.h"

#include <parlando_text/parlando_text.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace parlando
{

namespace
{

using StateJson = nlohmann::json;

constexpr auto productName = "Parlando";
constexpr std::size_t mostParameters = 1024;

/** Lifts a state by one schema. migrations[0] makes schema 2 of schema 1, and so on; none is needed yet. */
using Migration = void (*) (StateJson&);
constexpr std::array<Migration, PluginState::schema - 1> migrations{};

int schemaOf (const StateJson& state)
{
    const auto found = state.find ("schema");

    if (found == state.end() || ! found->is_number_integer() || found->get<std::int64_t>() < 1)
        throw std::invalid_argument ("The state has no schema number.");

    if (found->get<std::int64_t>() > PluginState::schema)
        throw std::invalid_argument ("The state comes from a newer Parlando; update this one to open it.");

    return found->get<int>();
}

/** Hosts round up what they keep with zeros, and JUCE's VST3 wrapper adds a mark of its own behind them. */
std::string_view upToZero (std::string_view text) { return text.substr (0, text.find ('\0')); }

StateJson parseState (std::string_view text)
{
    constexpr JsonLimits limits{PluginState::largest};
    auto [state, problem] = readJson (upToZero (text), limits);

    if (! problem.empty())
        throw std::invalid_argument ("This is not a state of Parlando: it " + problem);

    const auto product = state.find ("product");

    if (! state.is_object() || product == state.end() || *product != productName)
        throw std::invalid_argument ("This is not a state of Parlando.");

    for (auto each = static_cast<std::size_t> (schemaOf (state)) - 1; each < migrations.size(); ++each)
        migrations[each](state);

    return std::move (state);
}

ParameterValues readParameters (const StateJson& state)
{
    const auto found = state.find ("parameters");

    if (found == state.end() || ! found->is_object() || found->size() > mostParameters)
        throw std::invalid_argument ("The state's parameters are missing.");

    ParameterValues parameters;

    for (const auto& [id, value] : found->items())
    {
        if (! value.is_number() || ! std::isfinite (value.get<double>()))
            throw std::invalid_argument ("A parameter of the state is no number.");

        parameters.emplace_back (id, value.get<double>());
    }

    return parameters;
}

} // namespace

std::string PluginState::toText() const
{
    auto values = StateJson::object();

    for (const auto& [id, value] : parameters)
        values[id] = value;

    StateJson state = {
        {"product", productName}, {"schema", schema}, {"parameters", values}, {"settings", toJson (settings)}};

    // A project without takes is saved as it was before there were any.
    if (takes.is_object() && ! takes["takes"].empty())
        state["takes"] = takes;

    return state.dump (-1, ' ', false, StateJson::error_handler_t::replace);
}

PluginState PluginState::fromText (std::string_view text, const Provider& provider)
{
    const auto json = parseState (text);
    PluginState state{usualSettings (provider), readParameters (json), {}};

    if (const auto settings = json.find ("settings"); settings != json.end())
        state.settings = settingsFromJson (*settings, provider);

    if (const auto takes = json.find ("takes"); takes != json.end())
        state.takes = *takes;

    return state;
}

} // namespace parlando
