// Paths as programs take them by drag and clipboard.

#include <catch2/catch_test_macros.hpp>
#include <juce_core/juce_core.h>
#include <parlando_ui/FileUrl.h>

using namespace parlando;

TEST_CASE ("What would mean something else in a URL is escaped, byte by byte")
{
    CHECK (fileUrlOf ("/home/me/take 1.wav") == "file:///home/me/take%201.wav");
    CHECK (fileUrlOf ("/a#b?c%20d") == "file:///a%23b%3Fc%2520d");
    CHECK (fileUrlOf ("/M\xc3\xbcller") == "file:///M%C3%BCller");
    CHECK (fileUrlOf ("/100%/+&;=[]\"'<>|^`{}\\") == "file:///100%25/%2B%26%3B%3D%5B%5D%22%27%3C%3E%7C%5E%60%7B%7D%5C");
    CHECK (fileUrlOf ("/a\r\nb") == "file:///a%0D%0Ab");
    CHECK (fileUrlOf ("/az/AZ/09/-._~") == "file:///az/AZ/09/-._~");
    CHECK (fileUrlOf ("/\xff\x80") == "file:///%FF%80");
}

TEST_CASE ("Another reader of URLs finds each character of a path again")
{
    juce::String path ("/");

    for (juce::juce_wchar each = 1; each < 0x300; ++each)
        path << juce::String::charToString (each);

    const auto url = juce::String (fileUrlOf (path.toStdString()));
    CHECK (url.containsOnly ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%/:"));
    CHECK (juce::URL::removeEscapeChars (url.fromFirstOccurrenceOf ("file://", false, false)) == path);
}

TEST_CASE ("A list of files has each on a line of its own, also the last one")
{
    CHECK (uriListOf ({"/a b", "/c"}) == "file:///a%20b\r\nfile:///c\r\n");
    CHECK (uriListOf ({}).empty());
}
