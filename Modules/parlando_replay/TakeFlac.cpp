#include "TakeFlac.h"

#include <FLAC/stream_decoder.h>
#include <FLAC/stream_encoder.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

namespace parlando
{

namespace
{

/** What libFLAC writes. It goes back once, to put the length and the sum of the samples into the head. */
struct FlacTarget
{
    std::vector<std::uint8_t> bytes;
    std::size_t place = 0;

    static FLAC__StreamEncoderWriteStatus write (const FLAC__StreamEncoder*, const FLAC__byte* data, std::size_t count,
                                                 std::uint32_t, std::uint32_t, void* self)
    {
        auto& target = *static_cast<FlacTarget*> (self);

        // Nothing may be thrown through C.
        try
        {
            target.bytes.resize (std::max (target.bytes.size(), target.place + count));
        }
        catch (const std::bad_alloc&)
        {
            return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
        }

        std::copy_n (data, count, target.bytes.begin() + static_cast<std::ptrdiff_t> (target.place));
        target.place += count;
        return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
    }

    static FLAC__StreamEncoderSeekStatus seek (const FLAC__StreamEncoder*, FLAC__uint64 place, void* self)
    {
        static_cast<FlacTarget*> (self)->place = static_cast<std::size_t> (place);
        return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
    }

    static FLAC__StreamEncoderTellStatus tell (const FLAC__StreamEncoder*, FLAC__uint64* place, void* self)
    {
        *place = static_cast<FlacTarget*> (self)->place;
        return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
    }
};

/** What libFLAC reads, and what it makes of it. */
struct FlacSource
{
    std::span<const std::uint8_t> bytes;
    std::uint64_t wanted = 0;
    std::vector<std::int16_t> samples;
    int sampleRate = 0;
    bool isOther = false; // no voice of that length

    static FLAC__StreamDecoderReadStatus read (const FLAC__StreamDecoder*, FLAC__byte* data, std::size_t* count,
                                               void* self)
    {
        auto& source = *static_cast<FlacSource*> (self);
        *count = std::min (*count, source.bytes.size());
        std::copy_n (source.bytes.begin(), *count, data);
        source.bytes = source.bytes.subspan (*count);
        return *count > 0 ? FLAC__STREAM_DECODER_READ_STATUS_CONTINUE : FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
    }

    static FLAC__StreamDecoderWriteStatus write (const FLAC__StreamDecoder*, const FLAC__Frame* frame,
                                                 const FLAC__int32* const* channels, void* self)
    {
        auto& source = *static_cast<FlacSource*> (self);
        const auto& header = frame->header;

        if (header.channels != 1 || header.bits_per_sample != 16 ||
            header.blocksize > source.wanted - source.samples.size() ||
            (source.sampleRate != 0 && static_cast<int> (header.sample_rate) != source.sampleRate))
        {
            source.isOther = true;
            return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
        }

        source.sampleRate = static_cast<int> (header.sample_rate);

        try
        {
            for (std::uint32_t i = 0; i < header.blocksize; ++i)
                source.samples.push_back (static_cast<std::int16_t> (channels[0][i]));
        }
        catch (const std::bad_alloc&)
        {
            source.isOther = true;
            return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
        }

        return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
    }

    static void fail (const FLAC__StreamDecoder*, FLAC__StreamDecoderErrorStatus, void* self)
    {
        static_cast<FlacSource*> (self)->isOther = true;
    }
};

template <typename Codec, void (*destroy) (Codec*)>
struct FlacDeleter
{
    void operator() (Codec* codec) const noexcept { destroy (codec); }
};

using FlacEncoder = std::unique_ptr<FLAC__StreamEncoder, FlacDeleter<FLAC__StreamEncoder, FLAC__stream_encoder_delete>>;
using FlacDecoder = std::unique_ptr<FLAC__StreamDecoder, FlacDeleter<FLAC__StreamDecoder, FLAC__stream_decoder_delete>>;

/** In pieces, as libFLAC takes 32 bits. */
bool encodeAll (FLAC__StreamEncoder* encoder, std::span<const std::int16_t> samples)
{
    std::array<FLAC__int32, 4096> piece{};

    while (! samples.empty())
    {
        const auto count = std::min (samples.size(), piece.size());
        std::copy_n (samples.begin(), count, piece.begin());

        if (! FLAC__stream_encoder_process_interleaved (encoder, piece.data(), static_cast<std::uint32_t> (count)))
            return false;

        samples = samples.subspan (count);
    }

    return true;
}

} // namespace

std::vector<std::uint8_t> encodeFlac (const TakeVoice& voice)
{
    constexpr std::uint32_t usualCompression = 5;
    const FlacEncoder encoder (FLAC__stream_encoder_new());
    FlacTarget target;

    if (encoder == nullptr)
        throw std::bad_alloc();

    FLAC__stream_encoder_set_channels (encoder.get(), 1);
    FLAC__stream_encoder_set_bits_per_sample (encoder.get(), 16);
    FLAC__stream_encoder_set_sample_rate (encoder.get(), static_cast<std::uint32_t> (voice.sampleRate()));
    FLAC__stream_encoder_set_compression_level (encoder.get(), usualCompression);

    if (FLAC__stream_encoder_init_stream (encoder.get(), FlacTarget::write, FlacTarget::seek, FlacTarget::tell, nullptr,
                                          &target) != FLAC__STREAM_ENCODER_INIT_STATUS_OK ||
        ! encodeAll (encoder.get(), voice.samples()) || ! FLAC__stream_encoder_finish (encoder.get()))
        throw std::bad_alloc();

    return std::move (target.bytes);
}

std::shared_ptr<const TakeVoice> decodeFlac (std::span<const std::uint8_t> flac, std::uint64_t samples)
{
    if (samples < 1 || samples > TakeVoice::mostSamples)
        throw std::invalid_argument ("No take is that long.");

    const FlacDecoder decoder (FLAC__stream_decoder_new());
    FlacSource source{flac, samples, {}, 0, false};

    if (decoder == nullptr)
        throw std::bad_alloc();

    const auto isOpen = FLAC__stream_decoder_init_stream (decoder.get(), FlacSource::read, nullptr, nullptr, nullptr,
                                                          nullptr, FlacSource::write, nullptr, FlacSource::fail,
                                                          &source) == FLAC__STREAM_DECODER_INIT_STATUS_OK;

    if (! isOpen || ! FLAC__stream_decoder_process_until_end_of_stream (decoder.get()) || source.isOther ||
        source.samples.size() != samples)
        throw std::invalid_argument ("This is not the FLAC of a take.");

    return std::make_shared<const TakeVoice> (std::move (source.samples), source.sampleRate);
}

} // namespace parlando
