#pragma once

#include "Proxy.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace parlando
{

/** What is said to a proxy, and what it answers, until the way to a host is open. No I/O: the proxy's bytes are hostile
    input, of any size and in any pieces. */
class ProxyHandshake
{
public:
    enum class State
    {
        talking,
        open,
        failed
    };

    /** Why the way is not open. */
    struct Failure
    {
        std::string sentence;              /**< For people, with what to do; nothing secret. */
        bool isFinal = false;              /**< The proxy would refuse the same again. */
        bool mayTryAnotherAddress = false; /**< It could not reach this address of the host. */
    };

    /** Where the way is to lead. */
    struct Target
    {
        std::string host; /**< A name or a numeric address; an IPv6 address without brackets. */
        std::uint16_t port = 443;
        std::string shownHost; /**< For people, where `host` is one of its addresses; else empty. */

        std::string forPeople() const;
    };

    virtual ~ProxyHandshake() = default;

    /** By the proxy's kind. A host's name of more than 255 bytes fails. */
    static std::unique_ptr<ProxyHandshake> make (const Proxy&, const Target&);

    /** What is to be sent now; once. */
    std::string takeOutgoing() { return std::exchange (outgoing, {}); }

    /** Takes what the proxy sent, while talking. It must send nothing beyond its answer: the service speaks second. */
    virtual void receive (std::string_view) = 0;

    /** The proxy ended the connection, while talking. */
    void hangUp();

    State state() const noexcept { return current; }
    const Failure& failure() const noexcept { return reason; }

protected:
    ProxyHandshake (const Proxy& used, const Target& wanted) : proxy (used), target (wanted) {}

    void say (std::string_view bytes) { outgoing += bytes; }
    void open() { current = State::open; }
    void fail (Failure);

    const Proxy proxy;
    const Target target;

private:
    State current = State::talking;
    Failure reason;
    std::string outgoing;
};

} // namespace parlando
