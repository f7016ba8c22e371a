#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A proxy on loopback with a thread of its own. Whatever host it is asked for, it connects to this machine: so a test
    reaches its own service under any name. Functions: any thread. */
class TestProxy
{
public:
    enum class Kind
    {
        http,
        https,
        socks5
    };

    struct Options
    {
        Kind kind = Kind::http;
        std::string name, password;           /**< Both empty: it takes anybody. */
        std::string certificateFile, keyFile; /**< Of an https proxy; PEM. */
        std::optional<std::string> answer; /**< Said to the first bytes, in the place of all else; then it hangs up. */
        bool isSilent = false;             /**< Takes connections and bytes, and says nothing. */
        std::set<std::string> unreachable; /**< Hosts to which it has no way. */
    };

    /** Listens at once. */
    explicit TestProxy (Options);
    TestProxy() : TestProxy (Options()) {}
    ~TestProxy();

    TestProxy (const TestProxy&) = delete;
    TestProxy& operator= (const TestProxy&) = delete;

    [[nodiscard]] std::uint16_t port() const;

    /** scheme://[login@]127.0.0.1:PORT; of an https proxy localhost. */
    [[nodiscard]] std::string url (const std::string& login = {}) const;

    /** Where it was asked to go, as "name:443", in order; refused ways too. */
    [[nodiscard]] std::vector<std::string> targets() const;

    /** All that it passed on to services. */
    [[nodiscard]] std::string passedOn() const;

    /** TCP connections that came. */
    [[nodiscard]] int visits() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation;
};

} // namespace parlando::testing
