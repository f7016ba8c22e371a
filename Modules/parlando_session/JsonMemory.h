#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>

namespace parlando
{

/** About how many bytes of memory a value takes: a text of two brackets and a comma is a value of 40 bytes. Recursive:
   for JSON whose depth has a limit. */
std::size_t memoryOf (const nlohmann::json&);

} // namespace parlando
