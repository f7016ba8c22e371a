// The LV2's entry point: JUCE's, with a look at what a host hands over as state. JUCE makes room for as many bytes as
// that text says of itself, and what it throws for want of memory would end the host.

#include <parlando_plugin/PluginState.h>

#include <lv2/core/lv2.h>
#include <lv2/state/state.h>

#include <algorithm>
#include <charconv>
#include <cstring>

// CMake gives JUCE's own entry point another name.
#undef lv2_descriptor
LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (std::uint32_t index);

namespace parlando
{

namespace
{

const LV2_Descriptor& juceDescriptor() { return *juce_lv2_descriptor (0); }

const LV2_State_Interface* juceState()
{
    return static_cast<const LV2_State_Interface*> (juceDescriptor().extension_data (LV2_STATE__interface));
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
    return juceState()->save (plugin, store, handle, flags, features);
}

LV2_State_Status restore (LV2_Handle plugin, LV2_State_Retrieve_Function hostRetrieve, LV2_State_Handle handle,
                          std::uint32_t flags, const LV2_Feature* const* features)
{
    Host host{hostRetrieve, handle};
    return juceState()->restore (plugin, retrieve, &host, flags, features);
}

const void* extensionData (const char* uri)
{
    static constexpr LV2_State_Interface state{save, restore};
    return std::strcmp (uri, LV2_STATE__interface) == 0 ? &state : juceDescriptor().extension_data (uri);
}

LV2_Descriptor guardedDescriptor()
{
    auto descriptor = juceDescriptor();
    descriptor.extension_data = extensionData;
    return descriptor;
}

} // namespace

} // namespace parlando

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (std::uint32_t index)
{
    static const auto descriptor = parlando::guardedDescriptor();
    return index == 0 ? &descriptor : nullptr;
}
