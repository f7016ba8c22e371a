/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_auth
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando authentication
  description:      Credentials, where they are found, where they go, and how they stay out of every text
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_text parlando_realtime parlando_transport
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AccessTokens.h"
#include "ChildProgram.h"
#include "CommandOutput.h"
#include "Credential.h"
#include "CredentialSearch.h"
#include "CredentialStore.h"
#include "DecodedText.h"
#include "KeyringStore.h"
#include "KnownSecrets.h"
#include "ProgramEnvironment.h"
#include "ProgramPipe.h"
#include "ProgramSearch.h"
#include "ProxyEnvironment.h"
#include "Redactor.h"
#include "Secret.h"
