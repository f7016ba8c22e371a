#pragma once

#include <parlando_session/ImageQueue.h>

#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <new>

/** libjpeg's two sides, which end by themselves and say nothing on standard error. Private to JpegFile. */
namespace parlando::detail_jpeg
{

/** What libjpeg calls where it cannot go on. It is C and must be left by longjmp(): what is attempted may hold nothing
   that has a destructor. */
struct Errors : jpeg_error_mgr
{
    Errors();

    /** False where libjpeg gave up in it. */
    template <typename Work>
    bool attempt (const Work& work)
    {
        if (setjmp (failed) != 0)
            return false;

        work();
        return true;
    }

    std::jmp_buf failed;
};

struct Reader : jpeg_decompress_struct
{
    /** Both must outlive this. Not made where attempt() fails. */
    Reader (Errors&, const ImageFile&);
    ~Reader() { jpeg_destroy_decompress (this); }

    Reader (const Reader&) = delete;
    Reader& operator= (const Reader&) = delete;

    bool isMade = false;

private:
    jpeg_progress_mgr watch{};
};

struct Writer : jpeg_compress_struct
{
    explicit Writer (Errors&);
    ~Writer() { jpeg_destroy_compress (this); }

    Writer (const Writer&) = delete;
    Writer& operator= (const Writer&) = delete;

    bool isMade = false;
    ImageFile file; /**< What was written, once jpeg_finish_compress() is through. */

private:
    static void begin (j_compress_ptr);
    static boolean makeRoom (j_compress_ptr);
    static void end (j_compress_ptr);

    jpeg_destination_mgr destination{};
};

} // namespace parlando::detail_jpeg
