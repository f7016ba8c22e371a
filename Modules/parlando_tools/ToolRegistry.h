#pragma once

#include "Tool.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The tools of a conversation, by name. Copies share their tools.

    Threads: filled by one thread; afterwards any number of threads may read it.
*/
class ToolRegistry
{
public:
    /** Throws std::invalid_argument, with a sentence, for a null tool, a name that is taken, a name that the protocol
        does not allow (letter or `_`, then letters, digits and `_ . : -`, at most 64: section 2.5), a schema that is
        neither null nor an object, two schemas at once, and a 513th tool. */
    void add (std::shared_ptr<Tool>);

    /** Null when there is none. */
    std::shared_ptr<Tool> find (std::string_view name) const;

    /** In the order in which they were added. */
    std::vector<FunctionDeclaration> declarations() const;

    /** In the order in which they were added. */
    std::vector<std::string> names() const;

    /** These tools, each replaced by that of `newer` which is declared the same: for the model nothing has changed. */
    ToolRegistry updatedFrom (const ToolRegistry& newer) const;

    bool isEmpty() const noexcept { return tools.empty(); }

private:
    std::vector<std::shared_ptr<Tool>> tools;
    std::map<std::string, std::shared_ptr<Tool>, std::less<>> byName;
};

} // namespace parlando
