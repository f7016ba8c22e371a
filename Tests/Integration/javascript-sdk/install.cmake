# cmake -DSOURCE=... -DTARGET=... -DNPM=... -P install.cmake: the SDK and the test in TARGET, so that the sources stay
# clean. Does nothing when what is installed is what the lock file names.

file (COPY "${SOURCE}/package.json" "${SOURCE}/package-lock.json" "${SOURCE}/.npmrc" "${SOURCE}/conversation.mjs"
      DESTINATION "${TARGET}")
file (SHA256 "${SOURCE}/package-lock.json" wanted)
set (stamp "${TARGET}/node_modules/.installed")
set (installed "")
if (EXISTS "${stamp}")
    file (READ "${stamp}" installed)
endif()
if (installed STREQUAL wanted)
    return()
endif()

execute_process (COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY "${TARGET}"
                 RESULT_VARIABLE result)
if (NOT result EQUAL 0)
    message (NOTICE "npm could not install @google/genai: see its messages above; it needs the npm registry.")
    return() # the test says that it is skipped
endif()
file (WRITE "${stamp}" "${wanted}")
