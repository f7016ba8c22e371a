# The editor is opened and closed while somebody talks.
if (TARGET parlando_rehearsal)
    list (APPEND oracles parlando_rehearsal)
endif()

# What the app remembers needs nothing else of it.
list (APPEND sources "${PROJECT_SOURCE_DIR}/Source/Standalone/AppSettings.cpp")

# The agent is Gemini Live.
list (APPEND oracles parlando_gemini)

# The agent plays notes.
if (TARGET parlando_rehearsal)
    list (APPEND sources "${PROJECT_SOURCE_DIR}/Tests/Support/HostService.cpp")
endif()

# Or a service that no other is like.
list (APPEND sources "${PROJECT_SOURCE_DIR}/Tests/Support/Parrot.cpp")

# Files are dropped on a window of the test's.
pkg_check_modules (xcb REQUIRED IMPORTED_TARGET GLOBAL xcb)
list (APPEND oracles PkgConfig::xcb)
