#pragma once

#include <parlando_provider/FunctionDeclaration.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** An object whose presence is all that it says. */
struct Presence
{
    bool operator== (const Presence&) const = default;
};

/** Google Search as a server-side tool. */
struct GoogleSearch
{
    struct SearchTypes
    {
        std::optional<Presence> webSearch, imageSearch;

        bool operator== (const SearchTypes&) const = default;
    };

    /** RFC 3339. */
    struct TimeRange
    {
        std::string startTime, endTime;

        bool operator== (const TimeRange&) const = default;
    };

    std::optional<SearchTypes> searchTypes;
    std::optional<TimeRange> timeRangeFilter; /**< Gemini API. */
    std::vector<std::string> excludeDomains;  /**< Vertex. */
    std::string blockingConfidence;           /**< Vertex. */

    bool operator== (const GoogleSearch&) const = default;
};

struct GoogleMaps
{
    nlohmann::json authConfig; /**< Null: absent. */
    std::optional<bool> enableWidget;
    std::vector<std::string> groundingTypes; /**< Vertex. */

    bool operator== (const GoogleMaps&) const = default;
};

/** Gemini API only. */
struct FileSearch
{
    std::vector<std::string> fileSearchStoreNames;
    std::optional<std::int32_t> topK;
    std::string metadataFilter;

    bool operator== (const FileSearch&) const = default;
};

/** Gemini API only. */
struct McpServer
{
    struct Transport
    {
        std::string url;
        std::map<std::string, std::string> headers;
        std::string timeout, sseReadTimeout; /**< Durations, such as `5s`. */
        std::optional<bool> terminateOnClose;

        bool operator== (const Transport&) const = default;
    };

    std::string name;
    std::optional<Transport> streamableHttpTransport;

    bool operator== (const McpServer&) const = default;
};

/** One entry of a setup's `tools`: functions of ours, tools of the service, or both. An object that is null is absent.
 */
struct ToolSet
{
    std::vector<FunctionDeclaration> functionDeclarations;
    std::optional<GoogleSearch> googleSearch;
    nlohmann::json googleSearchRetrieval;
    std::optional<Presence> codeExecution, urlContext;
    std::optional<GoogleMaps> googleMaps;
    std::optional<FileSearch> fileSearch;
    std::vector<McpServer> mcpServers;
    nlohmann::json computerUse;
    nlohmann::json retrieval, enterpriseWebSearch, parallelAiSearch, exaAiSearch; /**< Vertex. */

    bool operator== (const ToolSet&) const = default;
};

} // namespace parlando::gemini
