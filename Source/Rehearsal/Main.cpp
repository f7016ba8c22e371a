#include <parlando_rehearsal/parlando_rehearsal.h>

#include <parlando_text/AtomicFile.h>

#include <CLI/CLI.hpp>

#include <cctype>
#include <csignal>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace
{

// Waits for SIGINT or SIGTERM. Every thread made after the constructor has both blocked, so that only wait() takes
// them.
class EndSignals
{
public:
    EndSignals()
    {
        sigemptyset (&signals);
        sigaddset (&signals, SIGINT);
        sigaddset (&signals, SIGTERM);
        pthread_sigmask (SIG_BLOCK, &signals, nullptr);
    }

    void wait() const
    {
        int which = 0;
        sigwait (&signals, &which);
    }

private:
    sigset_t signals{};
};

void logLine (const std::string& line)
{
    static std::mutex mutex;
    const std::lock_guard lock (mutex);
    std::cerr << "parlando-rehearsal: " << line << '\n';
}

// 24 kHz, 16 bit, mono.
int say (const std::string& text, const std::string& voiceName, const std::string& path)
{
    const auto speech = parlando::Synthesiser().speak (text, voiceName);
    std::string wave = "RIFF????WAVEfmt ";
    const auto number = [&wave] (std::uint32_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            wave += static_cast<char> ((value >> (8 * i)) & 0xffu);
    };
    const auto size = static_cast<std::uint32_t> (speech.samples.size() * 2);
    for (const auto& [value, bytes] : {std::pair (16u, 4), std::pair (1u, 2), std::pair (1u, 2), std::pair (24000u, 4),
                                       std::pair (48000u, 4), std::pair (2u, 2), std::pair (16u, 2)})
        number (value, bytes);
    wave += "data";
    number (size, 4);
    for (const auto sample : speech.samples)
        number (static_cast<std::uint16_t> (sample), 2);
    for (int i = 0; i < 4; ++i)
        wave[4 + static_cast<std::size_t> (i)] = static_cast<char> (((size + 36) >> (8 * i)) & 0xffu);

    parlando::replaceFile (path, wave);
    return 0;
}

// dropAfter becomes --drop-after.
std::string flagOf (const char* key)
{
    std::string flag = "--";
    for (const char* c = key; *c != '\0'; ++c)
        flag += std::isupper (static_cast<unsigned char> (*c)) != 0
                    ? std::string{'-', static_cast<char> (std::tolower (static_cast<unsigned char> (*c)))}
                    : std::string (1, *c);
    return flag;
}

CLI::Option* addFault (CLI::App& app, parlando::LineFaults& faults, const parlando::FaultField& field)
{
    using Kind = parlando::FaultField::Kind;
    const auto set = [&faults, &field] (const parlando::FaultField::Value& value)
    {
        try
        {
            parlando::setFault (faults, field, value);
        }
        catch (const std::invalid_argument& problem)
        {
            throw CLI::ValidationError (flagOf (field.key), problem.what());
        }
    };
    const auto flag = flagOf (field.key);

    if (field.kind == Kind::flag)
        return app.add_flag_callback (
            flag, [set] { set (true); }, field.help);
    if (field.kind == Kind::text)
        return app.add_option_function<std::string> (flag, set, field.help)
            ->type_name (field.choices != nullptr ? field.choices : "TEXT");
    return app.add_option_function<double> (flag, set, field.help)->type_name (field.kind == Kind::count ? "N" : "S");
}

/** Every fault by a flag; none together with `scenario`. */
void addFaultOptions (CLI::App& app, parlando::LineFaults& faults, int& connections, CLI::Option* scenario)
{
    constexpr auto group = "Faults, of every connection";
    std::map<std::string, CLI::Option*> options;
    for (const auto& field : parlando::faultFields())
        options[field.key] = addFault (app, faults, field)->group (group)->excludes (scenario);
    for (const auto& field : parlando::faultFields())
        if (field.needs != nullptr)
            options[field.key]->needs (options[field.needs]);

    app.add_option ("--spoil-first", connections, "spoil the first so many connections only [all]")
        ->check (CLI::Range (1, 1000000))
        ->type_name ("N")
        ->group (group)
        ->excludes (scenario);
}

parlando::Scenario readScenario (const std::string& path)
{
    constexpr std::streamsize largest = 1 << 20; // the parser has a limit of its own
    std::ifstream file (path, std::ios::binary);
    std::string text (static_cast<std::size_t> (largest), '\0');
    file.read (text.data(), largest);
    if (file.bad() || (! file.eof() && ! file))
        throw std::runtime_error (path + " cannot be read: check the path.");
    text.resize (static_cast<std::size_t> (file.gcount()));

    try
    {
        return parlando::Scenario::parse (text);
    }
    catch (const std::invalid_argument& problem)
    {
        throw std::runtime_error (path + ": " + problem.what());
    }
}

// Ends this program as a signal does when nobody holds the other end of its standard input any more: whoever started it
// has ended, in whatever way.
void endWithInput()
{
    std::thread (
        []
        {
            std::cin.ignore (std::numeric_limits<std::streamsize>::max());
            ::kill (::getpid(), SIGTERM);
        })
        .detach();
}

// The first line of a file, or of standard input: "-". So no other program of this machine sees it, as it would see an
// argument.
std::string readSecret (const std::string& path)
{
    constexpr std::size_t longest = 4096;
    std::ifstream file;
    if (path != "-")
        file.open (path, std::ios::binary);
    auto& source = path == "-" ? std::cin : file;
    if (! source)
        throw std::runtime_error (path + " cannot be read: check the path.");
    std::string line;
    for (int c = source.get(); c != std::istream::traits_type::eof() && c != '\n' && line.size() <= longest;
         c = source.get())
        line += static_cast<char> (c);
    if (line.ends_with ('\r'))
        line.pop_back();
    if (line.empty() || line.size() > longest)
        throw std::runtime_error ((path == "-" ? "Standard input" : path) +
                                  " has no key in its first line: give one of at most 4096 characters.");
    return line;
}

std::string readToken()
{
    constexpr std::size_t shortest = 32; // 128 bits in hexadecimal digits
    auto token = readSecret ("-");
    if (token.size() < shortest)
        throw std::runtime_error ("The token on standard input is too short: give 32 random characters or more.");
    return token;
}

int serve (parlando::RehearsalService::Options options, bool endsWithInput)
{
    const EndSignals signals;
    const parlando::RehearsalService service (std::move (options));
    std::cout << "listening on " << service.url() << std::endl;

    if (endsWithInput)
        endWithInput();

    signals.wait();
    return 0;
}

} // namespace

