#include "SetupFitting.h"

#include "Languages.h"
#include "Models.h"
#include "SchemaConversion.h"

#include <utility>

namespace parlando::gemini
{

namespace detail_fitting
{

static std::string nameOf (const Setup& setup)
{
    const auto family = capabilitiesOf (setup.model).family;
    return family.empty() ? setup.model : std::string (family);
}

/** C106: any other model, and v1beta, close the connection for the mere name. */
static void fitProactivity (FittedSetup& fitted, std::string_view apiVersion)
{
    auto& setup = fitted.setup;
    const auto& model = capabilitiesOf (setup.model);

    if (! setup.proactivity || (model.proactivity && apiVersion == "v1alpha"))
        return;

    setup.proactivity.reset();
    auto sentence = "The setting proactivity was left out: ";

    if (model.isAlwaysProactive)
        fitted.changes.push_back (sentence + nameOf (setup) + " always decides by itself whether to answer.");
    else if (model.proactivity)
        fitted.changes.push_back (sentence + nameOf (setup) + " takes it on v1alpha alone; choose that version.");
    else
        fitted.changes.push_back (sentence + nameOf (setup) + " does not know it; only Gemini 2.5 does, on v1alpha.");
}

/** C107. Native audio follows its instructions in what it speaks (protocol section 5.3). */
static void fitLanguage (FittedSetup& fitted)
{
    auto& setup = fitted.setup;
    auto& code = setup.generationConfig.speechConfig.languageCode;
    const auto language = nameOfChinese (code);

    if (language.empty() || capabilitiesOf (setup.model).chineseCodes)
        return;

    if (! setup.systemInstruction)
        setup.systemInstruction.emplace();

    setup.systemInstruction->parts.emplace_back().text = "Speak " + language + ".";
    fitted.changes.push_back (nameOf (setup) + " refuses the language code " + code +
                              ": its instructions ask it to speak " + language + " instead.");
    code.clear();
}

/** C108. */
static void fitFunctions (Setup& setup)
{
    const auto& model = capabilitiesOf (setup.model);

    for (auto& set : setup.tools)
    {
        for (auto& function : set.functionDeclarations)
        {
            if (! function.behavior)
                function.behavior = model.defaultBehavior;

            if (model.jsonSchemas)
                continue;

            if (auto schema = std::exchange (function.parametersJsonSchema, nullptr); ! schema.is_null())
                function.parameters = toOpenApiSchema (schema);

            if (auto schema = std::exchange (function.responseJsonSchema, nullptr); ! schema.is_null())
                function.response = toOpenApiSchema (schema);
        }
    }
}

} // namespace detail_fitting

FittedSetup fitToService (Setup wanted, std::string_view apiVersion)
{
    using namespace detail_fitting;
    FittedSetup fitted{std::move (wanted), {}};
    fitProactivity (fitted, apiVersion);
    fitLanguage (fitted);
    fitFunctions (fitted.setup);
    return fitted;
}

} // namespace parlando::gemini
