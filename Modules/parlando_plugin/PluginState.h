#pragma once

#include "PluginSettings.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlando
{

/** Parameter ids and their values in the parameters' own units; for a switch 0 or 1, for a choice its index. */
using ParameterValues = std::vector<std::pair<std::string, double>>;

/** What a project keeps: parameters and settings as JSON with a schema number. The same content gives the same bytes.
    There is no key, no address, no session handle and no transcript in it, and `connect` neither; what the agent said
   is in it where the person has takes replayed, as sound. */
struct PluginState
{
    /** Raised when an older release could not read what is written; migrations lead here from all before. */
    static constexpr int schema = 1;

    /** With the sound of takes (ProjectTakes::mostCarried, as base64), and 4 MB for all else. */
    static constexpr std::size_t largest = 16u << 20;

    PluginSettings settings;

    ParameterValues parameters;

    /** ProjectTakes::toJson(); null where there are none. */
    nlohmann::json takes;

    /** UTF-8. */
    [[nodiscard]] std::string toText() const;

    /** Throws std::invalid_argument with one sentence for anything that is not such a text, whole and in range, or that
        a newer release wrote. */
    static PluginState fromText (std::string_view, const Provider&);
};

} // namespace parlando
