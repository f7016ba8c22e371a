// However much was said, a frame lays out only so much of it.

#include "Person.h"

#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

#include <clocale>
#include <string>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** The character types of this process, as long as it lives. */
class Locale
{
public:
    explicit Locale (const char* name) { REQUIRE (std::setlocale (LC_CTYPE, name) != nullptr); }
    ~Locale() { std::setlocale (LC_CTYPE, before.c_str()); }

    Locale (const Locale&) = delete;
    Locale& operator= (const Locale&) = delete;

private:
    const std::string before = std::setlocale (LC_CTYPE, nullptr);
};

struct LongConversationRig
{
    juce::ScopedJuceInitialiser_GUI juce;
    ConversationList list;
    Transcript transcript;

    LongConversationRig() { list.setSize (400, 300); }

    void add (std::size_t bytes)
    {
        TranscriptEntry entry;
        entry.id = transcript.entries.size() + 1;
        entry.speaker = Speaker::agent;

        while (entry.text.size() < bytes)
            entry.text += "word ";

        transcript.entries.push_back (std::move (entry));
    }

    std::vector<ConversationItem> items() const { return itemsOf (transcript, {}, {}, ConversationList::mostItems); }

    /** How many frames it takes until all is there, each within what it may write. */
    int framesToShow()
    {
        constexpr auto most = ConversationList::charactersInFrame + longestShownText + 200;
        int frames = 0;

        do
        {
            list.show (items(), false);
            CHECK (list.charactersWritten() <= most);
            ++frames;
        } while (list.isBehind() && frames < 1'000);

        return frames;
    }
};

} // namespace

TEST_CASE ("Of a text of 256 kB the end is shown, and words say where its beginning is")
{
    LongConversationRig rig;
    rig.add (256 * 1024);
    CHECK (rig.framesToShow() == 1);
    REQUIRE (rig.list.rowCount() == 1);
    const auto text = rig.list.row (0).item().text;
    CHECK (text.startsWith ("[the first 254 kB are in the transcript] word "));
    CHECK (text.length() < 4'200);

    // What is said next is one word more, not the text anew.
    rig.transcript.entries[0].text += "new";
    CHECK (rig.framesToShow() == 1);
    CHECK (rig.list.row (0).item().text == text + " new");
}

TEST_CASE ("Ten thousand entries that come at once are shown in some frames, the newest last and in their order")
{
    LongConversationRig rig;

    for (int i = 0; i < 10'000; ++i)
        rig.add (250);

    CHECK (rig.framesToShow() > 3);
    REQUIRE (rig.list.rowCount() == 200);

    for (int i = 0; i < 200; ++i)
        CHECK (rig.list.row (i).item().id == 9'801u + static_cast<std::uint64_t> (i));
}

TEST_CASE ("Two hundred long texts take only as many rows as can be laid out at once when the window changes")
{
    LongConversationRig rig;

    for (int i = 0; i < 200; ++i)
        rig.add (256 * 1024);

    rig.framesToShow();
    int characters = 0;

    for (int i = 0; i < rig.list.rowCount(); ++i)
        characters += rig.list.row (i).item().text.length();

    CHECK (characters <= static_cast<int> (longestShownConversation));
    CHECK (rig.list.row (rig.list.rowCount() - 1).item().id == 200);

    // All of them cut at once are not all written in one frame.
    for (auto& entry : rig.transcript.entries)
    {
        entry.interrupted = true;
        entry.samplesReceived = 1'000;
        entry.samplesHeard = 999;
    }

    CHECK (rig.framesToShow() > 3);
    CHECK (rig.list.row (0).item().heading == "Agent, interrupted");
}

TEST_CASE ("What the person seems to be saying is cut as well")
{
    const auto items = itemsOf (Transcript(), {}, std::string (1u << 20, 'i'), ConversationList::mostItems);
    REQUIRE (items.size() == 1);
    CHECK (items[0].text.length() < 4'500);
    CHECK (items[0].text.startsWith ("[the first 1020 kB are in the transcript] iii"));
}

TEST_CASE ("A text without a place to break is given some, which grow with it and are not copied")
{
    const Locale locale ("C.UTF-8");
    const juce::String address ("https://" + juce::String::repeatedString ("a", 4'000));
    const auto wrapped = WrappedText::wrappable (address);
    CHECK (wrapped.length() > address.length());
    CHECK (WrappedText::unwrapped (wrapped) == address);
    CHECK (WrappedText::wrappable (address + "b").startsWith (wrapped));
    CHECK (WrappedText::wrappable ("Words of usual length stay as they are.") ==
           "Words of usual length stay as they are.");

    // No letter is parted from its marks.
    const auto marked = juce::String::fromUTF8 ("e\xcc\x81");
    CHECK (WrappedText::wrappable (juce::String::repeatedString (marked, 17)) ==
           juce::String::repeatedString (marked, 16) + juce::String::charToString (0x200a) + marked);
}

TEST_CASE ("In a host without a locale a text without a place to break is given line feeds")
{
    const Locale locale ("C");
    const auto wrapped = WrappedText::wrappable (juce::String::repeatedString ("a", 100));
    CHECK (wrapped == juce::String::repeatedString (juce::String::repeatedString ("a", 48) + "\n", 2) + "aaaa");
}
