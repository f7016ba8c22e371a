#pragma once

#include "Setup.h"

#include <parlando_provider/AgentDefinition.h>
#include <parlando_provider/AgentTraits.h>

namespace parlando::gemini
{

/** The setup that a definition makes: AgentDefinition::own is the content of a `setup` key. Throws
   std::invalid_argument as Setup::fromJson() does. */
Setup setupOf (const AgentDefinition&);

/** A definition that makes this setup, all of it but the model in `own`. Setup::vertex is the endpoint's. */
AgentDefinition definitionOf (const Setup&);

/** What is so for a session with this setup. */
AgentTraits traitsOf (const Setup&);

} // namespace parlando::gemini
