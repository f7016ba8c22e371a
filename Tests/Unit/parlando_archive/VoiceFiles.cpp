// Sound files that are whole at every moment.

#include "KeptSound.h"

#include <parlando_archive/VoiceFile.h>
#include <parlando_archive/WaveWriting.h>
#include <parlando_text/HeldSignals.h>

#include <Support/FileFolder.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <sys/resource.h>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct Rig
{
    FileFolder place;
    int error = 0;
    DiskFolder folder = DiskFolder::open (place / ".", error);

    VoiceFile make (const std::vector<std::int16_t>& samples)
    {
        return VoiceFile::create (folder, "a.wav", 24'000, samples, error);
    }

    KeptSound sound() const { return readSound (place / "a.wav"); }
};

} // namespace

TEST_CASE ("A voice's file is whole after each write, and of its own rate")
{
    Rig rig;
    auto file = rig.make ({1, 2, 3});
    REQUIRE (rig.error == 0);
    CHECK (rig.sound().samples == std::vector<std::int16_t>{1, 2, 3});
    CHECK (rig.sound().sampleRate == 24'000);
    CHECK (rig.sound().channels == 1);
    CHECK (rig.place.names() == std::vector<std::string>{"a.wav"});

    const std::vector<std::int16_t> more{4, -5};
    CHECK (file.append (more) == 0);
    CHECK (rig.sound().samples == std::vector<std::int16_t>{1, 2, 3, 4, -5});
    CHECK (file.appendSilence (2) == 0);
    CHECK (file.append (more) == 0);
    CHECK (rig.sound().samples == std::vector<std::int16_t>{1, 2, 3, 4, -5, 0, 0, 4, -5});
    CHECK (file.length() == 9);
}

TEST_CASE ("A file is for its owner alone, and takes nobody's place")
{
    Rig rig;
    auto file = rig.make ({1});
    const auto mode = std::filesystem::status (rig.place / "a.wav").permissions();
    CHECK (mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK_FALSE (rig.make ({2}).isOpen());
    CHECK (rig.error == EEXIST);
    CHECK (rig.sound().samples == std::vector<std::int16_t>{1});
}

TEST_CASE ("A mark stands where the voice was not heard any more, as others read it")
{
    Rig rig;
    auto file = rig.make (std::vector<std::int16_t> (1000, 7));
    CHECK (file.mark (600, "not heard from here on") == 0);
    const auto sound = rig.sound();
    CHECK (sound.samples.size() == 1000);
    CHECK (sound.marks == std::vector<std::uint32_t>{600});
    const auto bytes = rig.place.read ("a.wav");
    CHECK (bytes.find ("not heard from here on") != bytes.npos);

    // What is right stays as it is.
    CHECK (repairVoiceFile (rig.folder, "a.wav") == 0);
    CHECK (rig.place.read ("a.wav") == bytes);
}

TEST_CASE ("A file whose writer ended at any moment is put right: samples whole, no more than are there")
{
    Rig rig;
    auto file = rig.make (std::vector<std::int16_t> (10, 7));
    const auto before = rig.place.read ("a.wav");
    const std::vector<std::int16_t> more (10, 8);
    CHECK (file.append (more) == 0);
    const auto after = rig.place.read ("a.wav");

    // The sizes were not rewritten yet, and of the last write any part is there.
    for (std::size_t length = before.size(); length <= after.size(); ++length)
    {
        auto torn = after.substr (0, length);
        torn.replace (0, waveHeaderBytes, before, 0, waveHeaderBytes);
        rig.place.write ("a.wav", torn);
        CHECK (rig.sound().samples.size() >= 10);
        CHECK (repairVoiceFile (rig.folder, "a.wav") == 0);
        CHECK (rig.sound().samples.size() == (length - waveHeaderBytes) / 2);
    }

    // The machine lost more than the sizes say.
    rig.place.write ("a.wav", after.substr (0, waveHeaderBytes + 7));
    CHECK (repairVoiceFile (rig.folder, "a.wav") == 0);
    CHECK (rig.sound().samples == std::vector<std::int16_t> (3, 7));
}

TEST_CASE ("A mark of which only a part was written is no sound")
{
    Rig rig;
    auto file = rig.make (std::vector<std::int16_t> (10, 7));
    const auto before = rig.place.read ("a.wav");
    CHECK (file.mark (4, "not heard from here on") == 0);
    const auto after = rig.place.read ("a.wav");

    for (auto length = before.size() + 1; length <= after.size(); ++length)
    {
        rig.place.write ("a.wav", before + after.substr (before.size(), length - before.size()));
        CHECK (repairVoiceFile (rig.folder, "a.wav") == 0);
        CHECK (rig.sound().samples == std::vector<std::int16_t> (10, 7));
        CHECK (rig.place.read ("a.wav").size() == before.size());
    }
}

TEST_CASE ("A disk that takes a part alone leaves whole samples, and the file may be gone on with")
{
    Rig rig;
    auto file = rig.make (std::vector<std::int16_t> (10, 7));
    const HeldSignals held;
    rlimit before = {};
    ::getrlimit (RLIMIT_FSIZE, &before);
    const rlimit small{20'001, before.rlim_max};
    ::setrlimit (RLIMIT_FSIZE, &small);
    const auto error = file.append (std::vector<std::int16_t> (24'000, 8));
    ::setrlimit (RLIMIT_FSIZE, &before);
    CHECK (error == EFBIG);
    CHECK (file.length() == (20'001 - waveHeaderBytes) / 2);
    CHECK (rig.sound().samples.size() == file.length());
}

TEST_CASE ("What a voice's file did not write is not touched")
{
    Rig rig;
    auto file = rig.make (std::vector<std::int16_t> (10, 7));
    auto other = rig.place.read ("a.wav") + "more";
    const auto change = GENERATE (0, 8, 12, 36, 58, 62, 74);
    other[static_cast<std::size_t> (change)] = 'X';
    rig.place.write ("a.wav", other);
    repairVoiceFile (rig.folder, "a.wav");
    CHECK (rig.place.read ("a.wav") == other);

    rig.place.write ("a.wav", "RIFF");
    CHECK (repairVoiceFile (rig.folder, "a.wav") == 0);
    CHECK (rig.place.read ("a.wav") == "RIFF");
}

TEST_CASE ("A link in the folder is not followed")
{
    Rig rig;
    const FileFolder elsewhere;
    const auto precious = elsewhere.write ("b.wav", makeWaveHeader ({24'000}, 0) + "more");
    std::filesystem::create_symlink (precious, rig.place / "a.wav");
    CHECK (repairVoiceFile (rig.folder, "a.wav") != 0);
    CHECK (elsewhere.read ("b.wav").ends_with ("more"));
}
