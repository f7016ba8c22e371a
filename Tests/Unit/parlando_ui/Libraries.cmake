# The editor is opened and closed while somebody talks.
if (TARGET parlando_rehearsal)
    list (APPEND oracles parlando_rehearsal)
endif()
