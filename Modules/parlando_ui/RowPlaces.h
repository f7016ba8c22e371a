#pragma once

#include "ConversationItems.h"

#include <optional>

namespace parlando
{

/** Where the rows of a long list stand, of which only those are measured that come into sight: the height of the others
    is estimated. What the person looks at is held in its place while heights are found out and items come and go. In
    pixels. Any one thread. */
class RowPlaces
{
public:
    /** The items as they are now; of those that are as before the measured heights stay. */
    void show (std::vector<ItemOutline>&&, int rowWidth);

    /** All are measured anew where they are seen. */
    void setWidth (int rowWidth);
    void forgetHeights();

    [[nodiscard]] int size() const noexcept { return static_cast<int> (rows.size()); }
    [[nodiscard]] const ItemOutline& outline (int index) const { return row (index).outline; }

    /** Where the same thing is, looked for near `guess` first. */
    [[nodiscard]] std::optional<int> find (const ItemOutline&, int guess) const;

    [[nodiscard]] bool isMeasured (int index) const { return row (index).isMeasured; }
    void setHeight (int index, int height);

    [[nodiscard]] int topOf (int index) const { return row (index).top; }
    [[nodiscard]] int heightOf (int index) const { return row (index).height; }
    [[nodiscard]] int totalHeight() const noexcept;

    /** What stands between `y` and `y + height`, from `first` up to but not `end`. */
    struct Range
    {
        int first = 0, end = 0;
    };

    [[nodiscard]] Range between (int y, int height) const;

    /** The view keeps to the newest. */
    void followEnd() noexcept { heldRow = -1; }
    [[nodiscard]] bool followsEnd() const noexcept { return heldRow < 0; }

    /** The view begins at `y`. What was `seen` until then and still is stays where it is from now on. */
    void hold (int y, int viewHeight, Range seen);

    /** Where the view begins, such that what is held stands still. */
    [[nodiscard]] int viewTop (int viewHeight) const;

private:
    struct Row
    {
        ItemOutline outline;
        int top = 0, height = 0;
        bool isMeasured = false;
    };

    [[nodiscard]] const Row& row (int index) const { return rows[static_cast<std::size_t> (index)]; }
    void takeHeights (const std::vector<Row>& before);
    void placeFrom (int index);

    std::vector<Row> rows;
    int width = 0;
    int heldRow = -1, heldOffset = 0; // the view begins so far below the top of that row
};

} // namespace parlando
