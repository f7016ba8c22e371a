#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** Bytes with their kind, such as `audio/pcm;rate=16000` or `image/jpeg`. */
struct Blob
{
    std::string mimeType;
    std::vector<std::uint8_t> data;

    bool operator== (const Blob&) const = default;
};

/** A file that the service can fetch itself. */
struct FileReference
{
    std::string mimeType;
    std::string fileUri;

    bool operator== (const FileReference&) const = default;
};

/** Exactly one of the members is set. */
struct ContentPart
{
    std::string text;
    std::optional<Blob> inlineData;
    std::optional<FileReference> fileData;

    bool operator== (const ContentPart&) const = default;
};

/** What one side said. */
struct Content
{
    std::string role; /**< `user`, `model`, or empty in a system instruction. */
    std::vector<ContentPart> parts;

    static Content text (std::string role, std::string words)
    {
        Content content;
        content.role = std::move (role);
        content.parts.emplace_back().text = std::move (words);
        return content;
    }

    bool operator== (const Content&) const = default;
};

} // namespace parlando::gemini
