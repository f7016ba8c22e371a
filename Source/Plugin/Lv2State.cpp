#include "Lv2State.h"

#include "Lv2Instance.h"

#include <parlando_plugin/PluginState.h>

#include <algorithm>
#include <charconv>

namespace parlando
{

namespace
{

const LV2_State_Interface& juceState()
{
    return *static_cast<const LV2_State_Interface*> (juce_lv2_descriptor (0)->extension_data (LV2_STATE__interface));
}

/** "123.", then 123 bytes in JUCE's base 64; no more than a state of ours has. */
bool saysUsableSize (const void* data, std::size_t size)
{
    const auto* text = static_cast<const char*> (data);
    const auto* dot = std::find (text, text + std::min<std::size_t> (size, 16), '.');
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars (text, dot, bytes);
    return error == std::errc() && end == dot && bytes <= PluginState::largest;
}

/** What JUCE asks for the state's properties. */
struct Host
{
    LV2_State_Retrieve_Function retrieve;
    LV2_State_Handle handle;
};

const void* retrieve (LV2_State_Handle handle, std::uint32_t key, std::size_t* size, std::uint32_t* type,
                      std::uint32_t* flags)
{
    const auto& host = *static_cast<const Host*> (handle);
    const auto* data = host.retrieve (host.handle, key, size, type, flags);
    return data != nullptr && size != nullptr && saysUsableSize (data, *size) ? data : nullptr;
}

LV2_State_Status save (LV2_Handle plugin, LV2_State_Store_Function store, LV2_State_Handle handle, std::uint32_t flags,
                       const LV2_Feature* const* features)
{
    return juceState().save (Lv2Instance::of (plugin).juceHandle, store, handle, flags, features);
}

LV2_State_Status restore (LV2_Handle plugin, LV2_State_Retrieve_Function hostRetrieve, LV2_State_Handle handle,
                          std::uint32_t flags, const LV2_Feature* const* features)
{
    Host host{hostRetrieve, handle};
    return juceState().restore (Lv2Instance::of (plugin).juceHandle, retrieve, &host, flags, features);
}

} // namespace

const LV2_State_Interface& guardedLv2State()
{
    static constexpr LV2_State_Interface state{save, restore};
    return state;
}

} // namespace parlando
