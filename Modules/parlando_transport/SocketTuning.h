#pragma once

namespace parlando
{

/** What every connection wants of TCP: no waiting for more before small messages leave, and a dead line found in about
   a minute without WebSocket pings, whose answers come late from a busy service (C11). */
void tuneSocket (int socket) noexcept;

} // namespace parlando
