/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_provider
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando provider
  description:        What every live service has in common: the seam between a session and its bytes
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_transport parlando_auth
  linuxPackages:      nlohmann_json
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "AgentDefinition.h"
#include "AgentTraits.h"
#include "CloseVerdict.h"
#include "ServiceCommand.h"
#include "Endpoint.h"
#include "Provider.h"
#include "ServiceEvent.h"
#include "Wire.h"

#include "ExecutableCode.h"
#include "FunctionCall.h"
#include "FunctionDeclaration.h"
#include "GroundingMetadata.h"
#include "Scheduling.h"
#include "ToolAnswer.h"
#include "UrlContextMetadata.h"
#include "UsageMetadata.h"
