#include "JpegCodec.h"

namespace parlando::detail_jpeg
{

namespace
{

/** Thousands of passes over the picture, each of a few bytes, would take minutes. Programs write about ten. */
constexpr int mostScans = 100;

/** A picture that comes in passes is held whole, at the size that the file claims, before any of it is read: enough for
    50 megapixels in full colour. */
constexpr long mostMemory = 300'000'000;

constexpr std::size_t firstRoom = 64 * 1024;

[[noreturn]] void giveUp (j_common_ptr codec) { std::longjmp (static_cast<Errors*> (codec->err)->failed, 1); }

void countScans (j_common_ptr codec)
{
    if (reinterpret_cast<j_decompress_ptr> (codec)->input_scan_number > mostScans)
        giveUp (codec);
}

} // namespace

/** Not jpeg_std_error(): it comes with what writes to the terminal, which Debian's archive has in a form that no shared
    library can carry. */
Errors::Errors() : jpeg_error_mgr{}
{
    error_exit = giveUp;
    emit_message = [] (j_common_ptr codec, int level) { codec->err->num_warnings += level < 0 ? 1 : 0; };
    output_message = [] (j_common_ptr) {};
    format_message = [] (j_common_ptr, char* text) { *text = 0; };
    reset_error_mgr = [] (j_common_ptr codec)
    {
        codec->err->num_warnings = 0;
        codec->err->msg_code = 0;
    };
}

Reader::Reader (Errors& errors, const ImageFile& file) : jpeg_decompress_struct{}
{
    err = &errors;
    isMade = errors.attempt (
        [&]
        {
            jpeg_create_decompress (this);
            mem->max_memory_to_use = mostMemory;
            jpeg_mem_src (this, file.data(), static_cast<unsigned long> (file.size()));
        });
    watch.progress_monitor = countScans;
    progress = &watch;
}

Writer::Writer (Errors& errors) : jpeg_compress_struct{}
{
    err = &errors;
    isMade = errors.attempt ([&] { jpeg_create_compress (this); });
    destination.init_destination = begin;
    destination.empty_output_buffer = makeRoom;
    destination.term_destination = end;
    dest = &destination;
}

void Writer::begin (j_compress_ptr codec)
{
    auto& self = *static_cast<Writer*> (codec);
    self.destination.free_in_buffer = 0;
    makeRoom (codec);
}

/** libjpeg asks when all room is used, whatever free_in_buffer says then. */
boolean Writer::makeRoom (j_compress_ptr codec)
{
    auto& self = *static_cast<Writer*> (codec);
    const auto used = self.file.size();
    auto hasRoom = true;

    try
    {
        self.file.resize (used == 0 ? firstRoom : 2 * used);
    }
    catch (const std::bad_alloc&)
    {
        hasRoom = false;
    }

    if (! hasRoom)
        giveUp (reinterpret_cast<j_common_ptr> (codec));

    self.destination.next_output_byte = self.file.data() + used;
    self.destination.free_in_buffer = self.file.size() - used;
    return TRUE;
}

void Writer::end (j_compress_ptr codec)
{
    auto& self = *static_cast<Writer*> (codec);
    self.file.resize (self.file.size() - self.destination.free_in_buffer);
}

} // namespace parlando::detail_jpeg
