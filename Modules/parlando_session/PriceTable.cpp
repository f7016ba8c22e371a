#include "PriceTable.h"

#include <parlando_text/parlando_text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace parlando
{

namespace
{

using Json = nlohmann::json;

constexpr std::size_t maximumBytes = 64 * 1024;
constexpr std::size_t maximumModels = 1000;
constexpr double highestPrice = 1.0e6;

[[noreturn]] void refuse (const std::string& problem) { throw std::invalid_argument ("The price table " + problem); }

const Json& member (const Json& object, const char* name, Json::value_t type)
{
    if (! object.is_object() || ! object.contains (name))
        refuse ("has no \"" + std::string (name) + "\".");

    const auto& value = object[name];
    const auto fits = type == Json::value_t::number_float ? value.is_number() : value.type() == type;

    if (! fits)
        refuse ("has a \"" + std::string (name) + "\" of the wrong kind.");

    return value;
}

double number (const Json& object, const char* name, double least)
{
    const auto value = member (object, name, Json::value_t::number_float).get<double>();

    if (! std::isfinite (value) || value < least || value > 1.0e9)
        refuse ("has a \"" + std::string (name) + "\" that is out of range.");

    return value;
}

PriceTable::Prices pricesOf (const Json& object, double tokens)
{
    PriceTable::Prices prices{};
    prices.fill (member (object, "text", Json::value_t::number_float).get<double>() / tokens);

    for (const auto& [name, value] : object.items())
    {
        const auto found = std::find (tokenKindNames.begin(), tokenKindNames.end(), name);

        if (found == tokenKindNames.end() || ! value.is_number())
            refuse ("has a price for \"" + name +
                    "\"; it must be one of text, audio, image, video, document and other.");

        const auto price = value.get<double>();

        if (! std::isfinite (price) || price < 0.0 || price > highestPrice)
            refuse ("has a price for \"" + name + "\" that is not between 0 and 1,000,000.");

        prices[static_cast<std::size_t> (found - tokenKindNames.begin())] = price / tokens;
    }

    return prices;
}

double cost (const TokenCounts& counts, const PriceTable::Prices& prices)
{
    return std::inner_product (counts.byKind.begin(), counts.byKind.end(), prices.begin(), 0.0, std::plus<>(),
                               [] (std::int64_t tokens, double price) { return static_cast<double> (tokens) * price; });
}

} // namespace

PriceTable PriceTable::parse (std::string_view text)
{
    const auto json = requireJson (text, "The price table", {maximumBytes});
    const auto tokens = number (json, "tokens", 1.0);
    PriceTable table;
    table.unit = member (json, "currency", Json::value_t::string).get<std::string>();
    table.date = member (json, "asOf", Json::value_t::string).get<std::string>();
    const auto& models = member (json, "models", Json::value_t::array);

    if (models.size() > maximumModels)
        refuse ("has more than 1,000 models.");

    for (const auto& model : models)
    {
        Model known{member (model, "prefix", Json::value_t::string).get<std::string>(),
                    pricesOf (member (model, "input", Json::value_t::object), tokens),
                    pricesOf (member (model, "output", Json::value_t::object), tokens)};

        if (known.prefix.empty())
            refuse ("has an empty \"prefix\".");

        table.models.push_back (std::move (known));
    }

    std::sort (table.models.begin(), table.models.end(),
               [] (const auto& a, const auto& b) { return a.prefix.size() > b.prefix.size(); });
    return table;
}

std::string PriceTable::written() const
{
    const auto toJson = [] (const Prices& prices)
    {
        const auto text = prices[static_cast<std::size_t> (TokenKind::text)];
        Json json{{"text", text}, {"audio", text}};

        for (std::size_t kind = 0; kind < prices.size(); ++kind)
            if (prices[kind] != text)
                json[std::string (tokenKindNames[kind])] = prices[kind];

        return json;
    };

    Json json{{"tokens", 1}, {"currency", unit}, {"asOf", date}, {"models", Json::array()}};

    for (const auto& model : models)
        json["models"].push_back (
            {{"prefix", model.prefix}, {"input", toJson (model.input)}, {"output", toJson (model.output)}});

    return json.dump (-1, ' ', false, Json::error_handler_t::replace);
}

const PriceTable::Model* PriceTable::find (std::string_view model) const
{
    const auto id = model.substr (model.rfind ('/') + 1); // npos + 1 is 0
    const auto found =
        std::find_if (models.begin(), models.end(), [id] (const auto& known) { return id.starts_with (known.prefix); });
    return found == models.end() ? nullptr : &*found;
}

std::optional<double> PriceTable::estimate (std::string_view model, const TokenUsage& usage) const
{
    const auto* known = find (model);

    if (known == nullptr)
        return {};

    return cost (usage.input, known->input) + cost (usage.toolUse, known->input) + cost (usage.output, known->output) +
           static_cast<double> (usage.thoughts) * known->output[static_cast<std::size_t> (TokenKind::text)];
}

} // namespace parlando
