#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** English speech to text with pocketsphinx, one whole utterance at a time: what was heard before does not shift what
   is heard now, so the same sound always gives the same text. A grammar of commands reads it first (20 ms for each
   second of speech) and is believed when it fits well; otherwise the general language model does (250 ms for each
   second). One thread at a time; making one takes half a second and about 100 MB. */
class Recogniser
{
public:
    static constexpr const char* usualModelFolder = "/usr/share/pocketsphinx/model/en-us";

    /** Throws std::runtime_error, saying what to install, when the folder holds no model. */
    explicit Recogniser (const std::string& modelFolder = usualModelFolder);
    ~Recogniser();

    Recogniser (const Recogniser&) = delete;
    Recogniser& operator= (const Recogniser&) = delete;

    /** Mono, 16 kHz; `things` are what can be set. The text in lower case; empty when nothing was understood. */
    [[nodiscard]] std::string understand (std::span<const std::int16_t> utterance,
                                          const std::vector<std::string>& things);

private:
    struct Decoder;

    const std::string& grammarFor (const std::vector<std::string>& things);

    std::unique_ptr<Decoder> decoder;
    std::map<std::vector<std::string>, std::string> grammars; // their names in the decoder, by the things in them
};

} // namespace parlando
