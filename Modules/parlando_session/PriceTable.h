#pragma once

#include "TokenUsage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What models cost, as their maker publishes it; for estimates, not for invoices. */
class PriceTable
{
public:
    /** In units of currency() for one token. */
    using Prices = std::array<double, tokenKindNames.size()>;

    /** Knows no prices. */
    PriceTable() = default;

    /** Reads a table such as Assets/prices.json: at most 64 kB, 1,000 models, prices from 0 to 1,000,000 for `tokens`
        tokens. A kind of tokens without a price costs what text costs, which must have one. Throws
        std::invalid_argument, with a sentence that says what is wrong where. */
    static PriceTable parse (std::string_view json);

    /** What parse() reads as this table, each price for one token. */
    std::string written() const;

    /** What so much of a model costs, nothing where the table does not know the model. Thoughts cost what written
        output does; what was cached is counted as if it were not, so that the estimate is rather too high. */
    std::optional<double> estimate (std::string_view model, const TokenUsage&) const;

    /** Whether the table knows the model. */
    bool knows (std::string_view model) const { return find (model) != nullptr; }

    const std::string& currency() const noexcept { return unit; } /**< Such as USD. */
    const std::string& asOf() const noexcept { return date; }     /**< When the prices were read. */

private:
    struct Model
    {
        std::string prefix;
        Prices input{}, output{};
    };

    const Model* find (std::string_view model) const;

    std::vector<Model> models; // longer prefixes first
    std::string unit, date;
};

} // namespace parlando
