#pragma once

#include "PriceTable.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace parlando
{

/** Where a session ends by itself. */
struct UsageCap
{
    std::optional<std::int64_t> tokens;
    std::optional<double> cost; /**< In the price table's currency. */
};

/** Sums up what a session uses, and says when that comes near its cap. Session thread. */
class UsageMeter
{
public:
    enum class Step
    {
        nothing,
        warn, /**< 80 % of the cap: once. */
        stop  /**< All of it. */
    };

    UsageMeter (UsageCap usageCap, PriceTable priceTable, std::string modelName)
        : cap (usageCap), prices (std::move (priceTable)), model (std::move (modelName))
    {
    }

    /** False where a cost is capped that cannot be known. */
    bool canWatch() const { return canWatch (model); }
    bool canWatch (const std::string& otherModel) const { return ! cap.cost || prices.knows (otherModel); }

    /** What comes from now on is another model's, by its prices. */
    void setModel (std::string modelName) { model = std::move (modelName); }

    Step add (const UsageMetadata& usage)
    {
        sum.add (usage);
        spend (usage);
        const auto used = share();

        if (used >= 1.0)
            return Step::stop;

        return used >= 0.8 && ! std::exchange (hasWarned, true) ? Step::warn : Step::nothing;
    }

    const TokenUsage& total() const noexcept { return sum; }
    /** Nothing once there is some of a model that has no price. */
    const std::optional<double>& cost() const noexcept { return spent; }
    const std::string& currency() const noexcept { return prices.currency(); }

private:
    void spend (const UsageMetadata& usage)
    {
        TokenUsage added;
        added.add (usage);
        const auto price = prices.estimate (model, added);
        spent = spent && price ? std::optional (*spent + *price) : std::nullopt;
    }

    /** How much of the cap is used up; 1 is all. */
    double share() const
    {
        const auto part = [] (double used, double limit) { return limit > 0.0 ? used / limit : 1.0; };
        const auto ofTokens =
            cap.tokens ? part (static_cast<double> (sum.total), static_cast<double> (*cap.tokens)) : 0.0;
        const auto ofCost = cap.cost ? part (spent.value_or (0.0), *cap.cost) : 0.0;
        return std::max (ofTokens, ofCost);
    }

    UsageCap cap;
    PriceTable prices;
    std::string model;
    TokenUsage sum;
    std::optional<double> spent{0.0};
    bool hasWarned = false;
};

} // namespace parlando
