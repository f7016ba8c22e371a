#include "parlando_auth.h"

#include "ChildProgram.cpp"
#include "CommandOutput.cpp"
#include "Credential.cpp"
#include "CredentialSearch.cpp"
// These use the functions of CredentialSearch.cpp.
#include "AccessTokens.cpp"
#include "CredentialStore.cpp"

#include "Endpoint.cpp"
#include "EphemeralToken.cpp"
#include "Redactor.cpp"
#include "Secret.cpp"
