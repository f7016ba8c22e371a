#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace parlando
{

/** Things that one thread at a time calls in turn, while any thread adds and removes some. Not for the audio thread.

    Nothing is called, made or destroyed under a lock. Who adds waits for no call; who removes waits for a call of what
    is removed, and of nothing else.
*/
template <typename Item>
class CallList
{
public:
    /** Names what was added for good; Id() names nothing. */
    enum class Id : std::uint64_t
    {
    };

    /** Makes an Item of the arguments, the last in the order. One that is added during call() has its turn in the next.
     */
    template <typename... Arguments>
    Id add (Arguments&&... arguments)
    {
        auto made = std::make_shared<Entry> (std::forward<Arguments> (arguments)...);
        const std::lock_guard lock (mutex);
        made->id = newest = Id (std::uint64_t (newest) + 1);
        entries.push_back (std::move (made));
        return newest;
    }

    /** From here on it is not called any more. From another thread than the calling one: nor does it run any more, so
        this must not wait for what the item itself waits for. What is not there is ignored. */
    void remove (Id id)
    {
        std::shared_ptr<Entry> removed; // goes after the lock
        std::unique_lock lock (mutex);

        if (const auto found = find (id); found != entries.end())
        {
            removed = std::move (*found);
            entries.erase (found);
        }

        returned.wait (lock, [&] { return running != id || caller == std::this_thread::get_id(); });
    }

    bool has (Id id) const
    {
        const std::lock_guard lock (mutex);
        return find (id) != entries.end();
    }

    /** Calls apply (Item&), under the lock, unless the item is gone. */
    template <typename Change>
    void change (Id id, Change&& apply)
    {
        const std::lock_guard lock (mutex);

        if (const auto found = find (id); found != entries.end())
            apply ((*found)->item);
    }

    /** Calls each (Id, Item&) for all in the order of adding, whatever one of them throws; the first exception is
        thrown at the end. `each` may add, and remove any. */
    template <typename Each>
    void call (Each&& each)
    {
        std::exception_ptr thrown;
        Id id{};

        for (const auto last = newestId(); auto entry = begin (id, last);)
        {
            id = entry->id;

            try
            {
                each (id, entry->item);
            }
            catch (...)
            {
                thrown = thrown ? thrown : std::current_exception();
            }

            entry.reset(); // a removed one: before its remover goes on
            end();
        }

        if (thrown)
            std::rethrow_exception (thrown);
    }

private:
    struct Entry
    {
        template <typename... Arguments>
        explicit Entry (Arguments&&... arguments) : item (std::forward<Arguments> (arguments)...)
        {
        }

        Id id{};
        Item item;
    };

    auto find (Id id) const
    {
        return std::find_if (entries.begin(), entries.end(), [id] (const auto& entry) { return entry->id == id; });
    }

    Id newestId() const
    {
        const std::lock_guard lock (mutex);
        return newest;
    }

    /** The one behind `previous`, which runs from here on; null where there is none up to `last`. */
    std::shared_ptr<Entry> begin (Id previous, Id last)
    {
        const std::lock_guard lock (mutex);
        const auto next =
            std::find_if (entries.begin(), entries.end(), [&] (const auto& entry) { return entry->id > previous; });

        if (next == entries.end() || (*next)->id > last)
            return nullptr;

        running = (*next)->id;
        caller = std::this_thread::get_id();
        return *next;
    }

    void end()
    {
        {
            const std::lock_guard lock (mutex);
            running = Id();
        }

        returned.notify_all();
    }

    mutable std::mutex mutex;
    std::condition_variable returned;
    std::vector<std::shared_ptr<Entry>> entries; // by id
    Id newest{}, running{};
    std::thread::id caller;
};

} // namespace parlando
