#pragma once

#include "GeminiEndpoint.h"

#include <parlando_transport/HttpExchange.h>

#include <functional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** A model as the service lists it. */
struct ListedModel
{
    std::string id;      /**< Without models/. */
    std::string name;    /**< For people; may be empty. */
    bool isLive = false; /**< It holds live conversations. */
};

/** A voice of the service's library (protocol section 5.2), prebuilt or stored by the owner of the key. */
struct ListedVoice
{
    std::string id;                                  /**< What Setup::setVoice() takes. */
    std::string name, language, gender, description; /**< Each may be empty. */
};

/** Asks for what follows the service's origin and version, such as `models?pageSize=1000`. */
using ListSource = std::function<HttpAnswer (const std::string& target)>;

/** That of a service. Blocks: for 15 s at most a page. Throws std::invalid_argument as makeConnectRequest() does. */
ListSource listSourceOf (const Endpoint&, const Credential&);

/** All that the service lists, page by page to the end (C122): 100 pages at most. What has no id is passed over; texts
    are untrusted. Throw std::runtime_error with a sentence that says what went wrong. */
std::vector<ListedModel> listModels (const ListSource&);
std::vector<ListedVoice> listVoices (const ListSource&);

} // namespace parlando::gemini
