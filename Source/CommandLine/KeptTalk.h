#pragma once

#include "TalkOptions.h"

#include <parlando_archive/parlando_archive.h>
#include <parlando_auth/parlando_auth.h>

#include <memory>
#include <optional>
#include <string>

namespace parlando
{

/** The folder that --keep is to make, or that --history goes on with; the latter is locked for as long as this lives,
   or its archive. Main thread. */
class KeptTalk
{
public:
    /** Reads what there is to go on with. Throws UsageError. */
    explicit KeptTalk (const TalkOptions&);

    bool isWanted() const noexcept { return ! options.keep.empty() || there; }

    /** --history names a folder, and not a file. */
    bool goesOn() const noexcept { return there.has_value(); }

    /** What it goes on with. */
    const KeptWords& earlier() const noexcept { return words; }

    /** Once: what keeps the conversation. The new folder's name is made of the first typed turn, without secrets, or of
        the input file's name. */
    std::shared_ptr<ConversationArchive> makeArchive (const Redactor&, ConversationArchive::Teller);

private:
    std::string title (const Redactor&) const;

    const TalkOptions& options;
    std::optional<ConversationFolder> there;
    KeptWords words;
};

} // namespace parlando