int main (int argc, char** argv)
{
    parlando::RehearsalService::Options options;
    bool verbose = false;
    std::string key;

    CLI::App app (
        "A local service that speaks the Gemini Live protocol: it hears, answers, calls tools and tells a story. "
        "It is not Gemini and says so.");
    app.add_option ("--port", options.port, "Port on 127.0.0.1; 0 takes any free one")->capture_default_str();
    auto* const certificate =
        app.add_option ("--certificate", options.certificateFile, "PEM file: serve wss instead of ws");
    auto* const keyFile = app.add_option ("--key", options.keyFile, "PEM file of the certificate's key");
    certificate->needs (keyFile);
    keyFile->needs (certificate);
    app.add_option ("--model-dir", options.modelFolder, "Folder of pocketsphinx's en-us model")->capture_default_str();
    auto* const requiredKey = app.add_option ("--require-api-key", key, "Refuse clients that show another API key");
    std::string keyPath;
    auto* const requiredKeyFile =
        app.add_option ("--require-api-key-file", keyPath,
                        "The same with the first line of a file, which no other program sees; - is standard input")
            ->type_name ("FILE")
            ->excludes (requiredKey);
    bool hasToken = false;
    app.add_flag ("--token-from-stdin", hasToken,
                  "Refuse all but the program that started this one: it writes a line of 32 random characters or more "
                  "to standard input, and shows it as its API key")
        ->excludes (requiredKey)
        ->excludes (requiredKeyFile);
    std::string scenario;
    parlando::LineFaults faults;
    int spoilt = 0;
    auto* const scenarioFile =
        app.add_option ("--scenario", scenario, "A file that says what goes wrong with which connections")
            ->type_name ("FILE.json");
    addFaultOptions (app, faults, spoilt, scenarioFile);
    bool endsWithInput = false;
    app.add_flag ("--until-eof", endsWithInput, "End when standard input does, for programs that start this one");
    app.add_flag ("--verbose", verbose, "Say on standard error what is heard and said");

    std::string text, voiceName, path;
    auto* const sayCommand =
        app.add_subcommand ("say", "Speak a text into a WAV file instead of serving, for trying things out");
    sayCommand->add_option ("text", text)->required();
    sayCommand->add_option ("--output", path, "The file")->required();
    sayCommand->add_option ("--voice", voiceName, "One of Gemini's voice names");
    CLI11_PARSE (app, argc, argv);

    if (requiredKey->count() > 0)
        options.requiredKey = key;
    if (verbose)
        options.log = logLine;
    try
    {
        if (requiredKeyFile->count() > 0)
            options.requiredKey = readSecret (keyPath);
        if (hasToken)
            options.token = readToken();
        options.scenario = scenario.empty() ? parlando::Scenario (faults, spoilt) : readScenario (scenario);
        return sayCommand->parsed() ? say (text, voiceName, path) : serve (std::move (options), endsWithInput);
    }
    catch (const std::exception& error)
    {
        std::cerr << "parlando-rehearsal: " << error.what() << '\n';
        return 1;
    }
}
