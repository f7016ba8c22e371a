#include "RehearsalProgram.h"

#include <juce_core/juce_core.h>
#include <parlando_text/parlando_text.h>

#include <array>
#include <cstring>
#include <sys/random.h>
#include <unistd.h>

namespace parlando
{

namespace
{

constexpr Milliseconds patienceWithStart{30'000}, patienceWithEnd{300};
constexpr std::size_t mostWords = 4096;
constexpr auto announcement = "listening on ";

/** What is there of it, without waiting; empty at its end as well. */
std::string readNow (int descriptor)
{
    std::array<char, 1024> bytes{};
    const auto count = ::read (descriptor, bytes.data(), bytes.size());
    return count > 0 ? std::string (bytes.data(), static_cast<std::size_t> (count)) : std::string();
}

/** 256 bits in hexadecimal digits; nothing where the system has none to give. */
std::string randomToken()
{
    std::array<unsigned char, 32> bytes{};

    if (::getentropy (bytes.data(), bytes.size()) != 0)
        return {};

    return juce::String::toHexString (bytes.data(), static_cast<int> (bytes.size()), 0).toStdString();
}

} // namespace

RehearsalProgram::~RehearsalProgram() { end(); }

std::string RehearsalProgram::usualPath()
{
    const std::string name = "parlando-rehearsal";

    if (const auto chosen = juce::SystemStats::getEnvironmentVariable ("PARLANDO_REHEARSAL", {}); chosen.isNotEmpty())
        return chosen.toStdString();

    const auto folder = juce::File::getSpecialLocation (juce::File::currentExecutableFile).getParentDirectory();

    for (const auto* place : {".", "../Resources"})
        if (const auto file = folder.getChildFile (place).getChildFile (name); file.existsAsFile())
            return file.getFullPathName().toStdString();

    return name;
}

void RehearsalProgram::start()
{
    if (program && ! program->hasEnded())
        return;

    end();
    wrong.clear();
    started = Instant::clock::now();
    secret = randomToken();

    if (secret.empty())
        return fail ("the system gives no random numbers");

    program.emplace (std::vector<std::string>{path, "--until-eof", "--token-from-stdin"});
    const auto line = secret + '\n';
    std::string_view rest = line;
    program->give (rest); // a pipe holds more than this

    if (const auto problem = program->problem(); ! problem.empty())
        fail (problem);
}

std::optional<std::string> RehearsalProgram::url()
{
    if (program && address.empty())
        listen();

    return address.empty() ? std::nullopt : std::optional (address);
}

void RehearsalProgram::listen()
{
    const auto hasEnded = program->hasEnded(); // before what it said is read: nothing comes later then
    said = (said + readNow (program->output())).substr (0, mostWords);
    const auto begin = said.find (announcement), lineEnd = said.find ('\n', begin);

    if (begin != std::string::npos && lineEnd != std::string::npos)
        address = said.substr (begin + std::strlen (announcement), lineEnd - begin - std::strlen (announcement));
    else if (hasEnded)
        fail (std::string (cutText (cleanText (readNow (program->complaints())), 300)));
    else if (Instant::clock::now() - started > patienceWithStart)
        fail ("it does not say where it listens");
}

void RehearsalProgram::fail (const std::string& complaint)
{
    end();
    const auto why = juce::String::fromUTF8 (complaint.c_str()).trim().toStdString();
    wrong = "The rehearsal agent does not start: " + (why.empty() ? "it ended at once" : why) +
            (why.ends_with ('.') ? "" : ".") + " Install the package of Parlando whole, or connect with a key.";
}

void RehearsalProgram::end()
{
    if (program)
    {
        program->closeInput(); // upon which it ends
        program->hasEndedWithin (patienceWithEnd);
    }

    program.reset();
    said.clear();
    address.clear();
}

} // namespace parlando
