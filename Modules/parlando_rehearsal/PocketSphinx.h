#pragma once

#include <sphinxbase/ckd_alloc.h>
#include <sphinxbase/cmd_ln.h>

#include <cstddef>
#include <cstdint>

/** The part of pocketsphinx's C interface that is used here. Its own header includes others by bare names, from a
   folder that Debian's pkg-config file gives together with one that does not exist, which CMake refuses. */
extern "C"
{
    struct ps_decoder_s;
    using ps_decoder_t = ps_decoder_s;

    const arg_t* ps_args (void);
    ps_decoder_t* ps_init (cmd_ln_t*);
    int ps_free (ps_decoder_t*);
    int ps_set_lm_file (ps_decoder_t*, const char* name, const char* path);
    int ps_set_jsgf_string (ps_decoder_t*, const char* name, const char* grammar);
    int ps_set_search (ps_decoder_t*, const char* name);
    int ps_start_utt (ps_decoder_t*);
    int ps_end_utt (ps_decoder_t*);
    int ps_process_raw (ps_decoder_t*, const std::int16_t* samples, std::size_t count, int withoutSearch, int isWhole);
    const char* ps_get_hyp (ps_decoder_t*, std::int32_t* score);
    char* ps_lookup_word (ps_decoder_t*, const char* word);
}
