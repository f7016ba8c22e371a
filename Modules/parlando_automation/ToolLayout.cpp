#include "ToolLayout.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>

namespace parlando
{

namespace detail_layout
{
using Json = nlohmann::json;

static bool isIdentifier (std::string_view name)
{
    const auto isLetter = [] (char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return ! name.empty() && name.size() <= 64 && isLetter (name.front()) &&
           std::all_of (name.begin(), name.end(), [&] (char c) { return isLetter (c) || (c >= '0' && c <= '9'); });
}

static std::string identifierIn (const Json& json, const std::string& place)
{
    auto name = textIn (json, "name", place, ControlDefinition::longestName);

    if (! isIdentifier (name))
        refuseField (place, "needs a 'name' of letters, digits and '_', at most 64 and not a digit first");

    return name;
}

static std::size_t slotNumberIn (const Json& json, const std::string& place)
{
    const auto number = numberIn (json, "slot", place, 0.0);

    if (! (number >= 1.0 && number <= static_cast<double> (ToolLayout::numSlots)) || number != std::floor (number))
        refuseField (place, "needs a 'slot' from 1 to 32");

    return static_cast<std::size_t> (number) - 1;
}

static bool isOwn (std::string_view id)
{
    return std::find (ToolLayout::ownIds.begin(), ToolLayout::ownIds.end(), id) != ToolLayout::ownIds.end();
}

/** "slot": 3, or "control": "voice_gain". */
static std::string boundControl (const Json& json, const ToolLayout& layout, const std::string& place)
{
    if (json.contains ("slot") == json.contains ("control"))
        refuseField (place, "needs either a 'slot' or a 'control'");

    if (json.contains ("slot"))
    {
        const auto slot = slotNumberIn (json, place);

        if (layout.slots[slot].name.empty())
            refuseField (place, "is bound to slot " + std::to_string (slot + 1) + ", which has no name");

        return slotId (slot);
    }

    auto id = textIn (json, "control", place, ControlDefinition::longestName);

    if (! isOwn (id))
        refuseField (place, "is bound to a control that does not exist");

    return id;
}

static void readSlots (const Json& list, ToolLayout& layout, UnknownMembers unknown)
{
    if (! list.is_array() || list.size() > ToolLayout::numSlots)
        refuseField ("'slots'", "must be a list of at most 32");

    for (const auto& each : list)
    {
        if (! each.is_object())
            refuseField ("A slot", "must be an object");

        const auto slot = slotNumberIn (each, "A slot");
        auto& definition = layout.slots[slot];
        const auto place = "Slot " + std::to_string (slot + 1);

        if (! definition.name.empty())
            refuseField (place, "is there twice");

        definition = controlFromJson (each, place, unknown);
    }
}

static void readOwn (const Json& object, ToolLayout& layout, UnknownMembers unknown)
{
    if (! object.is_object())
        refuseField ("'own'", "must be an object");

    for (const auto& [id, value] : object.items())
    {
        if (! isOwn (id) && unknown == UnknownMembers::passedOver)
            continue;

        if (! isOwn (id))
            refuseField ("'own'", "names a parameter that the plugin does not have, or not for the agent");

        if (const auto access = accessFrom (value, "'own'"); access != ControlAccess::off)
            layout.own[id] = access;
    }
}

static BoundFunction functionFrom (const Json& json, const ToolLayout& layout, UnknownMembers unknown)
{
    checkFields (json, "A function", {"name", "description", "arguments", "ramp", "scheduling"}, unknown);
    BoundFunction function;
    function.name = identifierIn (json, "A function");
    const auto place = "The function " + function.name;
    function.description = textIn (json, "description", place, ControlDefinition::longestDescription);
    function.hasRamp = flagIn (json, "ramp", place, false);

    if (json.contains ("scheduling"))
    {
        function.scheduling = schedulingNamed (textIn (json, "scheduling", place, ControlDefinition::longestName));

        if (! function.scheduling)
            refuseField (place, "has a 'scheduling' that is not silent, when_idle or interrupt");
    }

    const auto arguments = json.find ("arguments");

    if (arguments == json.end() || ! arguments->is_array() || arguments->empty() ||
        arguments->size() > ToolLayout::mostArguments)
        refuseField (place, "needs 1 to 16 'arguments'");

    std::set<std::string, std::less<>> taken{"ramp", "ramp_unit"}, bound;

    for (const auto& each : *arguments)
    {
        const auto argumentPlace = "An argument of " + function.name;
        checkFields (each, argumentPlace, {"name", "description", "slot", "control", "required"}, unknown);
        BoundArgument argument;
        argument.name = identifierIn (each, argumentPlace);
        argument.description = textIn (each, "description", argumentPlace, ControlDefinition::longestDescription);
        argument.isRequired = flagIn (each, "required", argumentPlace, true);
        argument.control = boundControl (each, layout, argumentPlace);

        if (! taken.insert (argument.name).second || ! bound.insert (argument.control).second)
            refuseField (argumentPlace, "has a name or a control that another has, or is called ramp");

        function.arguments.push_back (std::move (argument));
    }

    return function;
}

static void readFunctions (const Json& list, ToolLayout& layout, UnknownMembers unknown)
{
    if (! list.is_array() || list.size() > ToolLayout::mostFunctions)
        refuseField ("'functions'", "must be a list of at most 64");

    for (const auto& each : list)
    {
        auto function = functionFrom (each, layout, unknown);

        if (std::any_of (layout.functions.begin(), layout.functions.end(),
                         [&] (const auto& other) { return other.name == function.name; }))
            refuseField ("The function " + function.name, "is there twice");

        layout.functions.push_back (std::move (function));
    }
}

static Json toJson (const BoundFunction& function)
{
    Json json = {{"name", function.name}, {"arguments", Json::array()}};

    if (! function.description.empty())
        json["description"] = function.description;

    if (function.hasRamp)
        json["ramp"] = true;

    for (const auto& [name, scheduling] : schedulingNames)
        if (function.scheduling == scheduling)
            json["scheduling"] = name;

    for (const auto& argument : function.arguments)
    {
        Json each = {{"name", argument.name}};

        if (! argument.description.empty())
            each["description"] = argument.description;

        if (! argument.isRequired)
            each["required"] = false;

        if (isOwn (argument.control))
            each["control"] = argument.control;
        else
            each["slot"] = std::stoi (argument.control.substr (4));

        json["arguments"].push_back (std::move (each));
    }

    return json;
}

static BoundFunction functionFor (const Control& control)
{
    const auto& definition = control.definition;
    BoundFunction function;
    function.name = "set_" + identifierFor (definition.name, control.id);
    function.description =
        "Sets " + definition.name + (definition.description.empty() ? "." : ": " + definition.description);
    function.hasRamp = definition.kind == ControlDefinition::Kind::number;
    function.arguments.push_back ({"value", "", control.id});
    return function;
}
} // namespace detail_layout

std::string slotId (std::size_t index) { return (index < 9 ? "slot0" : "slot") + std::to_string (index + 1); }

std::string identifierFor (std::string_view name, std::string_view otherwise)
{
    constexpr std::size_t longest = 48;
    std::string result;

    for (const auto character : name)
    {
        const auto byte = static_cast<unsigned char> (character);

        if (byte < 128 && std::isalnum (byte) != 0)
            result += static_cast<char> (std::tolower (byte));
        else if (! result.empty() && result.back() != '_')
            result += '_';
    }

    result.resize (std::min (result.size(), longest));

    while (! result.empty() && result.back() == '_')
        result.pop_back();

    return result.empty() ? std::string (otherwise) : result;
}

nlohmann::json toJson (const ToolLayout& layout)
{
    auto json = nlohmann::json::object();

    if (! layout.name.empty())
        json["name"] = layout.name;

    for (std::size_t i = 0; i < ToolLayout::numSlots; ++i)
        if (! layout.slots[i].name.empty())
        {
            auto slot = toJson (layout.slots[i]);
            slot["slot"] = i + 1;
            json["slots"].push_back (std::move (slot));
        }

    for (const auto& [id, access] : layout.own)
        if (access != ControlAccess::off)
            json["own"][id] = nameOf (access);

    for (const auto& function : layout.functions)
        json["functions"].push_back (detail_layout::toJson (function));

    if (layout.tellsTransport)
        json["transport"] = true;

    if (layout.offersValues)
        json["offer_values"] = true;

    if (layout.notes != ControlAccess::off)
        json["notes"] = nameOf (layout.notes);

    if (auto lamps = triggersToJson (ToolLayout::lampNames, layout.lamps); ! lamps.is_null())
        json["lamps"] = std::move (lamps);

    return json;
}

ToolLayout layoutFromJson (const nlohmann::json& json, UnknownMembers unknown)
{
    using namespace detail_layout;
    const std::string place = "The tool set";
    checkFields (json, place,
                 {"name", "slots", "own", "functions", "transport", "offer_values", "notes", "lamps", "about"},
                 unknown);

    ToolLayout layout;
    layout.name = textIn (json, "name", place, ControlDefinition::longestName);
    layout.tellsTransport = flagIn (json, "transport", place, false);
    layout.offersValues = flagIn (json, "offer_values", place, false);

    if (json.contains ("notes"))
    {
        layout.notes = accessFrom (json["notes"], place + ", 'notes',");

        if (layout.notes == ControlAccess::read)
            refuseField (place, "has 'notes' that are not off, ask or move");
    }

    if (const auto lamps = json.find ("lamps"); lamps != json.end())
        layout.lamps = triggersFromJson (*lamps, "'lamps',", ToolLayout::lampNames, unknown);

    if (const auto slots = json.find ("slots"); slots != json.end())
        readSlots (*slots, layout, unknown);

    if (const auto own = json.find ("own"); own != json.end())
        readOwn (*own, layout, unknown);

    if (const auto functions = json.find ("functions"); functions != json.end())
        readFunctions (*functions, layout, unknown);

    return layout;
}

ToolLayout layoutFromText (std::string_view text)
{
    return layoutFromJson (requireJson (text, "The tool set", {ToolLayout::largestFile}), UnknownMembers::refused);
}

ToolLayout loadLayout (const std::filesystem::path& file)
{
    std::ifstream stream (file, std::ios::binary);
    std::string text (ToolLayout::largestFile + 1, '\0');
    stream.read (text.data(), static_cast<std::streamsize> (text.size()));
    text.resize (static_cast<std::size_t> (stream.gcount()));

    if (stream.bad() || (text.empty() && ! stream.eof()))
        refuseField (file.string(), "cannot be read");

    try
    {
        return layoutFromText (text);
    }
    catch (const std::invalid_argument& wrong)
    {
        throw std::invalid_argument (file.string() + ": " + wrong.what());
    }
}

std::vector<Control> controlsOf (const ToolLayout& layout, std::vector<Control> own)
{
    std::vector<Control> controls;

    for (std::size_t i = 0; i < ToolLayout::numSlots; ++i)
        controls.push_back ({slotId (i), layout.slots[i]});

    for (auto& each : own)
    {
        const auto access = layout.own.find (each.id);
        each.definition.access = access != layout.own.end() ? access->second : ControlAccess::off;
        controls.push_back (std::move (each));
    }

    return controls;
}

std::vector<BoundFunction> functionsOf (const ToolLayout& layout, const std::vector<Control>& controls)
{
    std::set<std::string> names;
    auto functions = layout.functions;

    for (const auto& function : functions)
        names.insert (function.name);

    for (const auto& control : controls)
    {
        if (control.definition.name.empty() || control.definition.access < ControlAccess::ask)
            continue;

        auto function = detail_layout::functionFor (control);

        // The layout's own function of that name counts; two slots of one name are told apart.
        if (std::any_of (layout.functions.begin(), layout.functions.end(),
                         [&] (const auto& each) { return each.name == function.name; }))
            continue;

        if (names.contains (function.name))
            function.name += "_" + control.id;

        if (names.insert (function.name).second)
            functions.push_back (std::move (function));
    }

    return functions;
}

} // namespace parlando
