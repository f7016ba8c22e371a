#pragma once

#include <stdexcept>
#include <string>

namespace parlando
{

/** One sentence about a file that could not be written, with its path and what to do. */
class FileError final : public std::runtime_error
{
public:
    /** `error`: as in errno. */
    FileError (const std::string& path, int error);

    /** It was a pipe, and whoever read it has gone. */
    bool isWithoutReader() const noexcept { return withoutReader; }

private:
    bool withoutReader;
};

} // namespace parlando
