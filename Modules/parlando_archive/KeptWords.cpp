#include "KeptWords.h"

#include "ConversationFolder.h"
#include "DiskFolder.h"

#include <cstring>
#include <stdexcept>

namespace parlando
{

KeptWords readConversation (const std::string& folder)
{
    const auto path = folder + "/" + ConversationFolder::journalName;
    PiecesOfFile pieces (path);
    JournalReader reader;

    if (pieces.error() == ENOENT || pieces.error() == ENOTDIR)
        throw std::invalid_argument (folder +
                                     " holds no conversation; give a folder in which a conversation was kept.");

    for (auto piece = pieces.next(); piece; piece = pieces.next())
        reader.take (*piece);

    if (pieces.error() != 0)
        throw std::invalid_argument (path + " cannot be read (" + std::strerror (pieces.error()) +
                                     "); check its permissions and the disk.");

    return reader.finish();
}

} // namespace parlando
