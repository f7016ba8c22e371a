#pragma once

#include "ProxyHandshake.h"

namespace parlando
{

/** SOCKS version 5 (RFC 1928) with a name and a password where the proxy's URL has them (RFC 1929). */
class Socks5Handshake final : public ProxyHandshake
{
public:
    Socks5Handshake (const Proxy&, const Target&);

    void receive (std::string_view) override;

private:
    enum class Step
    {
        method,
        login,
        answer
    };

    std::size_t wantedBytes() const;
    void takeMethod();
    void takeLogin();
    void takeAnswer();
    void sayLogin();
    void sayRequest();

    Step step = Step::method;
    std::string received;
};

} // namespace parlando
