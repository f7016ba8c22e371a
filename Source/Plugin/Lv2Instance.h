#pragma once

#include <parlando_lv2/parlando_lv2.h>

#include <lv2/core/lv2.h>

namespace parlando
{

/** What a host holds of the plugin: JUCE's instance, and before it a clock that knows the host's time in every block.

    The threads are LV2's: a host calls nothing else while it calls run().
*/
class Lv2Instance
{
public:
    /** Null where JUCE's plugin cannot be made with the host's features. */
    static Lv2Instance* make (const LV2_Descriptor& juce, double sampleRate, const char* bundle,
                              const LV2_Feature* const* features);

    static Lv2Instance& of (LV2_Handle handle) { return *static_cast<Lv2Instance*> (handle); }

    ~Lv2Instance();
    Lv2Instance (const Lv2Instance&) = delete;
    Lv2Instance& operator= (const Lv2Instance&) = delete;

    void connectPort (std::uint32_t port, void* target);
    void activate();
    void run (std::uint32_t frames);
    void deactivate();

    const LV2_Handle juceHandle;

private:
    Lv2Instance (const LV2_Descriptor&, LV2_Handle, double sampleRate, const LV2_Feature* const* features);

    const LV2_Descriptor& juce;
    Lv2Clock clock;
    Lv2TimeEvents events;
    const LV2_Atom_Sequence *hostEvents = nullptr, *hostTimes = nullptr;
};

} // namespace parlando
