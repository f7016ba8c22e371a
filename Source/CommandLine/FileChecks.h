#pragma once

#include "TalkOptions.h"

namespace parlando
{

/** Throws UsageError unless all files that the options name can be what they are to be, before anything is connected:
    each output can be written, none is written over another file of the options, and standard input and output have
    one use each. Leaves no trace. */
void requireUsableFiles (const TalkOptions&);

} // namespace parlando
