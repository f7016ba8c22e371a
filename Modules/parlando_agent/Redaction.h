#pragma once

#include <parlando_auth/Redactor.h>
#include <parlando_session/parlando_session.h>

namespace parlando
{

/** Takes secrets out of all texts of an event before anybody is told (C5): the service may repeat them anywhere. What
    people and models say keeps all but the secrets themselves. */
void redact (SessionEvent&, const Redactor&);

/** The transcript as it may be kept in a file: also of a secret that came in several pieces. */
Transcript redacted (Transcript, const Redactor&);

} // namespace parlando
