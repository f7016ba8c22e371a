#include "ToolRegistry.h"

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace detail_registry
{
constexpr std::size_t maximumTools = 512;
constexpr std::size_t maximumNameLength = 64;

/** Protocol section 2.5. Not <cctype>: that follows the locale. */
static bool isAllowedName (std::string_view name)
{
    const auto begins = [] (char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto continues = [&] (char c)
    { return begins (c) || (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-'; };

    return ! name.empty() && name.size() <= maximumNameLength && begins (name.front()) &&
           std::all_of (name.begin(), name.end(), continues);
}

static void requireSchema (const FunctionDeclaration& declaration)
{
    const auto isNullOrObject = [] (const nlohmann::json& schema) { return schema.is_null() || schema.is_object(); };

    if (! isNullOrObject (declaration.parameters) || ! isNullOrObject (declaration.parametersJsonSchema))
        throw std::invalid_argument ("The parameters of the tool " + declaration.name +
                                     " must be a schema object, or null for none.");

    if (! declaration.parameters.is_null() && ! declaration.parametersJsonSchema.is_null())
        throw std::invalid_argument ("The tool " + declaration.name +
                                     " declares its parameters twice: keep one of the two schemas.");
}
} // namespace detail_registry

void ToolRegistry::add (std::shared_ptr<Tool> tool)
{
    if (tool == nullptr)
        throw std::invalid_argument ("There is no tool to add: pass one that exists.");

    const auto& declaration = tool->declaration();

    if (! detail_registry::isAllowedName (declaration.name))
        throw std::invalid_argument (
            "The tool name \"" + declaration.name +
            "\" is not allowed: begin with a letter or _, go on with letters, digits or _ . : -, "
            "and stay within 64 characters.");

    if (byName.contains (declaration.name))
        throw std::invalid_argument ("There is a tool named " + declaration.name + " already: give each its own name.");

    detail_registry::requireSchema (declaration);

    if (tools.size() >= detail_registry::maximumTools)
        throw std::invalid_argument ("A conversation takes at most 512 tools: leave " + declaration.name + " out.");

    byName.emplace (declaration.name, tool);
    tools.push_back (std::move (tool));
}

std::shared_ptr<Tool> ToolRegistry::find (std::string_view name) const
{
    const auto found = byName.find (name);
    return found != byName.end() ? found->second : nullptr;
}

std::vector<FunctionDeclaration> ToolRegistry::declarations() const
{
    std::vector<FunctionDeclaration> result;
    for (const auto& tool : tools)
        result.push_back (tool->declaration());
    return result;
}

std::vector<std::string> ToolRegistry::names() const
{
    std::vector<std::string> result;
    for (const auto& tool : tools)
        result.push_back (tool->declaration().name);
    return result;
}

ToolRegistry ToolRegistry::updatedFrom (const ToolRegistry& newer) const
{
    ToolRegistry result;

    for (const auto& tool : tools)
    {
        const auto other = newer.find (tool->declaration().name);
        const auto isSame = other != nullptr && other->declaration() == tool->declaration() &&
                            other->scheduling() == tool->scheduling();
        result.add (isSame ? other : tool);
    }

    return result;
}

} // namespace parlando
