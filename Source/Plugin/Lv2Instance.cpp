#include "Lv2Instance.h"

#include <lv2/buf-size/buf-size.h>
#include <lv2/options/options.h>

#include <algorithm>
#include <cstring>

namespace parlando
{

namespace
{

/** Behind the track's and the side-chain's inputs, and the main and the Agent outputs, all in stereo. */
constexpr std::uint32_t eventsPort = 4 + 4;

/** Behind JUCE's ports: Lv2TimePort.cmake adds it to their description. */
constexpr std::uint32_t timePort = eventsPort + 5;

template <typename Feature>
const Feature* featureOf (const LV2_Feature* const* features, const char* uri)
{
    for (; *features != nullptr; ++features)
        if (std::strcmp ((*features)->URI, uri) == 0)
            return static_cast<const Feature*> ((*features)->data);

    return nullptr;
}

const LV2_URID_Map& mapOf (const LV2_Feature* const* features)
{
    return *featureOf<LV2_URID_Map> (features, LV2_URID__map);
}

/** Bytes of events that the host says it may send in a block; 0 where it does not say. */
std::size_t sequenceSizeOf (const LV2_Feature* const* features)
{
    const auto& map = mapOf (features);
    const auto key = map.map (map.handle, LV2_BUF_SIZE__sequenceSize);
    const auto type = map.map (map.handle, LV2_ATOM__Int);
    const auto* option = featureOf<LV2_Options_Option> (features, LV2_OPTIONS__options);

    for (; option != nullptr && option->value != nullptr; ++option)
        if (option->key == key && option->type == type && option->size == sizeof (std::int32_t))
            return static_cast<std::size_t> (std::max (0, *static_cast<const std::int32_t*> (option->value)));

    return 0;
}

} // namespace

Lv2Instance* Lv2Instance::make (const LV2_Descriptor& juce, double sampleRate, const char* bundle,
                                const LV2_Feature* const* features)
{
    // JUCE takes no host that cannot map URIs.
    auto* handle = juce.instantiate (&juce, sampleRate, bundle, features);
    return handle != nullptr ? new Lv2Instance (juce, handle, sampleRate, features) : nullptr;
}

Lv2Instance::Lv2Instance (const LV2_Descriptor& descriptor, LV2_Handle handle, double sampleRate,
                          const LV2_Feature* const* features)
    : juceHandle (handle), juce (descriptor), clock (std::max (1.0, sampleRate)),
      events (mapOf (features), sequenceSizeOf (features))
{
}

Lv2Instance::~Lv2Instance() { juce.cleanup (juceHandle); }

void Lv2Instance::connectPort (std::uint32_t port, void* target)
{
    if (port == eventsPort)
        hostEvents = static_cast<const LV2_Atom_Sequence*> (target);
    else if (port == timePort)
        hostTimes = static_cast<const LV2_Atom_Sequence*> (target);
    else
        juce.connect_port (juceHandle, port, target);
}

void Lv2Instance::activate()
{
    clock.suspend();
    juce.activate (juceHandle);
}

void Lv2Instance::run (std::uint32_t frames)
{
    // JUCE only reads it.
    const auto* rewritten = events.rewrite (hostEvents, hostTimes, clock, frames);
    juce.connect_port (juceHandle, eventsPort, const_cast<LV2_Atom_Sequence*> (rewritten));
    juce.run (juceHandle, frames);
}

void Lv2Instance::deactivate() { juce.deactivate (juceHandle); }

} // namespace parlando
