# The resampler is judged by another one.
if (NOT TARGET PkgConfig::samplerate)
    pkg_check_modules (samplerate REQUIRED IMPORTED_TARGET GLOBAL samplerate)
endif()
list (APPEND oracles PkgConfig::samplerate)

# And so is loudness; voices to measure come from flite.
if (NOT TARGET PkgConfig::ebur128)
    pkg_check_modules (ebur128 REQUIRED IMPORTED_TARGET GLOBAL libebur128)
endif()
list (APPEND oracles PkgConfig::ebur128 flite_cmu_us_slt flite_cmu_us_rms flite_cmu_us_awb flite_cmu_us_kal16
    flite_usenglish flite_cmulex flite)
