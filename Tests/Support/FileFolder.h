#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace parlando::testing
{

/** A folder for the files of one test; gone with it. */
class FileFolder
{
public:
    FileFolder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "parlando-XXXXXX").string();
        path = ::mkdtemp (pattern.data());
    }

    ~FileFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all (path, ignored);
    }

    FileFolder (const FileFolder&) = delete;
    FileFolder& operator= (const FileFolder&) = delete;

    std::string operator/ (std::string_view name) const { return (path / name).string(); }

    std::string write (std::string_view name, std::string_view bytes) const
    {
        std::ofstream (path / name, std::ios::binary) << bytes;
        return *this / name;
    }

    std::string read (std::string_view name) const
    {
        std::ifstream file (path / name, std::ios::binary);
        return {std::istreambuf_iterator<char> (file), {}};
    }

    bool has (std::string_view name) const { return std::filesystem::exists (path / name); }

    void makeFolder (std::string_view name) const { std::filesystem::create_directory (path / name); }

    /** What is in it, hidden or not, in the order of the alphabet. */
    std::vector<std::string> names() const
    {
        std::vector<std::string> found;

        for (const auto& each : std::filesystem::directory_iterator (path))
            found.push_back (each.path().filename().string());

        std::sort (found.begin(), found.end());
        return found;
    }

private:
    std::filesystem::path path;
};

} // namespace parlando::testing
