#include "SoundSource.h"

#include "CommandLineError.h"
#include "StandardStreams.h"
#include "WaveHeader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace parlando
{
namespace
{

/** What a header may hold besides, such as pictures. */
constexpr std::size_t largestHeader = 64 << 20;

/** How much of a pipe is kept that must be read to its end first. */
constexpr std::size_t largestSpool = 1 << 30;

UsageError refusal (const std::string& name, const std::string& problem)
{
    return UsageError ("--input: " + name + " " + problem);
}

Descriptor openForReading (const std::string& path)
{
    const bool isStandard = isStandardInput (path);

    if (isStandard && ::isatty (STDIN_FILENO) != 0)
        throw UsageError ("--input: standard input is a terminal; pipe sound into it, or give a file.");

    // O_NONBLOCK: a pipe that nobody writes to yet must not hang the program where Ctrl-C does not reach.
    Descriptor file (isStandard ? ::fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                : ::open (path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));

    if (! file.isOpen())
        throw refusal (path, std::string ("cannot be read (") + std::strerror (errno) + "); check the path.");

    return file;
}

Descriptor duplicate (int descriptor) { return Descriptor (::fcntl (descriptor, F_DUPFD_CLOEXEC, 0)); }

SF_INFO formatOf (int sampleRate, int channels, int encoding)
{
    SF_INFO format = {};
    format.samplerate = sampleRate;
    format.channels = channels;
    format.format = SF_FORMAT_RAW | encoding;
    return format;
}

SF_INFO formatOf (const RawFormat& raw) { return formatOf (raw.sampleRate, raw.channels, raw.encoding); }

SF_INFO formatOf (const WaveHeader& header) { return formatOf (header.sampleRate, header.channels, header.encoding); }

ByteReader readerOf (int file)
{
    return [file] (void* bytes, std::size_t size)
    { return static_cast<std::size_t> (std::max<ssize_t> (::read (file, bytes, size), 0)); };
}

/** Whether a WAV file is nothing but further chunks from where it is read now to its end. */
bool isChunksOnly (int file, off_t end)
{
    std::array<unsigned char, 8> head{};
    auto at = ::lseek (file, 0, SEEK_CUR);

    while (at < end && ::pread (file, head.data(), head.size(), at) == static_cast<ssize_t> (head.size()))
    {
        off_t size = 0;

        for (std::size_t i = 0; i < 4; ++i)
            size |= static_cast<off_t> (head[4 + i]) << (8 * i);

        at += 8 + size + size % 2;
    }

    return at == end;
}

std::string secondsOf (std::uint64_t bytes, const WaveHeader& header)
{
    char text[32];
    std::snprintf (text, sizeof (text), "%.1f s",
                   static_cast<double> (bytes) / header.bytesPerFrame / std::max (header.sampleRate, 1));
    return text;
}

std::string cutSentence (const std::string& name, const WaveHeader& header, std::uint64_t there)
{
    return name + " holds " + secondsOf (there, header) + " of the " + secondsOf (header.dataBytes, header) +
           " that its header promises: it was cut off, or is still being written. What is there is heard.";
}

} // namespace

SoundSource::SoundSource (const Place& place)
    : title (isStandardInput (place.path) ? "standard input" : place.path), raw (place.raw)
{
    auto file = openForReading (place.path);
    struct stat found = {};
    ::fstat (file.get(), &found);

    if (S_ISDIR (found.st_mode))
        throw refusal (title, "is a directory; give a file.");

    if (S_ISREG (found.st_mode) && found.st_size == 0)
        throw refusal (title, "is empty; give a file with something in it.");

    if (S_ISREG (found.st_mode))
        openFile (file.get());
    else
        openPipe (std::move (file), place.interruption);

    if (! live && info.frames <= 0)
        throw refusal (title, "is without any sound; give a recording, and one that is being made through a pipe.");

    if (info.samplerate < 1'000 || info.samplerate > 768'000)
        throw refusal (title, "says that its sample rate is " + std::to_string (info.samplerate) +
                                  " Hz; give a recording between 1,000 and 768,000 Hz.");
}

void SoundSource::stop()
{
    if (stream != nullptr)
        stream->stop();
}

void SoundSource::openFile (int file)
{
    const auto begin = ::lseek (file, 0, SEEK_CUR);
    const auto header = raw ? std::nullopt : readWaveHeader (readerOf (file));
    const auto data = ::lseek (file, 0, SEEK_CUR), end = ::lseek (file, 0, SEEK_END);
    const auto there = static_cast<std::uint64_t> (std::max<off_t> (end - data, 0));
    const bool isUnfinished = header && header->dataBytes == WaveHeader::unknownSize;
    ::lseek (file, data, SEEK_SET);

    // libsndfile sees no sound there, or no file.
    if (isUnfinished && ! isChunksOnly (file, end))
        return openSamples (PipeReader (duplicate (file), -1), there, formatOf (*header));

    ::lseek (file, begin, SEEK_SET);
    openWithLibrary (file);

    // A few bytes less are a rounding that nobody hears.
    const bool isCut =
        header && ! isUnfinished && header->dataBytes > there + static_cast<std::uint64_t> (header->bytesPerFrame) * 64;

    if (isCut)
        sentence = cutSentence (title, *header, there);
}

void SoundSource::openPipe (Descriptor pipe, int interruption)
{
    PipeReader reader (std::move (pipe), interruption);
    live = true;

    if (raw)
        return openSamples (std::move (reader), SampleStream::endless, formatOf (*raw));

    std::string taken;
    const auto header = readWaveHeader (
        [&] (void* bytes, std::size_t size)
        {
            const auto got = taken.size() < largestHeader ? reader.read (bytes, size) : 0;
            taken.append (static_cast<const char*> (bytes), got);
            return got;
        });

    if (reader.wasStopped())
        throw Interruption();

    if (taken.empty())
        throw refusal (title, "ended before anything came through it; look at what is to write to it.");

    if (header)
        return openSamples (std::move (reader), header->dataBytes, formatOf (*header));

    reader.putBack (std::move (taken));
    openSpooled (reader);
}

/** libsndfile wants to look back and forth in most kinds of files. */
void SoundSource::openSpooled (PipeReader& reader)
{
    const std::unique_ptr<std::FILE, int (*) (std::FILE*)> spool (std::tmpfile(), std::fclose);
    std::vector<char> piece (1 << 16);

    for (std::size_t total = 0, got = piece.size(); got == piece.size(); total += got)
    {
        got = reader.read (piece.data(), piece.size());

        if (spool == nullptr || std::fwrite (piece.data(), 1, got, spool.get()) < got || total > largestSpool)
            throw refusal (title, "is no WAV, and cannot be kept whole to be read (1 GB at most); pipe WAV.");
    }

    if (reader.wasStopped())
        throw Interruption();

    live = false;
    std::fflush (spool.get());
    std::rewind (spool.get());
    openWithLibrary (::fileno (spool.get()));
}

void SoundSource::openSamples (PipeReader reader, std::uint64_t bytes, const SF_INFO& format)
{
    info = format;
    stream = std::make_unique<SampleStream> (std::move (reader), bytes);
    sound = stream->open (info);

    if (sound == nullptr)
        throw refusal (title, std::string ("cannot be read (") + sf_strerror (nullptr) + "); convert it to WAV.");
}

void SoundSource::openWithLibrary (int file)
{
    if (raw)
        info = formatOf (*raw);

    sound = {sf_open_fd (::fcntl (file, F_DUPFD_CLOEXEC, 0), SFM_READ, &info, SF_TRUE), sf_close};

    if (sound == nullptr)
        throw refusal (title, "is not a WAV file, nor another (AIFF, FLAC, Ogg, Opus, MP3 …) that can be read; convert "
                              "it to WAV, or say with --format how it is written where it is raw.");
}

} // namespace parlando
