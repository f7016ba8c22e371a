#include "TakeVoice.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

namespace parlando
{

namespace
{

class Sha256
{
public:
    Sha256()
    {
        if (context == nullptr || EVP_DigestInit_ex (context.get(), EVP_sha256(), nullptr) != 1)
            throw std::bad_alloc();
    }

    void add (std::span<const std::uint8_t> bytes)
    {
        if (EVP_DigestUpdate (context.get(), bytes.data(), bytes.size()) != 1)
            throw std::bad_alloc();
    }

    std::string digits()
    {
        std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes{};
        unsigned int size = 0;

        if (EVP_DigestFinal_ex (context.get(), bytes.data(), &size) != 1)
            throw std::bad_alloc();

        std::string text;

        for (unsigned int i = 0; i < size; ++i)
        {
            text += "0123456789abcdef"[bytes[i] >> 4];
            text += "0123456789abcdef"[bytes[i] & 15];
        }

        return text;
    }

private:
    using Context = std::unique_ptr<EVP_MD_CTX, decltype (&EVP_MD_CTX_free)>;

    Context context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

std::string hashOf (std::span<const std::int16_t> samples, int rate)
{
    Sha256 sha;
    std::array<std::uint8_t, 8192> bytes{};

    for (std::size_t i = 0; i < 4; ++i)
        bytes[i] = static_cast<std::uint8_t> (static_cast<std::uint32_t> (rate) >> (8 * i));

    sha.add (std::span (bytes).first (4));

    while (! samples.empty())
    {
        const auto count = std::min (samples.size(), bytes.size() / 2);

        for (std::size_t i = 0; i < count; ++i)
        {
            const auto sample = static_cast<std::uint16_t> (samples[i]);
            bytes[2 * i] = static_cast<std::uint8_t> (sample & 0xff);
            bytes[2 * i + 1] = static_cast<std::uint8_t> (sample >> 8);
        }

        sha.add (std::span (bytes).first (2 * count));
        samples = samples.subspan (count);
    }

    return sha.digits();
}

} // namespace

TakeVoice::TakeVoice (std::vector<std::int16_t> samples, int sampleRate) : pcm (std::move (samples)), rate (sampleRate)
{
    if (pcm.empty() || pcm.size() > mostSamples)
        throw std::invalid_argument ("A take must have at least one sample, and no more than 67,108,864.");

    if (rate < lowestRate || rate > highestRate)
        throw std::invalid_argument ("A take's rate must be from 8,000 to 96,000 Hz.");

    digest = hashOf (pcm, rate);
}

} // namespace parlando
