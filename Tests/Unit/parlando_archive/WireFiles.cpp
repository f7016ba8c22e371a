// The file of a record of the wire: how it ends when it is full, and when something is missing.

#include <Support/FileFolder.h>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <parlando_archive/JournalLine.h>
#include <parlando_archive/WireFile.h>
#include <sstream>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The last line, and how many there are. */
std::pair<JournalLine, std::uint64_t> lastLineOf (const std::string& text)
{
    std::istringstream lines (text);
    std::string last;
    std::uint64_t count = 0;

    for (std::string line; std::getline (lines, line); ++count)
        last = line;

    const auto read = readJournalLine (last);
    REQUIRE (read);
    return {*read, count};
}

struct Place
{
    Place()
    {
        int error = 0;
        folder = DiskFolder::open (files / "", error);
        REQUIRE (error == 0);
    }

    const FileFolder files;
    DiskFolder folder;
};

} // namespace

TEST_CASE ("A record of the wire that is full ends with a line that says so, and takes nothing more")
{
    const Place place;
    WireFile file;
    const std::string line = R"({"event":"x","text":")" + std::string (3u << 20, 'x') + R"("})";

    for (int i = 0; i < 25; ++i)
    {
        file.add (line);
        file.write (place.folder, 1);
    }

    CHECK (file.isFull());
    CHECK (file.takeError() == 0);
    CHECK (std::filesystem::file_size (place.files / "wire.jsonl") <= WireFile::mostBytes);
    const auto [last, count] = lastLineOf (place.files.read ("wire.jsonl"));
    CHECK (last.content["event"] == "end");
    CHECK (last.content["why"] == "full");
    CHECK (last.number == count);
    CHECK (count == 22); // 64 MB hold 21 lines of 3 MB
}

TEST_CASE ("A record of the wire ends where something is missing, as nothing behind that could be run again")
{
    const Place place;
    WireFile file;
    file.add (R"({"in":"start"})");
    file.breakOff ("lost");
    file.add (R"({"in":"stop"})");
    CHECK (file.write (place.folder, 1));
    const auto [last, count] = lastLineOf (place.files.read ("wire.jsonl"));
    CHECK (count == 2);
    CHECK (last.content["why"] == "lost");
}

TEST_CASE ("A record of the wire is written over no other")
{
    const Place place;

    for (const auto* name : {"wire.jsonl", "wire-0002.jsonl", "wire-0003.jsonl"})
    {
        WireFile file;
        file.add (R"({"in":"start"})");
        CHECK (file.write (place.folder, 1));
        CHECK (place.files.has (name));
    }
}
