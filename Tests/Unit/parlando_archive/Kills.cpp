// A process that ends at any moment leaves what it was told a quarter of a second before.

#include "KeptSound.h"
#include "SpokenTurns.h"

#include <Support/FileFolder.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <random>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <utility>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

using Clock = std::chrono::steady_clock;

/** What the child had told, and when: memory that both processes share. */
struct Progress
{
    struct Step
    {
        Clock::time_point when;
        std::uint64_t turn = 0, samples = 0, pieces = 0; // of all turns before, and of this one
    };

    static constexpr std::size_t most = 100'000;
    std::atomic<std::size_t> count{0};
    std::array<Step, most> steps;

    /** For how long the machine gave the child no time shortly before: its steps are 5 ms apart. */
    Clock::duration starvedBefore (Clock::time_point when) const
    {
        Clock::duration starved{};

        for (std::size_t i = 1; i <= count; ++i)
        {
            const auto next = i < count ? steps[i].when : when;

            if (next > when - 500ms)
                starved += std::max (Clock::duration{}, next - steps[i - 1].when - 6ms);
        }

        return starved;
    }

    /** The last step that was told so long before. */
    Step at (Clock::time_point when) const
    {
        Step last;

        for (std::size_t i = 0; i < count; ++i)
            if (steps[i].when <= when)
                last = steps[i];

        return last;
    }
};

