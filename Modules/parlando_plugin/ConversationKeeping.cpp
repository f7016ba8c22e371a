#include "ConversationKeeping.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace parlando
{
namespace
{

/** Of the message thread. */
constexpr auto forTheDisk = std::chrono::milliseconds (500);

} // namespace

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

    if (what != Keeps::nothing)
        return;

    const auto at = Instant::clock::now();
    stopRecording (at);
    usual = Keeps::nothing;
    keep (usual, at);
}

void ConversationKeeping::setPlace (const std::string& place) { change ({settings.what, place}); }

void ConversationKeeping::keep (Keeps what, Instant from)
{
    if (! isRunning || archive == nullptr || what == now)
        return;

    archive->setKeeps (what, from);
    now = what;
}

void ConversationKeeping::record (bool shouldRecord, Instant at)
{
    if (! shouldRecord)
    {
        stopRecording (at);
        return keep (usual, at);
    }

    if (isRunning && archive == nullptr)
        return teller ("This conversation is not kept any more: connect again to record.");

    if (isRecording)
        return;

    try
    {
        keep (Keeps::everything, at);
        isRecording = true;
        recordedFrom = at;
    }
    catch (const std::system_error&)
    {
        teller ("Nothing is recorded, as the system has no thread left for it: close what else runs, then try again.");
    }
}

/** When the conversation that runs began to be one. */
std::optional<Instant> ConversationKeeping::runsSince() const
{
    return isRunning && archive != nullptr ? archive->beganAt() : std::nullopt;
}

void ConversationKeeping::stopRecording (Instant at)
{
    recorded = recording (at).length;
    isRecording = false;
}

RecordingView ConversationKeeping::recording (Instant at) const
{
    using enum RecordingView::State;
    const auto began = runsSince();
    auto length = recorded;

    if (isRecording && began)
        length += std::max (Instant::duration{}, at - std::max (recordedFrom, *began));

    return {! isRecording ? off
            : began       ? running
                          : armed,
            length, isRecording && archive != nullptr ? archive->problem() : std::string()};
}

std::shared_ptr<ConversationArchive> ConversationKeeping::begin (Instant at)
{
    ended (at);
    archive.reset();
    recorded = {};
    isRunning = true;
    const auto place = view().place;

    if (place.empty())
        return nullptr;

    try
    {
        usual = settings.what;
        archive = std::make_shared<ConversationArchive> (usual, place, "Conversation", teller);
        now = usual;

        if (isRecording)
            keep (Keeps::everything, at);
    }
    catch (const std::exception&)
    {
        archive.reset();
        now = Keeps::nothing;
        isRecording = false;
        teller ("This conversation is not kept, as the system has no thread left for it: close what else runs, then "
                "connect again.");
    }

    return archive;
}

void ConversationKeeping::ended (Instant at)
{
    if (runsSince())
        stopRecording (at);

    isRunning = false;
    now = Keeps::nothing;

    if (archive != nullptr)
        archive->end();
}

void ConversationKeeping::deleteFolder()
{
    if (archive == nullptr)
        return;

    isRecording = false;
    recorded = {};
    now = Keeps::nothing;

    // Nothing may come into the folder any more.
    if (! archive->finish (forTheDisk))
        return teller ("The conversation cannot be deleted, as the disk does not answer: try again later.");

    const auto folder = std::exchange (archive, nullptr)->folder();

    try
    {
        if (! folder.empty())
            deleteOwnConversation (folder);
    }
    catch (const FolderError& problem)
    {
        teller (problem.what());
    }
}

KeepView ConversationKeeping::view() const
{
    const auto isUsual = settings.place.empty() || settings.place == usualPlace;
    return {settings.what, now, isUsual ? usualPlace : settings.place, isUsual,
            archive != nullptr ? archive->folder() : std::string()};
}

} // namespace parlando
