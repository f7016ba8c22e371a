#include "CardDevice.h"

#include "CommandLineError.h"
#include "SpeechFeed.h"

#include <algorithm>

namespace parlando
{
namespace
{

juce::BigInteger firstChannels (int number)
{
    juce::BigInteger channels;
    channels.setRange (0, number, true);
    return channels;
}

bool contains (const std::vector<double>& rates, double rate)
{
    return std::find (rates.begin(), rates.end(), rate) != rates.end();
}

} // namespace

CardDevice::CardDevice (const SoundCard::Choice& wanted) : choice (wanted) {}

CardDevice::~CardDevice() { stop(); }

bool CardDevice::choose (juce::AudioIODeviceType& candidate)
{
    const auto pick = [&] (bool input, bool isOpened, const std::optional<std::string>& wanted)
    {
        return ! isOpened ? std::optional (juce::String())
               : wanted   ? matchDevice (candidate, input, *wanted)
                          : std::optional (defaultDevice (candidate, input));
    };
    const auto in = pick (true, choice.hears, choice.input), out = pick (false, choice.plays, choice.output);

    if (! in || ! out || (choice.plays ? *out : *in).isEmpty())
        return false;

    inputName = *in;
    outputName = *out;
    systemName = candidate.getTypeName();
    return true;
}

void CardDevice::open (std::unique_ptr<juce::AudioIODeviceType> chosen)
{
    system = std::move (chosen);
    openAt (choice.sampleRate.value_or (0));
}

void CardDevice::openAt (double preferredRate)
{
    device.reset (system->createDevice (outputName, inputName));

    if (device == nullptr)
        throw ConversationError ("The sound device could not be used; name others that 'parlando devices' lists.");

    inputs = chooseInputs();
    const auto outputs = choice.plays ? std::min (outputsWanted, device->getOutputChannelNames().size()) : 0;
    const auto problem = device->open (firstChannels (inputs), firstChannels (outputs), chooseRate (preferredRate),
                                       choice.blockSize.value_or (480));

    if (problem.isNotEmpty() || ! device->isOpen())
        throw ConversationError ("The sound device would not open (" + problem.toStdString() +
                                 "); close other programs that use it, or name another device.");

    rate = juce::roundToInt (device->getCurrentSampleRate());
    size = device->getCurrentBufferSizeSamples();
    person.resize (static_cast<std::size_t> (std::max (size, 1)));
    voice.resize (person.size());
}

int CardDevice::chooseInputs() const
{
    const auto available = device->getInputChannelNames().size();

    if (! choice.channels.isAll() && available > 0 && choice.channels.last >= available)
        throw UsageError ("--input-channel: the microphone " + inputName.toStdString() + " has " +
                          (available == 1 ? std::string ("one channel; leave the option out.")
                                          : std::to_string (available) + " channels; give a number from 1 to " +
                                                std::to_string (available) + "."));

    return inputName.isEmpty() ? 0 : inputsToOpen (inputName.toStdString(), available, choice.channels);
}

double CardDevice::chooseRate (double preferred) const
{
    auto rates = std::vector<double>();

    for (const auto each : device->getAvailableSampleRates())
        rates.push_back (each);

    if (choice.sampleRate && ! rates.empty() && ! contains (rates, *choice.sampleRate))
        throw UsageError ("--sample-rate: the sound device does not run at " + std::to_string (*choice.sampleRate) +
                          " Hz; leave the option out or see 'parlando devices'.");

    if (rates.size() > 1)
    {
        rates = commonRates (*system, inputName, outputName);

        if (rates.empty())
            throw ConversationError ("The microphone and the speakers have no sample rate in common; name others that "
                                     "'parlando devices' lists.");
    }

    if (preferred > 0 && (rates.empty() || contains (rates, preferred)))
        return preferred;

    const auto best = rateForSpeech (rates, device->getCurrentSampleRate());
    return best > 0 ? best : 48000.0;
}

bool CardDevice::reopen()
{
    device.reset();
    system.reset();

    for (auto& candidate : soundSystems (systemName))
    {
        const auto has = [&candidate] (bool input, const juce::String& name)
        { return name.isEmpty() || candidate->getDeviceNames (input).contains (name); };

        if (has (true, inputName) && has (false, outputName))
            system = std::move (candidate);
    }

    if (system == nullptr)
        return false;

    try
    {
        openAt (rate);
        return true;
    }
    catch (const std::exception&)
    {
        device.reset(); // it may come with its next try
        return false;
    }
}

void CardDevice::start (AudioEngine& toCall, Recorder& recording, SpeechFeed* speech)
{
    engine = &toCall;
    recorder = &recording;
    feed = speech;

    if (! mix)
        mix.emplace (engine->inputNotices());

    engine->setDeviceLatency (device->getInputLatencyInSamples() + device->getOutputLatencyInSamples(), rate);
    mix->prepare (rate);
    mix->setChannels (choice.channels);
    device->start (this);
}

void CardDevice::stop()
{
    if (device == nullptr)
        return;

    device->stop();
    device->close();
}

Milliseconds CardDevice::blockLength() const { return Milliseconds (1000 * size / std::max (rate, 1)); }

std::string CardDevice::description() const
{
    const auto input = ! choice.hears        ? std::string ("a file")
                       : inputName.isEmpty() ? std::string ("no microphone")
                                             : inputName.toStdString();
    const auto& channels = choice.channels;
    const auto from = std::to_string (channels.first + 1), to = std::to_string (channels.last + 1);
    const auto heard = ! channels.isAll() ? (from == to ? " (input " + from : " (inputs " + from + " to " + to) + ")"
                       : inputs > 2       ? " (whoever speaks into its " + std::to_string (inputs) + " inputs)"
                                          : std::string();
    return systemName.toStdString() + ": " + input + heard + " -> " +
           (choice.plays ? outputName.toStdString() : "a file") + ", " + std::to_string (rate) + " Hz, blocks of " +
           std::to_string (size);
}

/** A block of what is heard into `person`; false where there is none. */
bool CardDevice::hear (const float* const* input, int numInputs, int at, int frames)
{
    if (feed == nullptr)
        return mix->process (input, numInputs, static_cast<std::size_t> (at), person.data(),
                             static_cast<std::size_t> (frames));

    // A pipe that gives nothing for a while is silent.
    const auto isThere = feed->isReadyFor (frames);

    if (isThere)
        feed->read (person.data(), frames);

    return isThere;
}

void CardDevice::audioDeviceIOCallbackWithContext (const float* const* input, int numInputs, float* const* output,
                                                   int numOutputs, int frames,
                                                   const juce::AudioIODeviceCallbackContext&)
{
    std::array<float*, outputsWanted> out{};
    const auto outs = std::min (numOutputs, outputsWanted);
    const auto heardBy = std::max (outs, 1); // the voice is fetched also where nothing plays it
    count.fetch_add (1, std::memory_order_relaxed);

    // A device may bring more than the block size it told.
    for (int at = 0; at < frames;)
    {
        const auto piece = std::min (frames - at, static_cast<int> (person.size()));
        out[0] = voice.data();

        for (int i = 0; i < outs; ++i)
            out[static_cast<std::size_t> (i)] = output[i] + at;

        // Input and output may be the same memory.
        const auto hears = hear (input, numInputs, at, piece);

        if (! hears)
            std::fill (person.begin(), person.end(), 0.0f);

        const float* heard = person.data();
        engine->process (&heard, hears ? 1 : 0, out.data(), heardBy, piece, frames);

        if (choice.plays)
            engine->played (out[0], piece);

        recorder->write (person.data(), out[0], piece);

        at += piece;
    }
}

} // namespace parlando
