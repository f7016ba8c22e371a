#pragma once

#include "CredentialSearch.h"

#include <string>
#include <string_view>

/** How a credential is read from text, for the places where credentials are looked for. */
namespace parlando::detail_credential
{

inline Credential asKeyOrToken (std::string_view text) { return Credential (text); }

/** Without white space at either end. */
std::string_view trim (std::string_view);

/** What `read` makes of the text; where it refuses it, its sentence, after `place`. */
FoundCredential take (std::string_view text, std::string source, const std::string& place,
                      Credential (*read) (std::string_view) = asKeyOrToken);

/** The same of a file's text; `what` begins the sentence that names the path. Blocks. */
FoundCredential readFile (const std::string& path, const std::string& what = "The key file ",
                          Credential (*read) (std::string_view) = asKeyOrToken);

} // namespace parlando::detail_credential
