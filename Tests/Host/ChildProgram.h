#pragma once

#include <juce_core/juce_core.h>

#include <map>
#include <string>

namespace parlando::testing
{

/** What this executable does in a process of its own, so that a test may see it end, or run under an interposer. */
class ChildProgram
{
public:
    using Body = int (*) (const std::string& format);

    ChildProgram (const char* name, Body body) { all()[name] = body; }

    static int run (const std::string& name, const std::string& format) { return all().at (name) (format); }

    struct Result
    {
        bool ended = false; /**< By itself, in time. */
        int code = -1;      /**< 128 and more: a signal. */
        std::string output;
    };

    /** Runs the program of that name; `environment` is lines of NAME=VALUE. */
    static Result start (const std::string& name, const std::string& format, const std::string& environment = {},
                         int secondsAtMost = 60)
    {
        const auto self = juce::File::getSpecialLocation (juce::File::currentExecutableFile).getFullPathName();
        const auto command = "exec env " + juce::String (environment) + " '" + self + "' --child " +
                             juce::String (name) + " " + juce::String (format);
        juce::ChildProcess process;
        Result result;

        if (! process.start (juce::StringArray{"/bin/sh", "-c",
                                               "timeout -s KILL " + juce::String (secondsAtMost) + " /bin/sh -c \"" +
                                                   command + "\" 2>&1; echo \"code $?\""}))
            return result;

        result.output = process.readAllProcessOutput().toStdString();
        const juce::String text (result.output);
        result.code = text.fromLastOccurrenceOf ("code ", false, false).getIntValue();
        result.ended = text.contains ("code ") && result.code != 137 && result.code != 124;
        return result;
    }

private:
    static std::map<std::string, Body>& all()
    {
        static std::map<std::string, Body> programs;
        return programs;
    }
};

} // namespace parlando::testing
