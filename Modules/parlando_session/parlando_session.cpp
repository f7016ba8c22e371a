#include "parlando_session.h"

#include "CloseAdvice.cpp"
#include "Session.cpp"
#include "SessionMessages.cpp"
#include "SpeechActivity.cpp"
#include "Transcript.cpp"
#include "TranscriptWriter.cpp"
