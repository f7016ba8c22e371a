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

# A plugin carries these inside itself, so that no other version in the host's process gets in its way, and it runs on
# machines that do not have them. Where there is no static archive the shared library is taken.
function (_parlando_carried out library)
    set (${out} ${library} PARENT_SCOPE)
    if (UNIX AND NOT APPLE AND library MATCHES "^(ssl|crypto|speexdsp)$")
        find_library (PARLANDO_STATIC_${library} NAMES lib${library}.a)
        if (PARLANDO_STATIC_${library})
            set (${out} "${PARLANDO_STATIC_${library}}" PARENT_SCOPE)
        endif()
    endif()
endfunction()

# Those that most sources of a module include.
function (_parlando_large_headers out juce dependencies)
    set (headers <algorithm> <functional> <optional> <string> <string_view> <vector>)
    if (dependencies MATCHES "parlando_(protocol|session|agent|plugin|automation)")
        list (APPEND headers <nlohmann/json.hpp>)
    endif()
    foreach (module IN LISTS juce)
        list (APPEND headers <${module}/${module}.h>)
    endforeach()
    set (${out} "${headers}" PARENT_SCOPE)
endfunction()

function (parlando_add_module name)
    set (header "${CMAKE_CURRENT_SOURCE_DIR}/${name}.h")
    set_property (DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    _parlando_declared (dependencies "${header}" dependencies)
    _parlando_declared (packages "${header}" linuxPackages)
    _parlando_declared (libraries "${header}" linuxLibs)

    set (juce ${dependencies})
    list (FILTER juce INCLUDE REGEX "^juce_")
    list (FILTER dependencies EXCLUDE REGEX "^juce_")

    if (ARGN)
        add_library (${name} STATIC ${ARGN})
        target_link_libraries (${name} PUBLIC ${dependencies} Threads::Threads PRIVATE parlando_warnings)
        target_include_directories (${name} PUBLIC "${PROJECT_SOURCE_DIR}/Modules")
        _parlando_large_headers (headers "${juce}" "${dependencies}")
        parlando_join_sources (${name} ${headers})
    else()
        add_library (${name} INTERFACE)
        target_link_libraries (${name} INTERFACE ${dependencies} Threads::Threads)
        target_include_directories (${name} INTERFACE "${PROJECT_SOURCE_DIR}/Modules")
    endif()

    if (juce)
        parlando_use_juce_headers (${name} PUBLIC)
    endif()

    foreach (package IN LISTS packages)
        _parlando_carried (carried ${package})
        if (NOT carried STREQUAL package)
            target_link_libraries (${name} PUBLIC "${carried}")
            continue()
        endif()
        if (NOT TARGET PkgConfig::${package})
            pkg_check_modules (${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
        endif()
        target_link_libraries (${name} PUBLIC PkgConfig::${package})
    endforeach()

    foreach (library IN LISTS libraries)
        _parlando_carried (carried ${library})
        target_link_libraries (${name} PUBLIC ${carried})
    endforeach()
endfunction()
