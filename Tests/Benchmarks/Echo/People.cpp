#include "People.h"

#include "Support/SpokenSound.h"

#include <parlando_speech/parlando_speech.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace parlando::benchmarks
{

using namespace test;

namespace
{

std::vector<std::string> wordsOf (const std::string& text)
{
    std::istringstream stream (text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back (word);
    return words;
}

std::size_t onsetOf (const Sound& sound)
{
    const auto isLoud = [&] (std::size_t at)
    {
        return at + speechFrameSize <= sound.size() &&
               levelOf (std::span (sound).subspan (at, speechFrameSize)) > personLevel - 14.0;
    };
    std::size_t at = 0;
    while (at < sound.size() && ! (isLoud (at) && isLoud (at + speechFrameSize) && isLoud (at + 2 * speechFrameSize)))
        at += speechFrameSize;
    return at;
}

void add (std::vector<Recorded>& all, const std::string& name, const std::string& words)
{
    auto sound = recordedSpeech (name);
    if (sound.empty())
        return;
    sound = atLevel (std::move (sound), personLevel);
    const auto onset = onsetOf (sound);
    all.push_back ({name, words, std::move (sound), onset});
}

/** Lines of "<s> words </s> (name)". */
void addTranscribed (std::vector<Recorded>& all, const std::string& folder, const std::string& transcript)
{
    std::ifstream file ("/usr/share/pocketsphinx/test/data/" + folder + transcript);
    for (std::string line; std::getline (file, line);)
    {
        const auto begin = line.find ("<s>"), end = line.find ("</s>");
        const auto name = line.find ('(', end == std::string::npos ? 0 : end), last = line.find (')', name);
        if (begin != std::string::npos && end != std::string::npos && last != std::string::npos)
            add (all, folder + line.substr (name + 1, last - name - 1) + ".wav",
                 line.substr (begin + 3, end - begin - 3));
    }
}

} // namespace

const std::vector<Recorded>& people()
{
    static const auto all = []
    {
        std::vector<Recorded> found;
        addTranscribed (found, "librivox/", "transcription");
        addTranscribed (found, "cards/", "cards.transcription");
        add (found, "goforward.raw", "go forward ten meters");
        add (found, "something.raw", "");
        add (found, "numbers.raw", "");
        return found;
    }();
    return all;
}

int wordCount (const std::string& text) { return static_cast<int> (wordsOf (text).size()); }

int wordsFound (const std::string& understood, const std::string& expected)
{
    const auto first = wordsOf (understood), second = wordsOf (expected);
    std::vector<int> row (second.size() + 1);
    for (const auto& word : first)
    {
        auto diagonal = row[0];
        for (std::size_t i = 0; i < second.size(); ++i)
        {
            const auto above = row[i + 1];
            row[i + 1] = word == second[i] ? diagonal + 1 : std::max (above, row[i]);
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace parlando::benchmarks
