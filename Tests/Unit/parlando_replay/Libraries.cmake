# The resampling is judged by another one.
if (NOT TARGET PkgConfig::samplerate)
    pkg_check_modules (samplerate REQUIRED IMPORTED_TARGET GLOBAL samplerate)
endif()
list (APPEND oracles PkgConfig::samplerate)

# FLAC is read and written by another library as well.
if (NOT TARGET PkgConfig::sndfile)
    pkg_check_modules (sndfile REQUIRED IMPORTED_TARGET GLOBAL sndfile)
endif()
list (APPEND oracles PkgConfig::sndfile)
