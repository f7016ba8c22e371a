/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_tools
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando tools
  description:      What the model may call: tools, their registry, the workers that run them, the built-in ones
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_text parlando_provider parlando_realtime
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "ArgumentCheck.h"
#include "BuiltInTools.h"
#include "FunctionTool.h"
#include "SchedulingNames.h"
#include "Tool.h"
#include "ToolContext.h"
#include "ToolOutcome.h"
#include "ToolRegistry.h"
#include "ToolRunner.h"
#include "calculator/Calculator.h"
