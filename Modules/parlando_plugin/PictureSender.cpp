#include "PictureSender.h"

#include <parlando_realtime/parlando_realtime.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace parlando
{

namespace
{

ImageFile pictureOf (const std::string& path)
{
    const auto name = std::filesystem::path (path).filename().string();
    std::error_code problem;
    const auto size = std::filesystem::file_size (path, problem);

    if (problem)
        throw std::runtime_error (name + " cannot be read.");

    if (size > PictureSender::largestFile)
        throw std::runtime_error (name + " is larger than 64 MB; make it smaller (1024 pixels are enough).");

    ImageFile bytes (static_cast<std::size_t> (size));

    if (! std::ifstream (path, std::ios::binary)
              .read (reinterpret_cast<char*> (bytes.data()), static_cast<std::streamsize> (size)))
        throw std::runtime_error (name + " cannot be read.");

    if (imageTypeOf (bytes).empty())
        throw std::runtime_error (name + " is neither JPEG nor PNG; convert it.");

    auto picture = pictureForAgent (bytes);

    if (! picture)
        throw std::runtime_error (name + " is broken; save it anew.");

    return std::move (*picture);
}

} // namespace

/** Outlives the sender for as long as a picture is read. */
struct PictureSender::Shared
{
    std::mutex mutex;
    Calls calls;
    std::deque<std::string> paths;
    bool isRunning = false; // a thread, which ends when nothing waits

    /** The path that is next; nothing ends the thread. */
    std::optional<std::string> next()
    {
        const std::lock_guard lock (mutex);
        isRunning = ! paths.empty();

        if (! isRunning)
            return {};

        auto path = std::move (paths.front());
        paths.pop_front();
        return path;
    }

    void sendAll()
    {
        while (const auto path = next())
        {
            try
            {
                hand (pictureOf (*path));
            }
            catch (const std::exception& problem)
            {
                refuse (dynamic_cast<const std::bad_alloc*> (&problem) != nullptr
                            ? "There is not enough memory for the picture; make it smaller (1024 pixels are enough)."
                            : problem.what());
            }
        }
    }

    void hand (ImageFile picture)
    {
        const std::lock_guard lock (mutex);

        if (calls.ready)
            calls.ready (std::move (picture));
    }

    void refuse (const std::string& why)
    {
        const std::lock_guard lock (mutex);

        if (calls.refused)
            calls.refused (why);
    }

    void giveUp()
    {
        const std::lock_guard lock (mutex);
        isRunning = false;
        paths.clear();
    }

    /** False where too many wait. `begins`: it needs a thread. */
    bool add (std::string path, bool& begins)
    {
        const std::lock_guard lock (mutex);

        if (paths.size() >= mostWaiting)
            return false;

        paths.push_back (std::move (path));
        begins = ! std::exchange (isRunning, true);
        return true;
    }
};

PictureSender::PictureSender (Calls calls) : shared (std::make_shared<Shared>()) { shared->calls = std::move (calls); }

void PictureSender::stop()
{
    const std::lock_guard lock (shared->mutex);
    shared->calls = {};
    shared->paths.clear();
}

void PictureSender::send (std::string path)
{
    auto begins = false;

    if (! shared->add (std::move (path), begins))
        return shared->refuse ("16 pictures wait already; wait until they have left, one a second.");

    if (! begins)
        return;

    try
    {
        keepModuleLoaded();
        std::thread ([state = shared] { state->sendAll(); }).detach();
    }
    catch (const std::system_error&)
    {
        shared->giveUp();
        shared->refuse ("The system gives no thread for the picture; close something and drop it again.");
    }
}

} // namespace parlando
