/*******************************************************************************
 BEGIN_JUCE_MODULE_DECLARATION
  ID:                 parlando_archive
  vendor:             Parlando
  version:            0.1.0
  name:               Parlando archive
  description:        A conversation as a folder: its journal and its voices, written while it goes on
  license:            AGPL-3.0-or-later
  minimumCppStandard: 20
  dependencies:       parlando_text parlando_realtime parlando_audio parlando_auth parlando_provider parlando_session parlando_agent
 END_JUCE_MODULE_DECLARATION
*******************************************************************************/
#pragma once

#include "BroadcastWave.h"
#include "ConversationArchive.h"
#include "ConversationFolder.h"
#include "DiskFolder.h"
#include "DiskThread.h"
#include "ExportTarget.h"
#include "FolderName.h"
#include "HostTimeline.h"
#include "Keeps.h"
#include "KeptPlace.h"
#include "KeptTakes.h"
#include "KeptWords.h"
#include "Loudness.h"
#include "DeletedConversation.h"
#include "PastConversations.h"
#include "SessionReplay.h"
#include "TakeExport.h"
#include "TakeTime.h"
#include "WaveMarks.h"
#include "WaveWriting.h"
#include "WireReader.h"
#include "WireRecord.h"
#include "WordsExport.h"
