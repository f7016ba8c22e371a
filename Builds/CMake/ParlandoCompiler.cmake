# Compiler settings that every Parlando target shares.

if (NOT CMAKE_BUILD_TYPE)
    set (CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program (PARLANDO_CCACHE ccache)
if (PARLANDO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set (CMAKE_C_COMPILER_LAUNCHER "${PARLANDO_CCACHE}")
    set (CMAKE_CXX_COMPILER_LAUNCHER "${PARLANDO_CCACHE}")
endif()

find_program (PARLANDO_MOLD mold)
if (PARLANDO_MOLD AND NOT APPLE AND NOT WIN32)
    add_link_options (-fuse-ld=mold)
endif()

if (PARLANDO_SANITIZER STREQUAL "address")
    # The check of virtual tables needs a descriptor for each object that it looks at, and some tests have none left.
    add_compile_options (-fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options (-fsanitize=address,undefined)
elseif (PARLANDO_SANITIZER STREQUAL "thread")
    # GCC warns of fences that the sanitizer does not follow; Asio has one.
    add_compile_options (-fsanitize=thread -fno-omit-frame-pointer $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
    add_link_options (-fsanitize=thread)
elseif (PARLANDO_SANITIZER STREQUAL "realtime")
    if (NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message (FATAL_ERROR "RealtimeSanitizer needs clang 20 or newer: configure with -DCMAKE_CXX_COMPILER=clang++-22")
    endif()
    add_compile_options (-fsanitize=realtime)
    add_link_options (-fsanitize=realtime)
elseif (PARLANDO_SANITIZER STREQUAL "fuzzer")
    if (NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message (FATAL_ERROR "Fuzz targets need clang: configure with -DCMAKE_CXX_COMPILER=clang++-22")
    endif()
    # The fuzzer sees the branches of all that it reaches, and their faults.
    add_compile_options (-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    add_link_options (-fsanitize=fuzzer,address,undefined)
elseif (PARLANDO_SANITIZER)
    message (FATAL_ERROR
        "PARLANDO_SANITIZER is '${PARLANDO_SANITIZER}'; take address, thread, realtime, fuzzer or nothing")
endif()

# Checked code compiles three times as fast without optimisation of what the checks undo, and with line numbers alone.
if (PARLANDO_SANITIZER MATCHES "^(address|thread|fuzzer)$")
    add_compile_options (-O1 -g1)
endif()

# GCC's -O2 vectorises only loops over a known multiple of the vector; loops over samples are not.
add_compile_options ($<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-ftree-vectorize>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-fvect-cost-model=dynamic>)

# Other compilers, and other flags, see faults where there are none: whoever installs or links Parlando is not stopped by it.
option (PARLANDO_WARNINGS_AS_ERRORS "Stop at a warning" ${PARLANDO_BUILD_TESTS})

# The warnings under which all of Parlando's own code compiles.
add_library (parlando_warnings INTERFACE)
if (NOT MSVC)
    target_compile_options (parlando_warnings INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        $<$<BOOL:${PARLANDO_WARNINGS_AS_ERRORS}>:-Werror>
        $<$<CXX_COMPILER_ID:Clang>:-Wfunction-effects -Wno-missing-field-initializers -Wno-c2y-extensions>
        $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers>)

    # With a sanitizer's checks between them GCC sees faults that are none, others with each version. Its manual warns of
    # this; the plain build is where its warnings count.
    if (PARLANDO_SANITIZER)
        target_compile_options (parlando_warnings INTERFACE
            $<$<CXX_COMPILER_ID:GNU>:-Wno-error;-Wno-maybe-uninitialized>)
    endif()
endif()

# Most of a source's compilation is reading headers. Joined into a few files the sources of a target compile in a third of
# the time. Off, each is compiled by itself with the largest headers read once: sooner where one has changed, editors know
# each file, and what a file forgot to include shows.
option (PARLANDO_UNITY_BUILD "Join each target's sources into a few files" ON)

# parlando_join_sources (TARGET headers...): `headers` are the large ones that most of its sources include.
function (parlando_join_sources target)
    if (PARLANDO_UNITY_BUILD)
        set_target_properties (${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
    elseif (ARGN)
        target_precompile_headers (${target} PRIVATE ${ARGN})
    endif()
endfunction()
