# parlando_add_module (NAME): builds Modules/NAME once as a static library from its JUCE-style module declaration.
#
# Read from the declaration block at the top of NAME/NAME.h:
#   dependencies:   the Parlando modules that it includes
#   linuxPackages:  pkg-config names
#   linuxLibs:      plain library names, also absolute paths that a CMake variable of that name holds

function (_parlando_declared out header key)
    file (STRINGS "${header}" line REGEX "^[ \t]*${key}:" LIMIT_COUNT 1)
    string (REGEX REPLACE "^[ \t]*${key}:[ \t]*" "" line "${line}")
    string (REGEX REPLACE "[ ,\t]+" ";" line "${line}")
    list (REMOVE_ITEM line "")
    set (${out} "${line}" PARENT_SCOPE)
endfunction()

function (parlando_add_module name)
    set (folder "${CMAKE_CURRENT_SOURCE_DIR}/${name}")
    set (header "${folder}/${name}.h")
    set_property (DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    _parlando_declared (dependencies "${header}" dependencies)
    _parlando_declared (packages "${header}" linuxPackages)
    _parlando_declared (libraries "${header}" linuxLibs)

    add_library (${name} STATIC "${folder}/${name}.cpp")
    target_include_directories (${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries (${name} PUBLIC ${dependencies} Threads::Threads PRIVATE parlando_warnings)

    foreach (package IN LISTS packages)
        if (NOT TARGET PkgConfig::${package})
            pkg_check_modules (${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
        endif()
        target_link_libraries (${name} PUBLIC PkgConfig::${package})
    endforeach()

    target_link_libraries (${name} PUBLIC ${libraries})
endfunction()
