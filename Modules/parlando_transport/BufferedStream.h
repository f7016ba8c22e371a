#pragma once

#include "EventLoop.h"
#include "FrameWatch.h"
#include "Line.h"
#include "TurnExecutor.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>

#include <memory>
#include <vector>

namespace parlando
{

/** The bytes below Beast's WebSocket: a line with a buffer each way. Session thread.

    Reads ahead 64 kB, so that one system call serves many small messages. Takes every write at once and sends what came
    together in one system call; whoever writes watches queuedBytes(). A failed write is not reported: what the other
    side still said is read first, and then the reading fails too.

    Beast asks for these names and signatures (AsyncStream). Private to the transport: it shows Boost.
*/
class BufferedStream
{
public:
    /** Beast's steps are many and short. */
    using executor_type = TurnExecutor;

    using Error = boost::system::error_code;

    struct Owner
    {
        virtual ~Owner() = default;

        /** What was queued is with the kernel. */
        virtual void streamDrained() = 0;

        /** The other side's close frame came, or Beast closes: from here on it must not take long. Once. */
        virtual void streamEnding() = 0;

        /** Held by pending system calls, which write into the stream's buffers. */
        virtual std::shared_ptr<void> keepAlive() = 0;
    };

    BufferedStream (boost::asio::io_context&, Owner&);

    executor_type get_executor() const noexcept { return executor; }

    /** Takes a line over that stands; before it nothing can be read or written. */
    void adopt (std::unique_ptr<Line> made) { line = std::move (made); }

    const FrameWatch& frames() const noexcept { return watch; }

    /** When the last system call that read something returned. */
    Instant lastArrival() const noexcept { return arrival; }

    /** Not with the kernel yet. */
    std::size_t queuedBytes() const noexcept { return outgoing.size() + leaving.size(); }

    /** All that was ever written into the stream. */
    std::uint64_t takenBytes() const noexcept { return taken; }

    /** At once; what is pending fails. */
    void close() noexcept;

    template <typename Buffers, typename Token>
    auto async_read_some (const Buffers& buffers, Token&& token)
    {
        return boost::asio::async_initiate<Token, void (Error, std::size_t)> (
            [this] (auto&& completion, const Buffers& space)
            {
                using Completion = std::decay_t<decltype (completion)>;

                if (unread.empty() && ! readError && boost::asio::buffer_size (space) > 0)
                {
                    waiting = std::make_unique<WaitingRead<Buffers, Completion>> (
                        space, std::forward<decltype (completion)> (completion));
                    return readMore();
                }

                const auto count = takeInto (space);
                complete (std::forward<decltype (completion)> (completion), count == 0 ? readError : Error(), count);
            },
            token, buffers);
    }

    template <typename Buffers, typename Token>
    auto async_write_some (const Buffers& buffers, Token&& token)
    {
        return boost::asio::async_initiate<Token, void (Error, std::size_t)> (
            [this] (auto&& completion, const Buffers& bytes)
            {
                for (auto piece = boost::asio::buffer_sequence_begin (bytes);
                     piece != boost::asio::buffer_sequence_end (bytes); ++piece)
                    append (boost::asio::const_buffer (*piece));

                complete (std::forward<decltype (completion)> (completion), Error(), boost::asio::buffer_size (bytes));
            },
            token, buffers);
    }

    /** Beast's teardown: when all is sent the socket is shut for writing and `completion` called. */
    template <typename Completion>
    friend void async_teardown (boost::beast::role_type, BufferedStream& stream, Completion&& completion)
    {
        stream.ending = std::make_unique<WaitingEnd<std::decay_t<Completion>>> (std::forward<Completion> (completion));
        stream.announceEnd();
        stream.scheduleWrite();
    }

    friend void beast_close_socket (BufferedStream& stream) { stream.close(); }

private:
    // Beast's pending operations, each of its own type, behind one.
    struct Waiting
    {
        virtual ~Waiting() = default;
        virtual void resume (BufferedStream&) = 0;
    };

    template <typename Buffers, typename Completion>
    struct WaitingRead final : Waiting
    {
        template <typename Given>
        WaitingRead (const Buffers& buffers, Given&& given) : space (buffers), completion (std::forward<Given> (given))
        {
        }

        void resume (BufferedStream& stream) override
        {
            const auto count = stream.takeInto (space);
            completion (count == 0 ? stream.readError : Error(), count);
        }

        Buffers space;
        Completion completion;
    };

    template <typename Completion>
    struct WaitingEnd final : Waiting
    {
        template <typename Given>
        explicit WaitingEnd (Given&& given) : completion (std::forward<Given> (given))
        {
        }

        void resume (BufferedStream&) override { completion (Error()); }

        Completion completion;
    };

    // An operation must not complete inside its initiating call.
    template <typename Completion>
    void complete (Completion&& completion, Error error, std::size_t count)
    {
        boost::asio::post (get_executor(), [done = std::forward<Completion> (completion), error, count]() mutable
                           { done (error, count); });
    }

    template <typename Buffers>
    std::size_t takeInto (const Buffers& space)
    {
        const auto count = boost::asio::buffer_copy (space, boost::asio::buffer (unread.data(), unread.size()));
        follow (count);
        return count;
    }

    void follow (std::size_t count);
    void readMore();
    void readDone (const Error&, std::size_t count);
    void append (boost::asio::const_buffer);
    void scheduleWrite();
    void flush();
    void startWrite();
    void writeDone (const Error&, std::size_t count);
    void finishWriting();
    void announceEnd();

    executor_type executor;
    std::unique_ptr<Line> line;
    Owner& owner;
    FrameWatch watch;

    std::vector<char> readAhead;
    std::string_view unread; // into readAhead
    Error readError;
    Instant arrival{};
    std::unique_ptr<Waiting> waiting, ending;

    std::string outgoing, leaving; // gathered; with the system call that is under way
    std::size_t gatheredBefore = 0;
    std::uint64_t taken = 0;
    bool isFlushing = false, isWriting = false, isBroken = false, isEndAnnounced = false;
};

} // namespace parlando
