#pragma once

#include <parlando_agent/parlando_agent.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A tool call that waits for the person's word. */
struct ToolQuestion
{
    std::uint64_t id = 0;
    std::string tool;
    std::string
        arguments; /**< What it would do, whole, for people: an argument a line, or a sentence. As revealed(). */
};

/** Stands between the model's calls and the tools: lets them pass, refuses them, or asks the person first. */
class ToolGate
{
public:
    enum class Access
    {
        off,
        ask,
        on
    };

    /** Bytes of arguments that a person is asked about: some pages. Nobody could read more in the time that there is,
       so it is refused. */
    static constexpr std::size_t mostAsked = 16 * 1024;

    /** How long a question waits for its answer. */
    static constexpr Milliseconds patience{30000};

    /** Any thread. Questions that wait are answered by it: allowed by on, refused by off. */
    void setAccess (Access);

    /** Any thread: the oldest question that waits. */
    [[nodiscard]] std::optional<ToolQuestion> question() const;

    /** Any thread; nothing happens when that question no longer waits. */
    void answer (std::uint64_t question, bool isAllowed);

    /** Workers: true when this may be done now. Asks the person and waits, where that is the rule or `mustAsk`. `shown`
        tells people what it is, in their words, all of it: over mostAsked nobody is asked and it is refused. */
    bool admits (const std::string& tool, std::string shown, bool mustAsk, ToolContext&);

    /** The tool behind the gate. The gate must outlive it. */
    std::shared_ptr<Tool> guard (std::shared_ptr<Tool>);

private:
    class Guarded;

    struct Waiting
    {
        ToolQuestion question;
        std::optional<bool> isAllowed;
    };

    Access current() const;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    Access access = Access::on;
    std::uint64_t lastQuestion = 0;
    std::vector<std::shared_ptr<Waiting>> waiting;
};

} // namespace parlando
