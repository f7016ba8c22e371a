// The LV2's entry points: JUCE's, with an Lv2Instance around each of its instances.

#include "Lv2Instance.h"
#include "Lv2State.h"

#include <lv2/core/lv2.h>
#include <lv2/instance-access/instance-access.h>
#include <lv2/ui/ui.h>

#include <cstring>
#include <vector>

// CMake gives JUCE's own entry points other names.
#undef lv2_descriptor
#undef lv2ui_descriptor
LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (std::uint32_t index);
LV2_SYMBOL_EXPORT const LV2UI_Descriptor* lv2ui_descriptor (std::uint32_t index);

namespace parlando
{

namespace
{

const LV2_Descriptor& juceDescriptor() { return *juce_lv2_descriptor (0); }
const LV2UI_Descriptor& juceUiDescriptor() { return *juce_lv2ui_descriptor (0); }

LV2_Handle instantiate (const LV2_Descriptor*, double sampleRate, const char* bundle,
                        const LV2_Feature* const* features)
{
    return Lv2Instance::make (juceDescriptor(), sampleRate, bundle, features);
}

const void* extensionData (const char* uri)
{
    return std::strcmp (uri, LV2_STATE__interface) == 0 ? &guardedLv2State() : juceDescriptor().extension_data (uri);
}

/** JUCE's editor asks for JUCE's instance. */
LV2UI_Handle instantiateUi (const LV2UI_Descriptor*, const char* plugin, const char* bundle, LV2UI_Write_Function write,
                            LV2UI_Controller controller, LV2UI_Widget* widget, const LV2_Feature* const* features)
{
    std::vector<const LV2_Feature*> passed;
    LV2_Feature access{LV2_INSTANCE_ACCESS_URI, nullptr};

    for (; *features != nullptr; ++features)
    {
        const auto isAccess = std::strcmp ((*features)->URI, LV2_INSTANCE_ACCESS_URI) == 0;
        passed.push_back (isAccess ? &access : *features);

        if (isAccess && (*features)->data != nullptr)
            access.data = Lv2Instance::of ((*features)->data).juceHandle;
    }

    passed.push_back (nullptr);
    const auto& juce = juceUiDescriptor();
    return juce.instantiate (&juce, plugin, bundle, write, controller, widget, passed.data());
}

LV2_Descriptor ownDescriptor()
{
    auto descriptor = juceDescriptor();
    descriptor.instantiate = instantiate;
    descriptor.connect_port = [] (LV2_Handle handle, std::uint32_t port, void* target)
    { Lv2Instance::of (handle).connectPort (port, target); };
    descriptor.activate = [] (LV2_Handle handle) { Lv2Instance::of (handle).activate(); };
    descriptor.run = [] (LV2_Handle handle, std::uint32_t frames) { Lv2Instance::of (handle).run (frames); };
    descriptor.deactivate = [] (LV2_Handle handle) { Lv2Instance::of (handle).deactivate(); };
    descriptor.cleanup = [] (LV2_Handle handle) { delete &Lv2Instance::of (handle); };
    descriptor.extension_data = extensionData;
    return descriptor;
}

LV2UI_Descriptor ownUiDescriptor()
{
    auto descriptor = juceUiDescriptor();
    descriptor.instantiate = instantiateUi;
    return descriptor;
}

} // namespace

} // namespace parlando

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor (std::uint32_t index)
{
    static const auto descriptor = parlando::ownDescriptor();
    return index == 0 ? &descriptor : nullptr;
}

LV2_SYMBOL_EXPORT const LV2UI_Descriptor* lv2ui_descriptor (std::uint32_t index)
{
    static const auto descriptor = parlando::ownUiDescriptor();
    return index == 0 ? &descriptor : nullptr;
}
