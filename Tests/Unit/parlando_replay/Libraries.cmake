# The resampling is judged by another one.
if (NOT TARGET PkgConfig::samplerate)
    pkg_check_modules (samplerate REQUIRED IMPORTED_TARGET GLOBAL samplerate)
endif()
list (APPEND oracles PkgConfig::samplerate)
