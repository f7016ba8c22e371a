#pragma once

#include <string>
#include <vector>

namespace parlando
{

/** A page that the model fetched. */
struct UrlMetadata
{
    std::string retrievedUrl;
    std::string urlRetrievalStatus; /**< Wire name, such as URL_RETRIEVAL_STATUS_SUCCESS. */

    bool operator== (const UrlMetadata&) const = default;
};

struct UrlContextMetadata
{
    std::vector<UrlMetadata> urlMetadata;

    bool operator== (const UrlContextMetadata&) const = default;
};

} // namespace parlando
