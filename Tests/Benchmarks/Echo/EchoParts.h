#pragma once

namespace parlando::benchmarks
{

// The parts of benchmark-echo. `isLong`: with all cases, and as long as the figures in docs/loudspeakers.md took.

void measureCost();
void measureRooms (bool isLong);
void measureCancellers (bool isLong);
void measureOnsets (bool isLong);
void measureWords (bool isLong);
void measureHolds (bool isLong);

} // namespace parlando::benchmarks
