#include "JpegFile.h"

#include "JpegCodec.h"

#include <algorithm>
#include <utility>

namespace parlando
{

using namespace detail_jpeg;

namespace
{

constexpr int quality = 85;

/** By how much the decoder may make it smaller. */
unsigned divisorFor (unsigned width, unsigned height, int enough)
{
    unsigned divisor = 1;

    while (divisor < 8 && std::max (width, height) / (2 * divisor) > static_cast<unsigned> (enough))
        divisor *= 2;

    return divisor;
}

/** Of printing inks, which are stored inverted, as Adobe's programs began to do. */
Picture fromInks (const std::vector<std::uint8_t>& inks, int width, int height)
{
    Picture picture (width, height);

    for (std::size_t i = 0; i < inks.size() / 4; ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            picture.rgb[3 * i + channel] = static_cast<std::uint8_t> (inks[4 * i + channel] * inks[4 * i + 3] / 255);

    return picture;
}

bool readRows (Errors& errors, Reader& reader, std::vector<std::uint8_t>& pixels)
{
    return errors.attempt (
        [&]
        {
            jpeg_start_decompress (&reader);

            while (reader.output_scanline < reader.output_height)
            {
                auto* row = pixels.data() + std::size_t (reader.output_scanline) * reader.output_width *
                                                static_cast<std::size_t> (reader.output_components);
                jpeg_read_scanlines (&reader, &row, 1);
            }

            jpeg_finish_decompress (&reader);
        });
}

} // namespace

std::optional<Picture> readJpeg (const ImageFile& file, int enough)
{
    Errors errors;
    Reader reader (errors, file);

    if (! reader.isMade || ! errors.attempt ([&] { jpeg_read_header (&reader, TRUE); }) ||
        ! Picture::mayBe (reader.image_width, reader.image_height))
        return {};

    const auto isOfInks = reader.num_components == 4;
    reader.out_color_space = isOfInks ? JCS_CMYK : JCS_RGB;
    reader.scale_num = 1;
    reader.scale_denom = divisorFor (reader.image_width, reader.image_height, enough);

    if (! errors.attempt ([&] { jpeg_calc_output_dimensions (&reader); }))
        return {};

    const auto width = static_cast<int> (reader.output_width), height = static_cast<int> (reader.output_height);
    Picture picture (width, height);
    std::vector<std::uint8_t> inks (isOfInks ? picture.rgb.size() / 3 * 4 : 0);

    if (! readRows (errors, reader, isOfInks ? inks : picture.rgb))
        return {};

    return isOfInks ? fromInks (inks, width, height) : std::move (picture);
}

std::optional<ImageFile> writeJpeg (const Picture& picture)
{
    Errors errors;
    Writer writer (errors);
    const auto isWritten = writer.isMade && errors.attempt (
                                                [&]
                                                {
                                                    writer.image_width = static_cast<JDIMENSION> (picture.width);
                                                    writer.image_height = static_cast<JDIMENSION> (picture.height);
                                                    writer.input_components = 3;
                                                    writer.in_color_space = JCS_RGB;
                                                    jpeg_set_defaults (&writer);
                                                    jpeg_set_quality (&writer, quality, TRUE);
                                                    jpeg_start_compress (&writer, TRUE);

                                                    while (writer.next_scanline < writer.image_height)
                                                    {
                                                        auto* row = const_cast<std::uint8_t*> (
                                                            picture.pixel (0, static_cast<int> (writer.next_scanline)));
                                                        jpeg_write_scanlines (&writer, &row, 1);
                                                    }

                                                    jpeg_finish_compress (&writer);
                                                });
    return isWritten ? std::optional (std::move (writer.file)) : std::nullopt;
}

std::optional<ImageFile> bareJpeg (const ImageFile& file)
{
    Errors errors;
    Reader reader (errors, file);
    Writer writer (errors);
    const auto isWritten = reader.isMade && writer.isMade &&
                           errors.attempt (
                               [&]
                               {
                                   jpeg_read_header (&reader, TRUE);
                                   auto* const coefficients = jpeg_read_coefficients (&reader);
                                   jpeg_copy_critical_parameters (&reader, &writer);
                                   writer.optimize_coding = TRUE;
                                   jpeg_write_coefficients (&writer, coefficients);
                                   jpeg_finish_compress (&writer);
                               });
    return isWritten ? std::optional (std::move (writer.file)) : std::nullopt;
}

} // namespace parlando
