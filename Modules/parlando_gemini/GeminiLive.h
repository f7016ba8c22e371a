#pragma once

#include <parlando_provider/Provider.h>

#include <memory>

namespace parlando::gemini
{

/** Gemini Live by the Gemini API, and where Endpoint::place is PROJECT/LOCATION by Vertex AI. */
std::shared_ptr<const Provider> geminiLive();

} // namespace parlando::gemini
