#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parlando
{

struct ModalityTokenCount
{
    std::string modality; /**< Wire name, such as AUDIO; unknown ones are kept. */
    std::int64_t tokenCount = 0;

    bool operator== (const ModalityTokenCount&) const = default;
};

/** What one message says of tokens; no running total (C76). Counts are within 0 and 2^31 - 1, so that sums of them do
   not overflow. The names of Vertex (`candidates…`) are read into `response…` (C75). */
struct UsageMetadata
{
    std::int64_t promptTokenCount = 0; /**< The cached part included. */
    std::int64_t cachedContentTokenCount = 0;
    std::int64_t responseTokenCount = 0;
    std::int64_t toolUsePromptTokenCount = 0;
    std::int64_t thoughtsTokenCount = 0;
    std::int64_t totalTokenCount = 0;

    std::vector<ModalityTokenCount> promptTokensDetails;
    std::vector<ModalityTokenCount> cacheTokensDetails;
    std::vector<ModalityTokenCount> responseTokensDetails;
    std::vector<ModalityTokenCount> toolUsePromptTokensDetails;

    std::string serviceTier; /**< As it came (C77). */
    std::string trafficType; /**< As it came (C77). */

    bool operator== (const UsageMetadata&) const = default;
};

} // namespace parlando
