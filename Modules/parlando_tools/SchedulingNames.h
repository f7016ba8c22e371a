#pragma once

#include <parlando_provider/parlando_provider.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace parlando
{

/** What people write in files: "silent", "when_idle" or "interrupt". */
inline constexpr std::array<std::pair<std::string_view, Scheduling>, 3> schedulingNames{
    {{"silent", Scheduling::silent}, {"when_idle", Scheduling::whenIdle}, {"interrupt", Scheduling::interrupt}}};

inline std::optional<Scheduling> schedulingNamed (std::string_view name)
{
    for (const auto& [known, scheduling] : schedulingNames)
        if (known == name)
            return scheduling;

    return {};
}

} // namespace parlando
