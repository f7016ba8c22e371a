#include "Commands.h"
#include "PrintableText.h"
#include "ServiceAccess.h"

#include <parlando_auth/parlando_auth.h>
#include <parlando_gemini/parlando_gemini.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace parlando
{

namespace
{

void printLine (const std::string& text) { std::puts (printable (text).c_str()); }

std::string padded (std::string text, std::size_t width)
{
    text.resize (std::max (text.size(), width), ' ');
    return text;
}

/** What `read` makes of the service's lists, which only a key of the Gemini API opens. */
template <typename Read>
auto ask (const ServiceOptions& options, Read&& read)
{
    if (! options.vertex.empty())
        throw UsageError ("--vertex: Vertex has no such list; leave it out.");

    const auto found = keyOf (options);

    if (found.credential.kind() == Credential::Kind::none && ! isLoopback (options))
        throw UsageError ("There is no key: " + keyAdvice());

    try
    {
        return read (gemini::listSourceOf (endpointOf (options), found.credential));
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError (std::string ("--endpoint: ") + problem.what());
    }
    catch (const std::runtime_error& problem)
    {
        throw ConversationError (problem.what());
    }
}

void print (const gemini::ListedVoice& voice)
{
    printLine (padded (voice.id, 28) + " " + padded (voice.language, 10) + " " + padded (voice.gender, 8) + " " +
               (voice.name.empty() ? voice.description : voice.name));
}

} // namespace

ExitCode listVoices (const ServiceOptions& options, bool fromLibrary)
{
    if (! fromLibrary)
    {
        for (const auto& voice : gemini::prebuiltVoices())
            printLine (padded (std::string (voice.name), 14) + " " + std::string (voice.style));

        return ExitCode::success;
    }

    const auto voices = ask (options, [] (const gemini::ListSource& source) { return gemini::listVoices (source); });

    for (const auto& voice : voices)
        print (voice);

    if (voices.empty())
        throw ConversationError ("The service's library holds no voices for this key; 'parlando voices' shows those "
                                 "that every model has.");

    return ExitCode::success;
}

ExitCode listModels (const ServiceOptions& options, bool all)
{
    bool hasAny = false;

    for (const auto& model :
         ask (options, [] (const gemini::ListSource& source) { return gemini::listModels (source); }))
    {
        if (! all && ! model.isLive)
            continue;

        printLine (padded (model.id, 52) + " " + model.name);
        hasAny = true;
    }

    if (! hasAny)
        throw ConversationError ("The service lists no model that holds live conversations for this key; --all shows "
                                 "the others.");

    return ExitCode::success;
}

} // namespace parlando
