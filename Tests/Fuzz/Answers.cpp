// Any bytes as what a service answers to HTTP requests, its lists of models and voices and its complaints, and as a key
// file: taken or refused with a sentence, and nothing but valid UTF-8 for people.

#include "Input.h"

#include <parlando_auth/CredentialReading.h>
#include <parlando_auth/parlando_auth.h>
#include <parlando_gemini/ServiceComplaint.h>
#include <parlando_gemini/parlando_gemini.h>
#include <parlando_text/parlando_text.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

using namespace parlando;
using namespace parlando::gemini;

namespace
{

void require (bool isTrue)
{
    if (! isTrue)
        std::abort();
}

template <typename Read>
void readList (Read&& read)
{
    try
    {
        for (const auto& each : read())
            require (! each.id.empty() && isUtf8 (each.id) && isUtf8 (each.name));
    }
    catch (const std::runtime_error& problem)
    {
        require (problem.what()[0] != '\0' && isUtf8 (problem.what()));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = parlando::fuzz::textOf (bytes, size);

    for (const int status : {200, 403})
    {
        // Every page is the same one.
        const auto source = [&] (const std::string&) { return HttpAnswer{status, text, {}}; };
        readList ([&] { return listModels (source); });
        readList ([&] { return listVoices (source); });
    }

    require (isUtf8 (complaintIn (text)));

    const auto found = detail_credential::take (text, "a test", "The key file");
    require (found.error.empty() || found.credential.kind() == Credential::Kind::none);
    return 0;
}
