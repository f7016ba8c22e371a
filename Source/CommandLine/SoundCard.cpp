#include "SoundCard.h"

#include "CardDevice.h"
#include "CommandLineError.h"
#include "ListedNames.h"
#include "SpeechFeed.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace parlando
{
namespace
{

UsageError unknownDevice (const char* option, const std::string& wanted, const std::vector<std::string>& known)
{
    const auto names = known.empty()
                           ? std::string ("this machine has none; talk through files with --input and --output.")
                           : "the names are: " + listed (known) + ".";
    return UsageError (std::string (option) + ": no single device is called '" + wanted + "'; " + names);
}

} // namespace

SoundCard::SoundCard (const Choice& choice) : device (std::make_unique<CardDevice> (choice))
{
    auto systems = soundSystems();

    for (auto& system : systems)
    {
        if (device->choose (*system))
        {
            device->open (std::move (system));
            return;
        }
    }

    for (const bool input : {true, false})
    {
        const auto& wanted = input ? choice.input : choice.output;
        const auto matches = [&] (const auto& system) { return matchDevice (*system, input, *wanted).has_value(); };

        if (wanted && std::none_of (systems.begin(), systems.end(), matches))
            throw unknownDevice (input ? "--input-device" : "--output-device", *wanted, deviceNames (systems, input));
    }

    if (choice.input && choice.output)
        throw UsageError ("--input-device and --output-device belong to different audio systems; 'parlando devices' "
                          "lists which go together.");

    throw ConversationError ("This machine has no sound device to talk through; talk through files with --input and "
                             "--output, or type with --no-audio.");
}

SoundCard::~SoundCard() { stop(); }

int SoundCard::sampleRate() const { return device->sampleRate(); }

int SoundCard::blockSize() const { return device->blockSize(); }

std::string SoundCard::description() const { return device->description(); }

void SoundCard::start (AudioEngine& toCall, Recorder& recording, SpeechFeed* speech)
{
    engine = &toCall;
    recorder = &recording;
    feed = speech;
    device->start (*engine, *recorder, feed);
    watch.opened (Instant::clock::now(), device->blockLength());
}

bool SoundCard::isLost() const { return watch.isLost(); }

SoundCard::News SoundCard::look (Instant now)
{
    switch (watch.look (now, device->blocks()))
    {
        case DeviceWatch::Step::lost:
            return News::lost;
        case DeviceWatch::Step::back:
            return News::back;
        case DeviceWatch::Step::nothing:
            return News::none;
        case DeviceWatch::Step::tryToOpen:
            break;
    }

    const auto rate = sampleRate();

    if (! device->reopen())
        return News::none;

    engine->prepare (sampleRate(), blockSize());

    if (sampleRate() != rate)
    {
        recorder->setSampleRate (sampleRate());

        if (feed != nullptr)
            feed->setSampleRate (sampleRate());
    }

    device->start (*engine, *recorder, feed);
    watch.opened (Instant::clock::now(), device->blockLength());
    return News::none;
}

void SoundCard::stop() { device->stop(); }

} // namespace parlando
