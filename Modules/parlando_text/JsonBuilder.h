#pragma once

#include "JsonLimits.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace parlando
{

/** Makes a value of a parser's events, as long as they stay within the limits (nlohmann's SAX interface: false ends the
    parsing). */
class JsonBuilder
{
public:
    using Json = nlohmann::json;

    explicit JsonBuilder (const JsonLimits& limitsToKeep) : limits (limitsToKeep) {}

    bool null() { return add (nullptr); }
    bool boolean (bool value) { return add (value); }
    bool number_integer (Json::number_integer_t value) { return add (value); }
    bool number_unsigned (Json::number_unsigned_t value) { return add (value); }
    bool number_float (Json::number_float_t value, const std::string&) { return add (value); }
    bool string (std::string& value) { return add (value); } // the parser's own has room for twice as much
    bool binary (Json::binary_t&) { return false; }          // not in JSON

    bool start_object (std::size_t) { return begin (Json::value_t::object); }
    bool start_array (std::size_t) { return begin (Json::value_t::array); }
    bool end_object() { return end(); }
    bool end_array() { return end(); }

    bool key (std::string& name);
    bool parse_error (std::size_t bytesRead, const std::string& token, const Json::exception&);

    Json takeValue() { return std::move (root); }

    /** The limit that was passed, as JsonReading tells it; empty for none. */
    const std::string& excess() const noexcept { return limitPassed; }

    /** Where the text is no JSON: the byte after. */
    std::size_t errorByte() const noexcept { return byte; }

    bool isNumberTooLarge() const noexcept { return tooLarge; }

private:
    bool add (Json value);
    bool begin (Json::value_t type);
    bool end();

    const JsonLimits limits;
    Json root;
    std::vector<Json*> open;
    Json* member = nullptr;
    std::size_t count = 0, byte = 0;
    bool tooLarge = false;
    std::string limitPassed;
};

} // namespace parlando
