#include "TurnExecutor.h"

#include <boost/asio/post.hpp>

namespace parlando
{

TurnQueue::TurnQueue (boost::asio::execution_context& context) : boost::asio::execution_context::service (context) {}

void TurnQueue::scheduleTurn()
{
    if (! std::exchange (hasTurn, true))
        boost::asio::post (static_cast<boost::asio::io_context&> (context()), [this] { takeTurn(); });
}

void TurnQueue::takeTurn()
{
    // After so many, some 100 us, the loop looks for other work.
    constexpr int stepsInTurn = 64;

    for (int i = 0; i < stepsInTurn && ! steps.empty(); ++i)
    {
        const auto step = std::move (steps.front());
        steps.pop_front();
        step->run();
    }

    hasTurn = false;

    if (! steps.empty())
        scheduleTurn();
}

} // namespace parlando
