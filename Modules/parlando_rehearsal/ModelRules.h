#pragma once

#include "Refusal.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace parlando
{

/** What the real service refuses a model though the setup's form is right, in its words as far as they were recorded:
    proactivity, affective dialog, thinking, function behaviour, languages and library voices (protocol sections 2.2 to
    2.5, 3.10 and 5.1). `model` begins with models/. */
[[nodiscard]] std::optional<Refusal> checkModelRules (const nlohmann::json& setup, const std::string& model,
                                                      const std::string& apiVersion);

/** Gemini 3.8 takes the setting and closes at the first audio. */
[[nodiscard]] bool closesAtAudio (const nlohmann::json& setup, const std::string& model);

} // namespace parlando
