#pragma once

#include <chrono>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace parlando::testing
{

/** What a program left behind. */
struct ProgramResult
{
    int exitCode = -1; /**< 128 + the signal where one ended it. */
    std::string out, error;
};

/** A run of `parlando` with an environment that holds no key but those given. Its output is read all along. */
class CommandLineProgram
{
public:
    using Environment = std::vector<std::pair<std::string, std::string>>;

    /** `input`: the file that is its standard input. */
    explicit CommandLineProgram (const std::vector<std::string>& arguments, const Environment& = {},
                                 const std::string& input = "/dev/null");

    /** A script of the shell, in which `parlando` is the program. */
    static CommandLineProgram shell (const std::string& script)
    {
        return {Command{{"/bin/sh", "-c", script}}, {}, "/dev/null"};
    }

    /** Kills what still runs. */
    ~CommandLineProgram();

    CommandLineProgram (const CommandLineProgram&) = delete;
    CommandLineProgram& operator= (const CommandLineProgram&) = delete;

    /** True once stdout holds `text`; false when it ended, or half a minute passed, without. */
    bool waitForOutput (const std::string& text);

    void send (int signal);

    /** Waits for the end, at most half a minute: what runs then is killed and has the exit code 137. */
    ProgramResult wait();

private:
    struct Command
    {
        std::vector<std::string> words;
    };

    static Command commandOf (const std::vector<std::string>& arguments);
    CommandLineProgram (Command, const Environment&, const std::string& input);
    bool readSome (std::chrono::steady_clock::time_point deadline);

    pid_t process = -1;
    int outEnd = -1, errorEnd = -1;
    ProgramResult result;
};

/** Runs a script of the shell to its end, in which `parlando` is the program. */
ProgramResult runShell (const std::string& script);

/** Runs the program to its end. */
ProgramResult runProgram (const std::vector<std::string>& arguments, const CommandLineProgram::Environment& = {});

} // namespace parlando::testing
