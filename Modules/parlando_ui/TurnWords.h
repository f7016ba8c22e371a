#pragma once

#include "ConversationItems.h"

namespace parlando
{

/** The entries of an item, with times that count from its beginning: as captions of its file have them. Empty where
    the transcript has them no more. Any thread. */
Transcript turnOf (const Transcript&, const ConversationItem&);

/** Its words alone, of an interrupted answer those that were heard. Any thread. */
std::string wordsOf (const Transcript& turn);

} // namespace parlando
