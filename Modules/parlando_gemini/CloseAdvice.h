#pragma once

#include <parlando_provider/CloseVerdict.h>

#include <optional>
#include <string>
#include <string_view>

namespace parlando::gemini
{

/** What a close means (protocol section 3.10; C68, C71, C96, C97). `wasReady`: the service had taken the setup of this
    connection; the same words may mean another thing then (C98). `reason` is untrusted text, matched loosely: the
    service's texts change. */
CloseMeaning meaningOfClose (int code, std::string_view reason, bool wasReady);

/** The service knows no historyConfig, as some 3.1 services do not (protocol section 6.4). */
bool refusesHistoryConfig (int code, std::string_view reason);

/** The service was asked to end a turn that it did not have: it must not be asked so again. */
bool refusesNudge (std::string_view reason);

/** Seconds after which the text of a used-up quota invites to try again ("Please retry in 43.2s."); at most a day. */
std::optional<double> retrySeconds (std::string_view reason);

/** What to do about it, as the end of a sentence. Empty where nothing is known. */
std::string adviceOnClose (int code, std::string_view reason);

} // namespace parlando::gemini
