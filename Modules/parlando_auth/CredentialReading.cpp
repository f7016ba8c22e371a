#include "CredentialReading.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace parlando::detail_credential
{

std::string_view trim (std::string_view text)
{
    constexpr auto space = " \t\r\n\v\f";
    const auto begin = text.find_first_not_of (space);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr (begin, text.find_last_not_of (space) - begin + 1);
}

FoundCredential take (std::string_view text, std::string source, const std::string& place,
                      Credential (*read) (std::string_view))
{
    FoundCredential found;
    found.source = std::move (source);

    try
    {
        found.credential = read (text);
    }
    catch (const std::invalid_argument& fault)
    {
        found.error = place + " cannot be used. " + fault.what();
    }

    return found;
}

FoundCredential readFile (const std::string& path, const std::string& what, Credential (*read) (std::string_view))
{
    const auto refuse = [&] (int code)
    {
        FoundCredential found;
        found.source = path;
        found.error = what + path + " cannot be read (" + std::strerror (code) + "): check the path.";
        return found;
    };

    const std::unique_ptr<std::FILE, int (*) (std::FILE*)> file (std::fopen (path.c_str(), "rb"), std::fclose);
    if (file == nullptr)
        return refuse (errno);

    // Unbuffered: a stream's buffer would keep the key. Room for the mark, white space and one byte too many.
    std::setvbuf (file.get(), nullptr, _IONBF, 0);
    Secret room (std::string (Credential::maximumBytes + 1024, ' '));
    const auto bytes = room.bytesToFill();
    const auto length = std::fread (bytes.data(), 1, bytes.size(), file.get());

    if (std::ferror (file.get()) != 0)
        return refuse (errno);

    auto text = room.reveal().substr (0, length);
    if (text.starts_with ("\xef\xbb\xbf")) // written by an editor that marks UTF-8
        text.remove_prefix (3);

    auto found = take (text, path, what + path, read);
    found.caution = cautionAboutFile (path, what);
    return found;
}

} // namespace parlando::detail_credential
