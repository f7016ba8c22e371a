#include "KeptTalk.h"

#include "CommandLineError.h"
#include "StandardStreams.h"

#include <filesystem>
#include <stdexcept>
#include <utility>

namespace parlando
{

KeptTalk::KeptTalk (const TalkOptions& talkOptions) : options (talkOptions)
{
    const auto goesOnThere = ! options.history.empty() && isFolder (options.history);

    if (goesOnThere && ! options.keep.empty())
        throw UsageError ("--history: " + options.history +
                          " is a folder, and the conversation goes on in it; leave out --keep.");

    if (options.keepWhat && options.keep.empty() && ! goesOnThere)
        throw UsageError ("--keep-what says what is kept in a folder; give --keep FOLDER as well.");

    if (options.keepWire && options.keep.empty() && ! goesOnThere)
        throw UsageError ("--keep-wire keeps its record in the conversation's folder; give --keep FOLDER as well.");

    if (! goesOnThere)
        return;

    try
    {
        there.emplace (ConversationFolder::open (options.history));
        words = readConversation (options.history);
    }
    catch (const FolderError& problem)
    {
        throw UsageError ("--history: " + std::string (problem.what()));
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError ("--history: " + options.history + ": " + problem.what());
    }
}

std::shared_ptr<ConversationArchive> KeptTalk::makeArchive (const Redactor& redactor,
                                                            ConversationArchive::Teller teller)
{
    const auto keeps = options.keepWhat.value_or (Keeps::wordsAndVoice);

    if (there)
        return std::make_shared<ConversationArchive> (keeps, std::move (*there), words, std::move (teller));

    return std::make_shared<ConversationArchive> (keeps, options.keep, title (redactor), std::move (teller));
}

std::string KeptTalk::title (const Redactor& redactor) const
{
    if (! options.texts.empty())
        return redactor.redactSecrets (options.texts.front());

    if (! options.input.empty() && ! isStandardInput (options.input))
        return std::filesystem::path (options.input).stem().string();

    return "Conversation";
}

} // namespace parlando
