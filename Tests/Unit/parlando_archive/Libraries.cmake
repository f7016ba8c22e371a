# Sound files are judged by another reader of them.
if (NOT TARGET PkgConfig::sndfile)
    pkg_check_modules (sndfile REQUIRED IMPORTED_TARGET GLOBAL sndfile)
endif()
list (APPEND oracles PkgConfig::sndfile)
