#include "ConversationKeeping.h"

#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace parlando
{

void ConversationKeeping::use (KeepSettings chosen, std::string keptIn)
{
    settings = std::move (chosen);
    file = std::move (keptIn);
    usualPlace = KeepSettings::usualPlace();
}

void ConversationKeeping::useFile (const std::string& keptIn)
{
    try
    {
        use (KeepSettings::load (keptIn), keptIn);
    }
    catch (const std::invalid_argument& broken)
    {
        use ({Keeps::nothing, {}}, keptIn);
        teller (broken.what());
    }
}

void ConversationKeeping::change (KeepSettings chosen)
{
    settings = std::move (chosen);

    try
    {
        settings.save (file);
    }
    catch (const std::runtime_error& problem)
    {
        teller (problem.what()); // it counts for this instance all the same
    }
}

void ConversationKeeping::setWhat (Keeps what)
{
    change ({what, settings.place});

    if (what == Keeps::nothing)
        ended();
}

void ConversationKeeping::setPlace (const std::string& place) { change ({settings.what, place}); }

std::shared_ptr<ConversationArchive> ConversationKeeping::begin()
{
    ended();
    archive.reset();
    now = settings.what;

    if (now == Keeps::nothing)
        return nullptr;

    try
    {
        archive = std::make_shared<ConversationArchive> (now, view().place, "Conversation", teller);
    }
    catch (const std::exception&)
    {
        now = Keeps::nothing;
        teller ("This conversation is not kept, as the system has no thread left for it: close what else runs, then "
                "connect again.");
    }

    return archive;
}

void ConversationKeeping::ended()
{
    now = Keeps::nothing;

    if (archive != nullptr)
        archive->end();
}

void ConversationKeeping::deleteFolder()
{
    if (archive == nullptr)
        return;

    now = Keeps::nothing;
    archive->finish(); // nothing may come into the folder any more
    const auto folder = std::exchange (archive, nullptr)->folder();
    std::error_code problem;

    if (! folder.empty() && (std::filesystem::remove_all (folder, problem), problem))
        teller (folder + " cannot be deleted (" + problem.message() + "): delete it in your file manager.");
}

KeepView ConversationKeeping::view() const
{
    const auto isUsual = settings.place.empty() || settings.place == usualPlace;
    return {settings.what, now, isUsual ? usualPlace : settings.place, isUsual,
            archive != nullptr ? archive->folder() : std::string()};
}

} // namespace parlando
