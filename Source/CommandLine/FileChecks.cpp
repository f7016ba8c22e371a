#include "FileChecks.h"

#include "CommandLineError.h"
#include "GivenFile.h"
#include "StandardStreams.h"
#include "TranscriptFile.h"

#include <parlando_archive/parlando_archive.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace parlando
{
namespace
{

namespace fs = std::filesystem;

/** A file that an option names. */
struct NamedFile
{
    const char* option;
    std::string path;
};

void add (std::vector<NamedFile>& files, const char* option, const std::string& path)
{
    if (! path.empty())
        files.push_back ({option, path});
}

std::vector<NamedFile> filesToRead (const TalkOptions& options)
{
    std::vector<NamedFile> files;
    add (files, "--input", options.input);
    add (files, "--config", options.config);
    add (files, "--prices", options.prices);
    add (files, "--api-key-file", options.service.apiKeyFile);
    add (files, "--ca", options.service.certificates);
    add (files, "--token-file", options.service.tokenFile);

    if (options.system && options.system->starts_with ('@'))
        add (files, "--system", options.system->substr (1));

    for (const auto& image : options.images)
        add (files, "--image", image);

    return files;
}

std::vector<NamedFile> filesToWrite (const TalkOptions& options)
{
    std::vector<NamedFile> files;
    add (files, "--output", options.output);
    add (files, "--conversation", options.conversation);
    add (files, "--transcript", options.transcript);
    add (files, "--report", options.report);

    if (! isFolder (options.history)) // it goes on in there
        add (files, "--history", options.history);

    add (files, "--events", options.events);
    return files;
}

/** A device such as /dev/null bears anything. */
bool isDevice (const std::string& path)
{
    std::error_code ignored;
    return fs::is_character_file (path, ignored) || fs::is_block_file (path, ignored);
}

bool isSameFile (const NamedFile& a, const NamedFile& b)
{
    if (isStandardOutput (a.path) || isStandardOutput (b.path) || isDevice (b.path))
        return false;

    std::error_code ignored;
    return fs::weakly_canonical (a.path, ignored) == fs::weakly_canonical (b.path, ignored) ||
           fs::equivalent (a.path, b.path, ignored);
}

void requireApart (const std::vector<NamedFile>& read, const std::vector<NamedFile>& written)
{
    for (auto file = written.begin(); file != written.end(); ++file)
    {
        const auto refuse = [&] (const NamedFile& other)
        {
            if (isSameFile (*file, other))
                throw UsageError (std::string (other.option) + " and " + file->option + " name the same file, " +
                                  other.path + "; give each its own.");
        };
        std::for_each (read.begin(), read.end(), refuse);
        std::for_each (written.begin(), file, refuse);
    }
}

/** Standard input, or standard output, can be used by one option alone. */
void requireOneUse (const std::vector<NamedFile>& files, bool (*isStream) (const std::string&), const char* stream)
{
    const auto isUsed = [isStream] (const NamedFile& file) { return isStream (file.path); };
    const auto first = std::find_if (files.begin(), files.end(), isUsed);

    if (first == files.end())
        return;

    if (const auto second = std::find_if (first + 1, files.end(), isUsed); second != files.end())
        throw UsageError (std::string (first->option) + " and " + second->option + " both want " + stream +
                          "; give one of them a file.");
}

/** What is written is WAV, whatever the name says. */
void requireWaveName (const NamedFile& file)
{
    static constexpr std::array others{".mp3",  ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".aif",
                                       ".aiff", ".wma",  ".mp4", ".mka", ".webm", ".caf", ".au"};
    auto ending = fs::path (file.path).extension().string();
    std::transform (ending.begin(), ending.end(), ending.begin(),
                    [] (unsigned char c) { return static_cast<char> (std::tolower (c)); });

    if (std::find (others.begin(), others.end(), ending) != others.end())
        throw UsageError (std::string (file.option) + ": " + file.path +
                          " would be WAV all the same; give a name that ends in .wav, or pipe it on: " + file.option +
                          " - | ffmpeg -i - " + file.path);
}

void requireSound (const TalkOptions& options)
{
    for (const auto& [option, path, raw] : {std::tuple{"--output", &options.output, options.outputFormat.has_value()},
                                            {"--conversation", &options.conversation, false}})
    {
        if (! raw)
            requireWaveName ({option, *path});

        if (isStandardOutput (*path) && ::isatty (STDOUT_FILENO) != 0)
            throw UsageError (std::string (option) +
                              ": standard output is a terminal; pipe the sound on, or give a file.");
    }
}

void requirePlace (const std::string& folder)
{
    try
    {
        requirePlaceForConversations (folder);
    }
    catch (const FolderError& problem)
    {
        throw UsageError ("--keep: " + std::string (problem.what()));
    }
}

} // namespace

void requireUsableFiles (const TalkOptions& options)
{
    const auto read = filesToRead (options), written = filesToWrite (options);
    requireApart (read, written);
    requireOneUse (read, isStandardInput, "standard input");
    requireOneUse (written, isStandardOutput, "standard output");
    requireSound (options);

    if (! options.transcript.empty())
        requireTranscriptEnding (options.transcript);

    for (const auto& file : written)
        requireWritable (file.path, file.option);

    if (! options.keep.empty())
        requirePlace (options.keep);

    if (! options.input.empty() && ! isStandardInput (options.input))
        requireReadable (options.input, "--input");

    if (! options.service.certificates.empty())
        requireReadable (options.service.certificates, "--ca");

    if (! options.service.tokenFile.empty())
        requireReadable (options.service.tokenFile, "--token-file");
}

} // namespace parlando
