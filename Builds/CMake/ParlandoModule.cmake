# parlando_add_module (NAME sources...): builds Modules/NAME, whose CMakeLists.txt calls it, once as a static library.
#
# Read from the JUCE-style declaration block at the top of NAME/NAME.h:
#   dependencies:   the Parlando modules that it includes, and JUCE's: of those only the headers, whoever links the
#                   module brings their code
#   linuxPackages:  pkg-config names
#   linuxLibs:      plain library names, also absolute paths that a CMake variable of that name holds

function (_parlando_declared out header key)
    file (STRINGS "${header}" line REGEX "^[ \t]*${key}:" LIMIT_COUNT 1)
    string (REGEX REPLACE "^[ \t]*${key}:[ \t]*" "" line "${line}")
    string (REGEX REPLACE "[ ,\t]+" ";" line "${line}")
    list (REMOVE_ITEM line "")
    set (${out} "${line}" PARENT_SCOPE)
endfunction()

# Those that most sources of a module include.
function (_parlando_large_headers out juce dependencies)
    set (headers <algorithm> <functional> <optional> <string> <string_view> <vector>)
    if (dependencies MATCHES "parlando_(provider|gemini|session|agent|plugin|automation)")
        list (APPEND headers <nlohmann/json.hpp>)
    endif()
    foreach (module IN LISTS juce)
        list (APPEND headers <${module}/${module}.h>)
    endforeach()
    set (${out} "${headers}" PARENT_SCOPE)
endfunction()

# What a module includes it must have declared: else the order of the modules would be a matter of luck.
function (_parlando_check_includes name declared)
    file (GLOB sources "${CMAKE_CURRENT_SOURCE_DIR}/*.h" "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")

    foreach (source IN LISTS sources)
        file (STRINGS "${source}" includes REGEX "^#include <parlando_[a-z]+/")
        foreach (include IN LISTS includes)
            string (REGEX REPLACE "^#include <(parlando_[a-z]+)/.*" "\\1" module "${include}")
            if (NOT module IN_LIST declared)
                cmake_path (GET source FILENAME file)
                message (FATAL_ERROR "${name}/${file} includes ${module}: add it to the dependencies in ${name}.h, "
                                     "if it stands below, or move the code.")
            endif()
        endforeach()
    endforeach()
endfunction()

function (parlando_add_module name)
    set (header "${CMAKE_CURRENT_SOURCE_DIR}/${name}.h")
    set_property (DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    _parlando_declared (dependencies "${header}" dependencies)
    _parlando_check_includes (${name} "${dependencies}")
    _parlando_declared (packages "${header}" linuxPackages)
    _parlando_declared (libraries "${header}" linuxLibs)

    set (juce ${dependencies})
    list (FILTER juce INCLUDE REGEX "^juce_")
    list (FILTER dependencies EXCLUDE REGEX "^juce_")

    set (scope PUBLIC)

    if (ARGN)
        add_library (${name} STATIC ${ARGN})
        target_link_libraries (${name} PUBLIC ${dependencies} Threads::Threads PRIVATE parlando_warnings)
        target_include_directories (${name} PUBLIC "${PROJECT_SOURCE_DIR}/Modules")
        _parlando_large_headers (headers "${juce}" "${dependencies}")
        parlando_join_sources (${name} ${headers})
    else()
        set (scope INTERFACE)
        add_library (${name} INTERFACE)
        target_link_libraries (${name} INTERFACE ${dependencies} Threads::Threads)
        target_include_directories (${name} INTERFACE "${PROJECT_SOURCE_DIR}/Modules")
    endif()

    if (juce)
        parlando_use_juce_headers (${name} PUBLIC)
    endif()

    foreach (package IN LISTS packages)
        parlando_carried (carried ${package})
        if (NOT carried STREQUAL package)
            target_link_libraries (${name} ${scope} "${carried}")
            continue()
        endif()
        if (NOT TARGET PkgConfig::${package})
            pkg_check_modules (${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
        endif()
        target_link_libraries (${name} ${scope} PkgConfig::${package})
    endforeach()

    parlando_link_carried (${name} ${scope} ${libraries})
endfunction()
