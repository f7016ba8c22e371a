#include "WaveOutput.h"

#include <parlando_archive/WaveWriting.h>

#include <sndfile.h>
#include <utility>

namespace parlando
{

/** Samples in another encoding, by libsndfile. */
class WaveOutput::Encoder
{
public:
    Encoder (const RawFormat& raw, int sampleRate, int channels)
    {
        SF_INFO format = {};
        format.samplerate = sampleRate;
        format.channels = channels;
        format.format = SF_FORMAT_RAW | raw.encoding;
        SF_VIRTUAL_IO functions = {};
        functions.get_filelen = [] (void* self) { return static_cast<Encoder*> (self)->length; };
        functions.tell = functions.get_filelen;
        functions.seek = [] (sf_count_t, int, void* self) { return static_cast<Encoder*> (self)->length; };
        functions.read = [] (void*, sf_count_t, void*) -> sf_count_t { return 0; };
        functions.write = [] (const void* bytes, sf_count_t count, void* self)
        {
            static_cast<Encoder*> (self)->encoded.append (static_cast<const char*> (bytes),
                                                          static_cast<std::size_t> (count));
            static_cast<Encoder*> (self)->length += count;
            return count;
        };
        handle = sf_open_virtual (&functions, SFM_WRITE, &format, this);

        // Floating-point samples go from -1 to 1.
        sf_command (handle, SFC_SET_SCALE_INT_FLOAT_WRITE, nullptr, SF_TRUE);
    }

    ~Encoder() { sf_close (handle); }

    Encoder (const Encoder&) = delete;
    Encoder& operator= (const Encoder&) = delete;

    const std::string& encode (std::span<const std::int16_t> samples)
    {
        encoded.clear();
        sf_write_short (handle, samples.data(), static_cast<sf_count_t> (samples.size()));
        return encoded;
    }

private:
    SNDFILE* handle = nullptr;
    std::string encoded;
    sf_count_t length = 0;
};

WaveOutput::WaveOutput (OutputFile toWrite, std::optional<RawFormat> raw, int rate, int channelCount)
    : file (std::move (toWrite)), encoder (raw ? std::make_unique<Encoder> (*raw, rate, channelCount) : nullptr),
      sampleRate (rate), channels (channelCount)
{
}

WaveOutput::~WaveOutput() = default;

void WaveOutput::begin()
{
    file.begin();

    if (encoder == nullptr && file.problem().empty())
        file.append (file.isSeekable() ? makeWaveHeader ({sampleRate, channels}, 0)
                                       : makeWaveStreamHeader ({sampleRate, channels}));
}

void WaveOutput::write (std::span<const std::int16_t> samples)
{
    if (! problem().empty() || samples.empty())
        return;

    if (encoder != nullptr)
    {
        file.append (encoder->encode (samples));
        return;
    }

    // The samples of every machine that this is built for stand as a WAV wants them.
    const std::string_view bytes (reinterpret_cast<const char*> (samples.data()), samples.size_bytes());

    if (file.append (bytes))
        bytesWritten += bytes.size();

    if (file.isSeekable())
        file.overwrite (0, makeWaveHeader ({sampleRate, channels}, bytesWritten));
}

} // namespace parlando
