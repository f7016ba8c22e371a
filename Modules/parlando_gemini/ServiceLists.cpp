#include "ServiceLists.h"

#include "ServiceComplaint.h"
#include <parlando_auth/Redactor.h>

#include <parlando_text/parlando_text.h>
#include <parlando_transport/HttpExchange.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace parlando::gemini
{

namespace detail_lists
{

using Json = nlohmann::json;

constexpr int mostPages = 100;
constexpr std::size_t largestPage = 8 * 1024 * 1024;
constexpr std::size_t longestText = 4096;

/** In camelCase or snake_case: the two lists differ in it. */
static std::string textOf (const Json& object, const char* name, const char* otherName)
{
    for (const auto* each : {name, otherName})
        if (const auto found = object.find (each); found != object.end() && found->is_string())
            return std::string (cutText (cleanText (found->get<std::string>()), longestText));

    return {};
}

/** As it stands in a query. */
static std::string percentEncoded (const std::string& text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;

    for (const unsigned char c : text)
    {
        const auto isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '_' || c == '.' || c == '~';

        if (isPlain)
            encoded += static_cast<char> (c);
        else
            encoded.append ({'%', digits[c >> 4], digits[c & 15]});
    }

    return encoded;
}

static Json pageIn (const HttpAnswer& answer, const std::string& list)
{
    if (! answer.error.empty())
        throw std::runtime_error (answer.error);

    auto [page, problem] = readJson (answer.body, {largestPage});

    if (answer.status == 200 && page.is_object())
        return std::move (page);

    const auto complaint =
        answer.status == 200 && ! problem.empty() ? "What came " + problem : complaintIn (answer.body);
    throw std::runtime_error ("The service gave no list of its " + list + " (HTTP status " +
                              std::to_string (answer.status) + ")" + (complaint.empty() ? "." : ": " + complaint));
}

template <typename Take>
static void readPages (const ListSource& source, const std::string& list, const std::string& sizeName,
                       const std::string& tokenName, Take&& take)
{
    std::string token;

    for (int page = 0; page < mostPages; ++page)
    {
        const auto target = list + "?" + sizeName + "=1000" +
                            (token.empty() ? std::string() : "&" + tokenName + "=" + percentEncoded (token));
        const auto json = pageIn (source (target), list);

        if (const auto items = json.find (list); items != json.end() && items->is_array())
            for (const auto& item : *items)
                if (item.is_object())
                    take (item);

        auto next = textOf (json, "nextPageToken", "next_page_token");

        if (next.empty())
            return;

        if (std::exchange (token, next) == next)
            break;
    }

    throw std::runtime_error ("The service's list of " + list + " does not come to an end; try again later.");
}

} // namespace detail_lists

ListSource listSourceOf (const Endpoint& endpoint, const Credential& credential)
{
    auto request = makeConnectRequest (endpoint, credential); // the same rules for where a key may go
    return [request, endpoint, redactor = Redactor().withSecret (credential).withProxy (endpoint.proxy)] (
               const std::string& target) mutable
    {
        request.url = restUrlOf (endpoint, target);
        auto answer = getJson (request, detail_lists::largestPage);
        answer.error = redactor.redact (answer.error);
        answer.body = redactor.redact (answer.body);
        return answer;
    };
}

std::vector<ListedModel> listModels (const ListSource& source)
{
    using namespace detail_lists;
    std::vector<ListedModel> models;

    readPages (source, "models", "pageSize", "pageToken",
               [&models] (const Json& item)
               {
                   constexpr std::string_view prefix = "models/";
                   auto id = textOf (item, "name", "id");
                   const auto methods = item.find ("supportedGenerationMethods");
                   const auto isLive = methods != item.end() && std::find (methods->begin(), methods->end(),
                                                                           "bidiGenerateContent") != methods->end();

                   if (id.starts_with (prefix))
                       id.erase (0, prefix.size());

                   if (! id.empty())
                       models.push_back ({std::move (id), textOf (item, "displayName", "display_name"), isLive});
               });
    return models;
}

std::vector<ListedVoice> listVoices (const ListSource& source)
{
    using namespace detail_lists;
    std::vector<ListedVoice> voices;

    readPages (source, "voices", "page_size", "page_token",
               [&voices] (const Json& item)
               {
                   if (auto id = textOf (item, "id", "name"); ! id.empty())
                       voices.push_back ({std::move (id), textOf (item, "display_name", "displayName"),
                                          textOf (item, "language_code", "languageCode"),
                                          textOf (item, "gender", "gender"),
                                          textOf (item, "description", "description")});
               });
    return voices;
}

} // namespace parlando::gemini
