// Any bytes as a proxy's answer, a proxy's URL and a list of hosts: no crash, always a sentence, and never more kept
// than the limit.

#include <parlando_transport/HttpProxyHandshake.h>
#include <parlando_transport/ProxySettings.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

using namespace parlando;

static void answer (const char* proxy, std::string_view bytes, std::size_t pieces)
{
    const auto handshake = ProxyHandshake::make (Proxy::parse (proxy), {"service.example", 443, {}});
    handshake->takeOutgoing();
    std::size_t given = 0;

    while (! bytes.empty() && handshake->state() == ProxyHandshake::State::talking)
    {
        const auto count = std::min (bytes.size(), pieces);
        handshake->receive (bytes.substr (0, count));
        handshake->takeOutgoing();
        bytes.remove_prefix (count);
        given += count;
    }

    if (handshake->state() == ProxyHandshake::State::talking)
    {
        if (given > HttpProxyHandshake::longestAnswer)
            std::abort();

        handshake->hangUp();
    }

    if (handshake->state() == ProxyHandshake::State::failed && handshake->failure().sentence.empty())
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text (reinterpret_cast<const char*> (bytes), size);

    for (const auto* proxy :
         {"http://me:sesame@proxy.example", "socks5h://me:sesame@proxy.example", "socks5://proxy.example"})
        for (const std::size_t pieces : {std::size_t (1), std::size_t (7), size + 1})
            answer (proxy, text, pieces);

    isInHostList (text, "service.example", 443);
    isInHostList (text, "192.0.2.1", 443);
    isInHostList (text, "2001:db8::1", 443);

    try
    {
        const auto proxy = Proxy::parse (text);

        // What can be read is written so that it is read again.
        if (Proxy::parse (proxy.url()) != proxy)
            std::abort();
    }
    catch (const std::invalid_argument&)
    {
    }

    return 0;
}
