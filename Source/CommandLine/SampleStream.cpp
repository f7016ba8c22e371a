#include "SampleStream.h"

#include <algorithm>
#include <utility>

namespace parlando
{

SampleStream::SampleStream (PipeReader bytesToRead, std::uint64_t bytes)
    : reader (std::move (bytesToRead)), left (bytes),
      length (static_cast<sf_count_t> (std::min<std::uint64_t> (bytes, SF_COUNT_MAX)))
{
}

SoundHandle SampleStream::open (SF_INFO& format)
{
    auto functions = callbacks();
    return {sf_open_virtual (&functions, SFM_READ, &format, this), sf_close};
}

SF_VIRTUAL_IO SampleStream::callbacks()
{
    SF_VIRTUAL_IO functions = {};
    functions.get_filelen = [] (void* stream) { return static_cast<SampleStream*> (stream)->length; };
    functions.tell = [] (void* stream) { return static_cast<SampleStream*> (stream)->position; };

    // Nobody asks for another place than the one where it is, but to find out which that is.
    functions.seek = [] (sf_count_t, int, void* stream) { return static_cast<SampleStream*> (stream)->position; };
    functions.write = [] (const void*, sf_count_t, void*) -> sf_count_t { return 0; };
    functions.read = [] (void* bytes, sf_count_t count, void* stream) -> sf_count_t
    {
        auto& samples = *static_cast<SampleStream*> (stream);
        const auto wanted = std::min (static_cast<std::uint64_t> (count), samples.left);
        const auto got = samples.reader.read (bytes, static_cast<std::size_t> (wanted));
        samples.left -= samples.left == endless ? 0 : got;
        samples.position += static_cast<sf_count_t> (got);
        return static_cast<sf_count_t> (got);
    };
    return functions;
}

} // namespace parlando
