# parlando_juce_settings: how every Parlando target sees JUCE's headers. The settings must be the same wherever JUCE's
# modules are compiled that end up in one program.

function (parlando_add_juce_settings)
    if (TARGET parlando_juce_settings)
        return()
    endif()

    add_library (parlando_juce_settings INTERFACE)
    target_compile_definitions (parlando_juce_settings INTERFACE
        JUCE_GLOBAL_MODULE_SETTINGS_INCLUDED=1
        JUCE_USE_CURL=0
        JUCE_WEB_BROWSER=0
        JUCE_USE_FLAC=0
        JUCE_USE_OGGVORBIS=0
        JUCE_ALSA=1
        JUCE_JACK=1
        JUCE_JACK_CLIENT_NAME="Parlando"
        JUCE_DISPLAY_SPLASH_SCREEN=0
        JUCE_REPORT_APP_USAGE=0
        $<$<CONFIG:Debug>:DEBUG=1>
        $<$<NOT:$<CONFIG:Debug>>:NDEBUG=1>)

    # Debian's JUCE is stripped of its own codecs; where it is not, linking the system's is harmless.
    if (UNIX AND NOT APPLE)
        parlando_add_image_libraries()
        pkg_check_modules (alsa REQUIRED IMPORTED_TARGET GLOBAL alsa)
        parlando_link_carried (parlando_juce_settings INTERFACE z)
        target_link_libraries (parlando_juce_settings INTERFACE PkgConfig::alsa ${CMAKE_DL_LIBS} rt)
    endif()
endfunction()

# Lets a target of our own include the headers of the modules that the plugin compiles, as a system's.
function (parlando_use_juce_headers target scope)
    foreach (module IN ITEMS core events data_structures graphics gui_basics gui_extra
             audio_basics audio_devices audio_formats audio_processors audio_utils)
        target_compile_definitions (${target} ${scope} JUCE_MODULE_AVAILABLE_juce_${module}=1)
    endforeach()

    get_target_property (folder juce::juce_core INTERFACE_JUCE_MODULE_PATH)
    target_include_directories (${target} SYSTEM ${scope} "${folder}")
    target_link_libraries (${target} ${scope} parlando_juce_settings)

    # Clang 22 reads templates that nobody uses, and JUCE before 8.0.9 has one that is wrong (AudioPluginInstance).
    target_compile_options (${target} ${scope} "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fdelayed-template-parsing;-Wno-delayed-template-parsing-in-cxx20>")
endfunction()

# For a target that compiles JUCE's modules: its windows leave the locale of the process, which is the host's, as it is.
function (parlando_keep_locale target)
    if (CMAKE_SYSTEM_NAME STREQUAL "Linux")
        get_target_property (folder juce::juce_core INTERFACE_JUCE_MODULE_PATH)
        set (header "${PROJECT_SOURCE_DIR}/Builds/CMake/JuceLocale.h")
        set_source_files_properties ("${folder}/juce_core/juce_core.cpp" TARGET_DIRECTORY ${target}
            PROPERTIES COMPILE_OPTIONS "-include;${header}" OBJECT_DEPENDS "${header}")
    endif()
endfunction()

# A static library of JUCE's code for processors, for tests that run beside the plugins: without warnings, debug
# information or optimisation.
function (parlando_add_juce_processors target)
    add_library (${target} STATIC)
    target_link_libraries (${target} PRIVATE juce::juce_audio_processors PUBLIC parlando_juce_settings)
    target_compile_options (${target} PRIVATE -w -g0 -O0 "$<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fdelayed-template-parsing;-Wno-delayed-template-parsing-in-cxx20>")
    parlando_use_juce_headers (${target} INTERFACE)
    parlando_keep_locale (${target})

    if (UNIX AND NOT APPLE)
        target_link_libraries (${target} PUBLIC parlando_image_libraries)
    endif()
endfunction()
