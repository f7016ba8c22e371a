#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace parlando
{

/** A source that an answer rests on. */
struct GroundingChunk
{
    enum class Kind
    {
        unknown,
        web,
        maps,
        image,
        retrievedContext
    };

    Kind kind = Kind::unknown;
    std::string uri, title, domain, text;
    nlohmann::json source; /**< The whole object that the four texts were taken from (C91). */

    bool operator== (const GroundingChunk&) const = default;
};

/** A stretch of an answer, in UTF-8 bytes of the part's text; from a remote service, so check it against the text. */
struct GroundingSegment
{
    std::int64_t partIndex = 0;
    std::int64_t startIndex = 0;
    std::int64_t endIndex = 0;
    std::string text;

    bool operator== (const GroundingSegment&) const = default;
};

/** Which chunks a segment rests on, and how surely. */
struct GroundingSupport
{
    GroundingSegment segment;
    std::vector<std::int64_t> groundingChunkIndices;
    std::vector<double> confidenceScores;

    bool operator== (const GroundingSupport&) const = default;
};

/** Where an answer comes from, protocol section 3.5. All of it is untrusted (C86). */
struct GroundingMetadata
{
    std::vector<std::string> webSearchQueries, imageSearchQueries, retrievalQueries;
    std::string renderedContent;       /**< HTML of the search entry point. */
    std::vector<std::uint8_t> sdkBlob; /**< Of the search entry point. */
    std::vector<GroundingChunk> groundingChunks;
    std::vector<GroundingSupport> groundingSupports;
    nlohmann::json retrievalMetadata; /**< An object, or null for absent. */
    std::string mapsWidgetToken;

    bool operator== (const GroundingMetadata&) const = default;
};

} // namespace parlando
