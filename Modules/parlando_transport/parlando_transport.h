/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:               parlando_transport
  vendor:           Parlando
  version:          0.1.0
  name:             Parlando transport
  description:      The event loop and WebSocket connections over TCP and TLS
  license:          AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:     parlando_text parlando_realtime
  linuxLibs:        ssl crypto dl
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "BackgroundCall.h"
#include "BeastTransport.h"
#include "CloseReport.h"
#include "ConnectRequest.h"
#include "EventLoop.h"
#include "HttpExchange.h"
#include "NameLookup.h"
#include "Proxy.h"
#include "ProxySettings.h"
#include "Scheduler.h"
#include "WebSocketTransport.h"
