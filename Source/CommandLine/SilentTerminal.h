#pragma once

namespace parlando
{

/** While it lives, what is typed at the terminal of standard input is not shown. Nothing where that is no terminal.

    The terminal is as it was before when a signal ends or stops the program (Ctrl-C, Ctrl-\, Ctrl-Z, SIGTERM, SIGHUP),
    which then does what it does by default; what was typed until then is dropped, so that no shell gets it. After a
   stop the prompt comes again. One object at a time. */
class SilentTerminal
{
public:
    /** `prompt` must outlive it; it goes to stderr. */
    explicit SilentTerminal (const char* prompt);
    ~SilentTerminal();

    SilentTerminal (const SilentTerminal&) = delete;
    SilentTerminal& operator= (const SilentTerminal&) = delete;

private:
    const bool isTerminal;
};

} // namespace parlando
