#pragma once

#include <parlando_image/parlando_image.h>

#include <functional>
#include <memory>
#include <string>

namespace parlando
{

/** Reads pictures and makes them as the agent can use them (pictureForAgent()) on a thread of its own, which takes up
   to about a second for a large one, and hands them on in their order. Message thread. */
class PictureSender final
{
public:
    static constexpr std::size_t largestFile = 64 * 1024 * 1024; /**< Bytes; a camera's largest have about 30 MB. */
    static constexpr std::size_t mostWaiting = 16;

    struct Calls
    {
        std::function<void (ImageFile)> ready;     /**< Any thread. */
        std::function<void (std::string)> refused; /**< Any thread: why, and what to do. */
    };

    explicit PictureSender (Calls);

    ~PictureSender() { stop(); }

    PictureSender (const PictureSender&) = delete;
    PictureSender& operator= (const PictureSender&) = delete;

    /** The file of this path. Returns at once. */
    void send (std::string path);

    /** Nothing is called afterwards. Does not wait for what is read. */
    void stop();

private:
    struct Shared;
    std::shared_ptr<Shared> shared;
};

} // namespace parlando
