# What `cmake --install` puts where, and what `cpack` makes of it.
#
#   cmake --install BUILD                      below the prefix (/usr/local), where every host looks for plugins
#   cmake -DPARLANDO_PLUGIN_FOLDERS=user ...   plugins into the person's own plugin folders instead

set (PARLANDO_PLUGIN_FOLDERS system CACHE STRING "Whose plugin folders the bundles are installed to: system or user")
set_property (CACHE PARLANDO_PLUGIN_FOLDERS PROPERTY STRINGS system user)

include (GNUInstallDirs)

if (NOT PARLANDO_PLUGIN_FOLDERS MATCHES "^(system|user)$")
    message (FATAL_ERROR "PARLANDO_PLUGIN_FOLDERS is '${PARLANDO_PLUGIN_FOLDERS}'; take system or user")
endif()

if (APPLE)
    set (plug_ins "/Library/Audio/Plug-Ins")
    if (PARLANDO_PLUGIN_FOLDERS STREQUAL user)
        set (plug_ins "$ENV{HOME}${plug_ins}")
    endif()
    set (folder_VST3 "${plug_ins}/VST3")
    set (folder_LV2 "${plug_ins}/LV2")
    set (folder_AU "${plug_ins}/Components")
elseif (WIN32)
    file (TO_CMAKE_PATH "$ENV{CommonProgramFiles}" common)
    file (TO_CMAKE_PATH "$ENV{LOCALAPPDATA}/Programs/Common" own)
    set (folder_VST3 "${common}/VST3")
    set (folder_LV2 "${common}/LV2")
    if (PARLANDO_PLUGIN_FOLDERS STREQUAL user)
        set (folder_VST3 "${own}/VST3")
        set (folder_LV2 "$ENV{APPDATA}/LV2")
    endif()
elseif (PARLANDO_PLUGIN_FOLDERS STREQUAL user)
    set (folder_VST3 "$ENV{HOME}/.vst3")
    set (folder_LV2 "$ENV{HOME}/.lv2")
else()
    set (folder_VST3 lib/vst3)
    set (folder_LV2 lib/lv2)
endif()

foreach (format IN ITEMS VST3 LV2 AU)
    if (TARGET Parlando_${format})
        if (format STREQUAL LV2)
            set (bundle "$<TARGET_FILE_DIR:Parlando_LV2>")
        else()
            get_target_property (bundle Parlando_${format} JUCE_PLUGIN_ARTEFACT_FILE)
        endif()

        install (DIRECTORY "${bundle}" DESTINATION "${folder_${format}}" USE_SOURCE_PERMISSIONS)

        # Of a directory CMake does not strip what is in it.
        if (UNIX AND NOT APPLE)
            install (CODE "
                get_filename_component (folder \"${folder_${format}}\" ABSOLUTE BASE_DIR \"\${CMAKE_INSTALL_PREFIX}\")
                if (CMAKE_INSTALL_DO_STRIP)
                    file (GLOB_RECURSE binaries \"\$ENV{DESTDIR}\${folder}/Parlando.*/*.so\"
                        \"\$ENV{DESTDIR}\${folder}/Parlando.*/parlando-rehearsal\")
                    foreach (binary IN LISTS binaries)
                        execute_process (COMMAND \"${CMAKE_STRIP}\" --strip-unneeded \"\${binary}\")
                    endforeach()
                endif()")
        endif()
    endif()
endforeach()

if (TARGET ParlandoApp)
    install (TARGETS ParlandoApp RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" BUNDLE DESTINATION .)
    if (UNIX AND NOT APPLE)
        install (FILES "${PROJECT_SOURCE_DIR}/Assets/parlando.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    endif()
endif()

foreach (program IN ITEMS parlando parlando-rehearsal)
    if (TARGET ${program})
        install (TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()

install (FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set (CPACK_PACKAGE_NAME parlando)
set (CPACK_PACKAGE_VENDOR Parlando)
set (CPACK_PACKAGE_CONTACT "The developers of Parlando <developers@parlando.invalid>")
set (CPACK_PACKAGE_DESCRIPTION_SUMMARY "A live Gemini conversation on a track: plugins, app and command line")
set (CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set (CPACK_PACKAGE_FILE_NAME "parlando-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set (CPACK_STRIP_FILES ON)

if (APPLE)
    set (CPACK_GENERATOR productbuild TGZ)
    set (CPACK_SET_DESTDIR ON)
elseif (WIN32)
    set (CPACK_GENERATOR NSIS ZIP)
else()
    set (CPACK_GENERATOR DEB TGZ)
    set (CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set (CPACK_DEBIAN_PACKAGE_SECTION sound)
    set (CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set (CPACK_DEBIAN_PACKAGE_RECOMMENDS "pocketsphinx-en-us, ca-certificates")
    set (CPACK_PACKAGING_INSTALL_PREFIX /usr)
endif()

include (CPack)
