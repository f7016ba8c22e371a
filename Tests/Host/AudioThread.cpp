#include "ChildProgram.h"
#include "Recording.h"
#include "SavedState.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

#include <dlfcn.h>
#include <iostream>
#include <pthread.h>
#include <unistd.h>

namespace parlando::testing
{

namespace
{

/** The interposer that this process runs under. */
struct Interposer
{
    template <typename Function>
    static Function* find (const char* name)
    {
        return reinterpret_cast<Function*> (dlsym (RTLD_DEFAULT, name));
    }

    void (*enter)() = find<void()> ("parlando_enter_callback");
    void (*leave)() = find<void()> ("parlando_leave_callback");
    void (*forget)() = find<void()> ("parlando_forget");
    const char* (*call) (int, void**, int*, int*) = find<const char*(int, void**, int*, int*)> ("parlando_call");

    /** Whose code that is. What libc calls by itself counts as the plugin's, which has a C++ library of its own in it;
        the dynamic loader's is its own. */
    static std::string ownerOf (const std::string& file)
    {
        const auto isIn = [&file] (const char* name) { return file.find (name) != std::string::npos; };
        return isIn ("parlando_host_tests") || isIn ("libstdc++") ? "host" : isIn ("/ld-linux") ? "loader" : "plugin";
    }

    /** What the plugin called, and how often. */
    [[nodiscard]] nlohmann::json figures (int blocks) const
    {
        nlohmann::json told = {{"blocks", blocks},  {"memory", 0}, {"locks", 0},     {"waits", 0},
                               {"system calls", 0}, {"loader", 0}, {"lock sites", 0}};
        constexpr const char* names[] = {"memory", "locks", "waits", "system calls"};
        void* caller = nullptr;
        int kind = 0, count = 0;

        for (int i = 0; const auto* name = call (i, &caller, &kind, &count); ++i)
        {
            Dl_info where{};
            const auto isKnown = dladdr (caller, &where) != 0 && where.dli_fname != nullptr;
            const std::string file (isKnown ? where.dli_fname : "?");
            const auto owner = ownerOf (file);
            const auto offset = static_cast<const char*> (caller) - static_cast<const char*> (where.dli_fbase);
            told["calls"].push_back (std::to_string (count) + " " + name + " by the " + owner + " in " + file + " at " +
                                     std::to_string (offset)); // for addr2line

            if (owner == "plugin" && std::string_view (names[kind]) == "locks")
                told["lock sites"] = told["lock sites"].get<int>() + 1;

            if (owner == "plugin" || countsHost)
                told[names[kind]] = told[names[kind]].get<int>() + count;
            else if (owner == "loader")
                told["loader"] = told["loader"].get<int>() + count;
        }

        return told;
    }

