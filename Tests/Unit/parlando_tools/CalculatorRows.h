#pragma once

#include <parlando_tools/parlando_tools.h>

#include <catch2/catch_test_macros.hpp>

#include <initializer_list>

namespace parlando::testing
{

struct CalculatorRow
{
    const char* expression;
    const char* result;
};

inline void checkCalculations (std::initializer_list<CalculatorRow> rows, const nlohmann::json& variables = {})
{
    for (const auto& row : rows)
    {
        CAPTURE (row.expression);
        const auto calculation = calculate (row.expression, variables);
        CHECK (calculation.error == "");
        CHECK (calculation.result == row.result);
    }
}

} // namespace parlando::testing
