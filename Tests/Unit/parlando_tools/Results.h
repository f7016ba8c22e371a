#pragma once

#include <parlando_tools/parlando_tools.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace parlando::test
{

/** Collects what a ToolRunner answers. */
class Results
{
public:
    ToolRunner::AnswerCallback callback()
    {
        return [this] (ToolAnswer result)
        {
            const std::lock_guard lock (mutex);
            received.push_back (std::move (result));
            changed.notify_all();
        };
    }

    /** Everything answered so far, once there are that many answers. The bound only keeps a failing test from hanging.
     */
    std::vector<ToolAnswer> waitFor (std::size_t count)
    {
        std::unique_lock lock (mutex);
        changed.wait_for (lock, std::chrono::seconds (60), [&] { return received.size() >= count; });
        return received;
    }

    /** The only answer to an id; an empty one when there is none or more than one. */
    static ToolAnswer only (const std::vector<ToolAnswer>& all, std::string_view id)
    {
        const auto isIt = [&] (const ToolAnswer& result) { return result.id == id; };
        return std::count_if (all.begin(), all.end(), isIt) == 1 ? *std::find_if (all.begin(), all.end(), isIt)
                                                                 : ToolAnswer();
    }

private:
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<ToolAnswer> received;
};

/** Something that happens once and can be waited for. */
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock (mutex);
        isOpen = true;
        changed.notify_all();
    }

    bool wait()
    {
        std::unique_lock lock (mutex);
        return changed.wait_for (lock, std::chrono::seconds (60), [this] { return isOpen; });
    }

private:
    std::mutex mutex;
    std::condition_variable changed;
    bool isOpen = false;
};

inline FunctionDeclaration declare (std::string name, nlohmann::json schema = {})
{
    FunctionDeclaration declaration;
    declaration.name = std::move (name);
    declaration.description = "A tool of a test";
    declaration.parametersJsonSchema = std::move (schema);
    return declaration;
}

/** makeTool(), for what refers to the test's own variables: it is waited for. */
template <typename Callable>
std::unique_ptr<Tool> toolOf (FunctionDeclaration declaration, Callable callable,
                              Milliseconds deadline = std::chrono::seconds (10),
                              std::optional<Scheduling> scheduling = {})
{
    return makeTool (std::move (declaration), std::move (callable), deadline, scheduling,
                     FunctionTool::Pace::stopsAtOnce);
}

inline FunctionCall callTo (std::string name, std::string id, nlohmann::json args = nlohmann::json::object())
{
    FunctionCall call;
    call.id = std::move (id);
    call.name = std::move (name);
    call.args = std::move (args);
    return call;
}

} // namespace parlando::test
