#include "parlando_auth.h"

#include "Credential.cpp"
#include "CredentialSearch.cpp"
#include "Endpoint.cpp"
#include "Redactor.cpp"
#include "Secret.cpp"
