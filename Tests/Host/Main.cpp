#include "ChildProgram.h"
#include "Formats.h"

#include <catch2/catch_session.hpp>
#include <juce_events/juce_events.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace
{

/** Where the plugins keep their conversations; gone with the process that made it. */
class Home
{
public:
    Home()
    {
        const auto* given = std::getenv ("HOME");

        // That of the test that has started this one.
        if (given != nullptr && std::string_view (given).find (name) != std::string_view::npos)
            return;

        auto pattern = (std::filesystem::temp_directory_path() / (std::string (name) + "XXXXXX")).string();
        made = ::mkdtemp (pattern.data());
        ::setenv ("HOME", made.c_str(), 1);
    }

    ~Home()
    {
        std::error_code ignored;

        if (! made.empty())
            std::filesystem::remove_all (made, ignored);
    }

    Home (const Home&) = delete;
    Home& operator= (const Home&) = delete;

private:
    static constexpr auto name = "parlando-home-";
    std::string made;
};

// Nothing of this machine's own settings has a say in the tests.
void forgetPerson()
{
    for (const auto* name : {"GOOGLE_API_KEY", "GEMINI_API_KEY", "PARLANDO_ENDPOINT", "PARLANDO_CA"})
        ::unsetenv (name);

    ::setenv ("XDG_CONFIG_HOME", "/nonexistent", 1);
    // JUCE would take whatever display :0 there is.
    ::setenv ("DISPLAY", parlando::testing::noDisplay, 0);
}

} // namespace

/** The tests, or with --child NAME FORMAT one of the programs that a test runs as a process of its own. */
int main (int argc, char** argv)
{
    forgetPerson();
    const Home home;
    // An application's windows: JUCE lives with what an X server without a window manager complains of.
    juce::JUCEApplicationBase::createInstance = []() -> juce::JUCEApplicationBase* { return nullptr; };
    const juce::ScopedJuceInitialiser_GUI juce;

    if (argc == 4 && std::string_view (argv[1]) == "--child")
        return parlando::testing::ChildProgram::run (argv[2], argv[3]);

    return Catch::Session().run (argc, argv);
}
