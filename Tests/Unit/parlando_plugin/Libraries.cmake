# Keys are checked by the rehearsal service.
if (TARGET parlando_rehearsal)
    list (APPEND oracles parlando_rehearsal)
endif()
