#include "parlando_auth.h"

#include "CommandOutput.cpp"
#include "Credential.cpp"
#include "CredentialSearch.cpp"
#include "AccessTokens.cpp" // after CredentialSearch.cpp, whose functions it uses
#include "Endpoint.cpp"
#include "EphemeralToken.cpp"
#include "Redactor.cpp"
#include "Secret.cpp"