class SharedProgress
{
public:
    SharedProgress()
        : memory (::mmap (nullptr, sizeof (Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
    {
        new (memory) Progress;
    }

    ~SharedProgress() { ::munmap (memory, sizeof (Progress)); }
    SharedProgress (const SharedProgress&) = delete;
    SharedProgress& operator= (const SharedProgress&) = delete;

    Progress& operator*() const { return *static_cast<Progress*> (memory); }

private:
    void* memory;
};

std::string wordNumber (std::uint64_t number) { return "w" + std::to_string (number) + " "; }

/** Talks, four times as fast as people do, until it is killed: 20 ms of sound and a word every 5 ms. Turns have words,
    tools, and an end that was not heard; every third one is not recorded. */
[[noreturn]] void talkForEver (ConversationArchive& archive, std::uint64_t firstEntry, std::uint64_t firstTurn,
                               Progress& progress)
{
    SpokenTurns turns (archive, firstEntry, firstTurn);
    turns.begin();
    std::uint64_t pieces = 0;

    for (std::uint64_t turn = firstTurn;; ++turn)
    {
        if (turn > firstTurn)
            archive.setKeeps (turn % 3 == 0 ? Keeps::wordsAndVoice : Keeps::everything, turns.now);

        turns.type ("And then?");

        for (std::uint64_t i = 1; i <= 40; ++i)
        {
            turns.now = SpokenTurns::zero + (Clock::now().time_since_epoch() % 1h);
            turns.speak (480);
            turns.say (wordNumber (++pieces));

            if (i == 20)
            {
                archive.told (ToolCalled{{"call", "move", {{"to", 0.5}}, {}}, turns.now, turn}, turns.now);
                archive.told (ToolAnswered{{"call", "move", {{"moved", 0.5}}, false}, CallEnd::answered, turns.now},
                              turns.now);
            }

            archive.microphone (std::vector<std::int16_t> (320, 3), 16'000, turns.now);
            const auto count = progress.count.load();

            if (count < Progress::most)
            {
                progress.steps[count] = {Clock::now(), turn, i * 480, pieces};
                progress.count = count + 1;
            }

            std::this_thread::sleep_for (5ms); // what is tested happens in the time of the machine
        }

        turns.endWords();
        turns.hear (turn % 2 == 0 ? 19'200 : 9'600);
    }
}

/** Begins, or goes on with, the conversation in `place`, and is killed after `life`. */
void liveAndDie (const std::string& place, Clock::duration life, Progress& progress, Clock::time_point& killedAt)
{
    const auto child = ::fork();

    if (child == 0)
    {
        try
        {
            if (! std::filesystem::exists (place))
            {
                ConversationArchive archive (Keeps::everything, place, "Hello");
                talkForEver (archive, 1, 1, progress);
            }

            const auto folder = std::filesystem::directory_iterator (place)->path().string();
            auto opened = ConversationFolder::open (folder);
            const auto earlier = readConversation (folder);
            std::uint64_t lastTurn = 0;

            for (const auto& entry : earlier.transcript.entries)
                lastTurn = std::max (lastTurn, entry.turn);

            ConversationArchive archive (Keeps::everything, std::move (opened), earlier);
            talkForEver (archive, earlier.transcript.entries.size() + 1, lastTurn + 1, progress);
        }
        catch (...)
        {
            ::_exit (1);
        }
    }

    std::this_thread::sleep_for (life);
    killedAt = Clock::now();
    ::kill (child, SIGKILL);
    int status = 0;
    ::waitpid (child, &status, 0);
    CHECK (WIFSIGNALED (status));
}

std::string numberedFile (const std::string& folder, std::uint64_t turn)
{
    std::string number = std::to_string (turn);
    return folder + "/agent-" + std::string (4 - std::min<std::size_t> (4, number.size()), '0') + number + ".wav";
}

int timesToKill()
{
    const auto* asked = std::getenv ("PARLANDO_KILLS");
    return asked != nullptr ? std::atoi (asked) : 30;
}

} // namespace

TEST_CASE ("A process that is killed at any moment loses the last quarter of a second, and the next one goes on")
{
    std::mt19937 random (1);
    std::uniform_int_distribution<int> life (0, 700);

    // Each folder lives three times.
    int judged = 0, late = 0;

    for (int round = 0; round < timesToKill();)
    {
        const FileFolder scratch;
        const auto place = scratch / "Parlando";
        int parts = 0;

        for (int i = 0; i < 3 && round < timesToKill(); ++i, ++round)
        {
            const SharedProgress shared;
            auto& progress = *shared;
            Clock::time_point killedAt;
            liveAndDie (place, std::chrono::milliseconds (life (random)), progress, killedAt);
            const auto starved = progress.starvedBefore (killedAt);
            const auto sure = progress.at (killedAt - 250ms - starved);
            judged += starved < 50ms ? 1 : 0;

            if (! std::filesystem::exists (place) || std::filesystem::is_empty (place))
            {
                late += sure.pieces == 0 ? 0 : 1;
                std::filesystem::remove_all (place);
                continue;
            }

            const auto folder = std::filesystem::directory_iterator (place)->path().string();
            INFO ("round " << round << ", sure of turn " << sure.turn << ", word " << sure.pieces);

            for (const auto& each : std::filesystem::directory_iterator (folder))
                if (each.path().extension() == ".wav")
                    CHECK (readSound (each.path()).isOpened);

            if (std::filesystem::file_size (folder + "/conversation.jsonl") == 0)
            {
                late += sure.pieces == 0 ? 0 : 1;
                std::filesystem::remove_all (place);
                continue;
            }

            const auto kept = readConversation (folder);
            CHECK (kept.problem.empty());

            if (sure.pieces == 0)
                continue;

            CHECK (kept.parts > std::exchange (parts, kept.parts));
            const auto hasSound = readSound (numberedFile (folder, sure.turn)).samples.size() >= sure.samples;
            CHECK (
                readSound (folder + (parts == 1 ? "/person.wav" : "/person-000" + std::to_string (kept.parts) + ".wav"))
                    .isOpened);
            std::string words;

            for (const auto& entry : kept.transcript.entries)
                words += entry.text;

            const auto hasWords = words.rfind (wordNumber (sure.pieces)) != words.npos;
            late += hasSound && hasWords ? 0 : 1;
        }
    }

    // The thread that writes may have had no time though the other had some: nobody can tell.
    INFO (late << " of " << judged << " lost more");
    CHECK (late * 10 <= judged);

    // On a machine that has no time at all nothing is known.
    if (judged < timesToKill() / 4)
        WARN ("Only " << judged << " processes had the time that they needed.");
}
