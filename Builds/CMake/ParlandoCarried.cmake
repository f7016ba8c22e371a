# A plugin carries these inside itself, so that no other version in the host's process gets in its way, and it runs on
# machines that do not have them. Where there is no static archive the shared library is taken, and so is libpng: Debian's
# archive of it cannot go into a shared library, and it has the same name everywhere.
set (PARLANDO_CARRIED "^(ssl|crypto|speexdsp|webrtc_audio_processing|jpeg|z|zstd|utf8proc|FLAC|ogg)$")

# Of libebur128 Debian has no static archive: it is built of its author's sources, where Builds/setup put them.
set (PARLANDO_EBUR128 "${PROJECT_SOURCE_DIR}/Builds/External/ebur128")

function (_parlando_add_ebur128)
    if (TARGET parlando_ebur128)
        return()
    endif()
    add_library (parlando_ebur128 STATIC "${PARLANDO_EBUR128}/ebur128/ebur128.c")
    set_target_properties (parlando_ebur128 PROPERTIES C_VISIBILITY_PRESET hidden)
    target_include_directories (parlando_ebur128 SYSTEM INTERFACE "${PARLANDO_EBUR128}/ebur128"
        PRIVATE "${PARLANDO_EBUR128}/ebur128/queue")
    if (MSVC)
        target_compile_definitions (parlando_ebur128 PRIVATE _USE_MATH_DEFINES)
    else()
        target_compile_options (parlando_ebur128 PRIVATE -w)
        target_link_libraries (parlando_ebur128 INTERFACE m)
    endif()
endfunction()

# parlando_carried (OUT library): the static archive of a library that is carried, or the library as it is.
function (parlando_carried out library)
    set (${out} ${library} PARENT_SCOPE)
    if (library STREQUAL libebur128 AND EXISTS "${PARLANDO_EBUR128}/.complete")
        _parlando_add_ebur128()
        set (${out} parlando_ebur128 PARENT_SCOPE)
    elseif (UNIX AND NOT APPLE AND library MATCHES "${PARLANDO_CARRIED}")
        find_library (PARLANDO_STATIC_${library} NAMES lib${library}.a)
        if (PARLANDO_STATIC_${library})
            set (${out} "${PARLANDO_STATIC_${library}}" PARENT_SCOPE)
        endif()
    endif()
endfunction()

# What a static OpenSSL needs itself differs from one system to the next: its own package says it.
function (_parlando_behind_openssl out)
    pkg_check_modules (PARLANDO_OPENSSL QUIET libcrypto)
    set (libraries ${PARLANDO_OPENSSL_STATIC_LIBRARIES})
    list (REMOVE_ITEM libraries ssl crypto)
    list (FILTER libraries EXCLUDE REGEX "pthread")
    list (REMOVE_DUPLICATES libraries)
    set (found "")
    foreach (library IN LISTS libraries)
        parlando_carried (carried ${library})
        list (APPEND found ${carried})
    endforeach()
    set (${out} "${found}" PARENT_SCOPE)
endfunction()

# parlando_link_carried (target libraries...)
function (parlando_link_carried target scope)
    foreach (library IN LISTS ARGN)
        parlando_carried (carried ${library})
        target_link_libraries (${target} ${scope} ${carried})
        if (library STREQUAL crypto AND NOT carried STREQUAL crypto)
            _parlando_behind_openssl (behind)
            target_link_libraries (${target} ${scope} ${behind})
        endif()
    endforeach()
endfunction()

# parlando_image_libraries: what JUCE reads pictures with where it is stripped of its own copies.
function (parlando_add_image_libraries)
    if (TARGET parlando_image_libraries OR NOT UNIX OR APPLE)
        return()
    endif()
    add_library (parlando_image_libraries INTERFACE)
    parlando_link_carried (parlando_image_libraries INTERFACE png16 jpeg z m)

    # Debian's JUCE links the shared ones into every plugin and program by itself.
    if (TARGET juce::pkgconfig_JUCE_IMG_LINUX_DEPS)
        get_target_property (real juce::pkgconfig_JUCE_IMG_LINUX_DEPS ALIASED_TARGET)
        if (NOT real)
            set (real juce::pkgconfig_JUCE_IMG_LINUX_DEPS)
        endif()
        get_target_property (carried parlando_image_libraries INTERFACE_LINK_LIBRARIES)
        set_target_properties (${real} PROPERTIES INTERFACE_LINK_LIBRARIES "${carried}")
    endif()
endfunction()
