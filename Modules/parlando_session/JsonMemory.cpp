#include "JsonMemory.h"

#include <string>

namespace parlando
{

std::size_t memoryOf (const nlohmann::json& json)
{
    constexpr std::size_t allocation = 16, mapNode = 48; // what surrounds each

    auto bytes = sizeof (nlohmann::json);

    if (json.is_string())
        bytes += sizeof (std::string) + allocation + json.get_ref<const std::string&>().capacity();
    else if (json.is_array())
        bytes += sizeof (nlohmann::json::array_t) + 2 * allocation;
    else if (json.is_object())
        bytes += sizeof (nlohmann::json::object_t) + allocation;

    if (json.is_array())
        for (const auto& each : json)
            bytes += memoryOf (each);
    else if (json.is_object())
        for (const auto& each : json.items())
            bytes += mapNode + sizeof (std::string) + each.key().capacity() + memoryOf (each.value());

    return bytes;
}

} // namespace parlando
