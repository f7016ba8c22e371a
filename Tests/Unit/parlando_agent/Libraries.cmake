# Rooms and voices: what an agent says comes from flite, and people from pocketsphinx-testdata.
list (APPEND sources "${PROJECT_SOURCE_DIR}/Tests/Support/Room.cpp")
list (APPEND oracles flite_cmu_us_slt flite_cmu_us_rms flite_usenglish flite_cmulex flite)
