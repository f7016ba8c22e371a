#pragma once

#include <parlando_auth/parlando_auth.h>

#include <optional>
#include <string>

namespace parlando
{

/** The rehearsal service as a program beside the host: neither a fault in it nor the memory of its ears is the host's.
    It ends with this, or with the host, whatever becomes of that. Message thread. */
class RehearsalProgram final
{
public:
    /** Starts nothing. */
    explicit RehearsalProgram (std::string programPath = usualPath()) : path (std::move (programPath)) {}

    /** Takes at most 0.3 s, or 0.6 s where the program hangs. */
    ~RehearsalProgram();

    RehearsalProgram (const RehearsalProgram&) = delete;
    RehearsalProgram& operator= (const RehearsalProgram&) = delete;

    /** `parlando-rehearsal` beside this plugin or app, in the resources of its bundle, or wherever the system finds
        programs. PARLANDO_REHEARSAL names another. */
    static std::string usualPath();

    /** Returns at once. Does nothing while it runs; starts it again where it has ended. */
    void start();

    /** Where it listens, once it does; 30 s after the start at the latest there is this or a problem(). */
    [[nodiscard]] std::optional<std::string> url();

    /** What it wants to be shown as a key: it answers nobody else. Another one after each start. */
    [[nodiscard]] const std::string& token() const noexcept { return secret; }

    /** Why it does not run and what to do; empty where there is nothing to tell. */
    [[nodiscard]] const std::string& problem() const noexcept { return wrong; }

private:
    void end();
    void listen();
    void fail (const std::string& complaint);

    std::string path, secret, said, wrong, address;
    std::optional<ChildProgram> program;
    Instant started{};
};

} // namespace parlando