    bool countsHost = false;
};

constexpr int blockSize = 64;
constexpr int blocksAtRest = 2'000, blocksAutomated = 1'000;

/** A tick of a conversation. What broke is begun anew. */
void converse (HostService& service, Track& track, int tick)
{
    service.stir (tick);

    if (service.open() == 0 && track.get ("Connect") == 0.0f)
        track.set ("Connect", 1.0f);
}

/** A host's automation. */
void automate (Track& track, int tick)
{
    static const char* const names[] = {"Input gain",  "Voice gain", "Dry gain",  "Duck amount", "Microphone mute",
                                        "Agent hears", "Interrupt",  "Talk mode", "Talk"};
    juce::Random random (tick);
    track.set (names[random.nextInt (static_cast<int> (std::size (names)))], random.nextFloat());
}

/** Prints what the audio thread called of libc, first with parameters at rest and then while a host moves them. */
int watchAudioThread (const std::string& format)
{
    const Interposer interposer;

    if (interposer.enter == nullptr)
        return 9;

    HostService service;
    Track track (format, 48'000.0, blockSize);
    const SavedState saved (track);
    auto state = saved.json();
    state["settings"]["automation"] = toolSettings();
    SavedState::restore (track, saved.with (state.dump()));
    track.feed = noise (0.3f);

    track.around = [&] (bool isIn) { (isIn ? interposer.enter : interposer.leave)(); };
    std::atomic<int> voiced{0};
    track.listen = [&] (const auto&, const auto& out) { voiced += out.getMagnitude (2, 0, blockSize) > 0.0f ? 1 : 0; };
    track.play();

    if (! track.connect (service) || ! track.pass (0.3))
        return 8;

    nlohmann::json told;

    for (const auto isAutomated : {false, true})
    {
        // Between two blocks, so that whole blocks are counted.
        track.stop();
        interposer.forget();
        const auto begun = track.blocks();
        track.play();

        for (int tick = 0; track.blocks() < begun + (isAutomated ? blocksAutomated : blocksAtRest); ++tick)
        {
            converse (service, track, tick);

            if (isAutomated)
                automate (track, tick);

            if (! dispatchUntil ([&, next = track.blocks() + 8] { return track.blocks() >= next; }))
                return 7;
        }

        track.stop();
        told[isAutomated ? "automated" : "at rest"] = interposer.figures (track.blocks() - begun);
    }

    told["voiced"] = voiced.load();
    told["setups"] = service.setups();
    int answers = 0;

    for (const auto& message : service.messages())
        answers += message.contains ("toolResponse") ? 1 : 0;

    told["tools"] = answers;
    std::cout << "\nFIGURES " << told.dump() << "\nEND\n";
    return 0;
}

/** Does in a callback what must not be done there, once each. */
int breakPromises (const std::string&)
{
    Interposer interposer;
    interposer.countsHost = true;

    if (interposer.enter == nullptr)
        return 9;

    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    interposer.forget();
    interposer.enter();
    auto* volatile room = new int (3);
    delete room;
    pthread_mutex_lock (&mutex);
    pthread_mutex_unlock (&mutex);
    pthread_cond_signal (&condition);
    usleep (1);
    interposer.leave();
    std::cout << "\nFIGURES " << interposer.figures (1).dump() << "\nEND\n";
    return 0;
}

const ChildProgram watching ("watch-audio-thread", watchAudioThread);
const ChildProgram breaking ("break-promises", breakPromises);

nlohmann::json figuresOf (const char* program, const std::string& format)
{
    const auto result = ChildProgram::start (program, format, "LD_PRELOAD=" PARLANDO_INTERPOSER, 60);
    INFO (result.output);
    REQUIRE (result.ended);
    REQUIRE (result.code == 0);
    const juce::String text (juce::CharPointer_UTF8 (result.output.c_str()));
    return nlohmann::json::parse (text.fromFirstOccurrenceOf ("FIGURES ", false, false)
                                      .upToFirstOccurrenceOf ("\nEND", false, false)
                                      .toStdString());
}

} // namespace

// The locks are JUCE's, told from ours by the places that take them, which are two: getCallbackLock() around every
// block, and the lock of a parameter's listeners where the host moves it, which it may do for the plugin's own moves as
// well. A lock of ours would be a third. The loader's one allocation is that of a thread's first use of JUCE's
// thread-local mark in a bundle that was loaded later.
TEMPLATE_TEST_CASE ("Through whole conversations the audio thread allocates nothing, makes no system call, waits for "
                    "nobody, and takes JUCE's own locks alone",
                    "", VST3, LV2)
{
    const auto told = figuresOf ("watch-audio-thread", TestType::name);
    CAPTURE (told.dump (1));
    CHECK (told["setups"] > 1);
    CHECK (told["tools"] > 0);
    CHECK (told["voiced"] > 200);

    for (const auto* phase : {"at rest", "automated"})
    {
        const auto& figures = told[phase];
        CAPTURE (phase);
        CHECK (figures["blocks"] >= (phase == std::string ("at rest") ? blocksAtRest : blocksAutomated));
        CHECK (figures["memory"] == 0);
        CHECK (figures["waits"] == 0);
        CHECK (figures["system calls"] == 0);
        CHECK (figures["loader"] <= 1);
        CHECK (figures["locks"] >= figures["blocks"]);
        CHECK (figures["lock sites"] <= 2);
    }
}

TEST_CASE ("The interposer sees what must not be done in a callback")
{
    const auto told = figuresOf ("break-promises", "none");
    CAPTURE (told.dump (1));
    CHECK (told["memory"] == 2);
    CHECK (told["locks"] == 1);
    CHECK (told["waits"] == 1);
    CHECK (told["system calls"] == 1);
}

} // namespace parlando::testing
