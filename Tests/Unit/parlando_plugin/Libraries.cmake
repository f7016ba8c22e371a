# Keys are checked by the rehearsal service.
if (TARGET parlando_rehearsal)
    list (APPEND oracles parlando_rehearsal)
endif()

# Settings are judged by what they make of Gemini Live.
list (APPEND oracles parlando_gemini)
