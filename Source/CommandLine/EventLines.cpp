#include "EventLines.h"

#include <chrono>
#include <utility>

namespace parlando
{

namespace
{

constexpr auto writeEvery = std::chrono::milliseconds (20);

} // namespace

void EventLines::note (const SessionEvent& event, Instant now)
{
    put (toJson (event, now));

    if (! writing)
    {
        file.begin();
        writing.emplace (writeEvery, [this] { write(); });
    }
}

void EventLines::put (const nlohmann::json& json)
{
    const auto line = json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const std::lock_guard lock (mutex);

    if (waiting.size() + line.size() > mostWaiting)
        ++lost;
    else
        waiting += line;
}

void EventLines::write()
{
    std::unique_lock lock (mutex);
    auto lines = std::exchange (waiting, {});

    if (const auto left = std::exchange (lost, 0); left > 0)
        lines += nlohmann::json{{"event", "lost"}, {"count", left}}.dump() + "\n";

    lock.unlock();

    if (! lines.empty())
        file.append (lines);
}

void EventLines::finish()
{
    if (writing)
        writing->finish();
}

} // namespace parlando
