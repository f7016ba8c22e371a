# Keys are checked by the rehearsal service.
if (TARGET parlando_rehearsal)
    list (APPEND oracles parlando_rehearsal)
endif()

# Settings are judged by what they make of Gemini Live.
list (APPEND oracles parlando_gemini)

# Sound files are judged by another reader of them.
if (NOT TARGET PkgConfig::sndfile)
    pkg_check_modules (sndfile REQUIRED IMPORTED_TARGET GLOBAL sndfile)
endif()
list (APPEND oracles PkgConfig::sndfile)
