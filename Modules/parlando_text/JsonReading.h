#pragma once

#include "JsonLimits.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace parlando
{

/** What was read of a JSON text. */
struct JsonReading
{
    nlohmann::json json; /**< Discarded, thus of no type, where there is a problem. */

    /** Empty, or what is wrong with the text, to be put behind its name: "is no JSON: something is wrong at line 3,
        column 7." */
    std::string problem;
};

/** Reads a JSON text of anybody's making; the one reader for all of them. It takes RFC 8259 and nothing more, without
    recursion and within `limits`: no comments, no NaN, UTF-8 only. A byte order mark at the beginning is skipped, since
    editors on Windows write it. A number with a fraction or an exponent is a double: refused where it is larger than
    any, 0 where it is smaller than any. A whole number beyond 64 bits becomes the nearest double. Any thread. */
JsonReading readJson (std::string_view text, const JsonLimits& limits = {});

/** The same; throws std::invalid_argument with one sentence that begins with `name`, such as "The price table". */
nlohmann::json requireJson (std::string_view text, const std::string& name, const JsonLimits& limits = {});

/** Whether objects and lists are within each other more than `nesting` deep. Any thread, with little stack. */
bool isNestedDeeper (const nlohmann::json&, std::size_t nesting);

} // namespace parlando
