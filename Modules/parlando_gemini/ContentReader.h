#pragma once

#include "FieldReader.h"
#include "ServerContent.h"

#include <optional>

namespace parlando::gemini
{

ServerContent readServerContent (FieldReader);

/** Nothing for an absent or unknown value (C12). */
std::optional<InteractionStatus> readInteractionStatus (FieldReader&);

/** Takes control tokens such as `<ctrl46>` out, which the service lets slip into transcripts at times. */
void stripControlTokens (std::string& text);

/** Calls `take` with a reader for each object of the list at `key`; entries of other types are ignored with a warning.
    `place` names the list in their warnings; a literal. */
template <typename Take>
void forEachObject (FieldReader& fields, const char* key, const char* place, Take&& take)
{
    auto* list = fields.listAt (key);

    if (list == nullptr)
        return;

    for (auto& entry : *list)
    {
        if (entry.is_object())
            take (FieldReader (entry, place, fields.warningsSoFar()));
        else if (! entry.is_null())
            fields.warn (key, "has an entry of a wrong type, which was ignored");
    }
}

} // namespace parlando::gemini
