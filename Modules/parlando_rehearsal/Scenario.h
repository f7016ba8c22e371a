#pragma once

#include "LineFaults.h"

#include <limits>
#include <string_view>
#include <vector>

namespace parlando
{

/** Which connections are spoilt, and how. */
class Scenario
{
public:
    /** Nothing goes wrong. */
    Scenario() = default;

    /** The first `connections` connections are spoilt; 0: all. */
    Scenario (LineFaults, int connections = 0);

    /** Reads {"connections": [{"first": 1, "last": 2, …faults…}, …]}: connections count from 1; without `first` an
       entry begins with 1, without `last` it has no end; the first entry that concerns a connection counts. Faults are
        faultFields(). At most 64 kB and 1,000 entries. Throws std::invalid_argument, with a sentence that names the
        place, for anything else. */
    static Scenario parse (std::string_view json);

    [[nodiscard]] LineFaults forConnection (int connection) const;

private:
    struct Entry
    {
        int first = 1, last = std::numeric_limits<int>::max();
        LineFaults faults;
    };

    std::vector<Entry> entries;
};

} // namespace parlando
