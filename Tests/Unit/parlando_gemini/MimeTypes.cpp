#include "Fixtures.h"

#include <parlando_gemini/MimeType.h>

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

TEST_CASE ("C16: the rate comes from the mime type, in any spelling; without one it is 24 kHz")
{
    const std::pair<const char*, int> types[]{{"audio/pcm", 24000},
                                              {"audio/pcm;rate=24000", 24000},
                                              {"audio/pcm;rate=16000", 16000},
                                              {"AUDIO/PCM;RATE=8000", 8000},
                                              {" audio/pcm ; channels=1 ; rate = 48000 ", 48000},
                                              {"audio/pcm;rate=\"22050\"", 22050},
                                              {"audio/pcm;;rate=16000;rate=24000;", 16000},
                                              {"audio/pcm;rate", 24000}};

    for (const auto& [type, rate] : types)
    {
        INFO (type);
        CHECK (readAudioFormat (type).isPcm);
        CHECK (readAudioFormat (type).sampleRate == rate);
    }
}

TEST_CASE ("Rates that no service means, and other than one channel, cannot be played")
{
    for (const auto* type : {"audio/pcm;rate=0", "audio/pcm;rate=-24000", "audio/pcm;rate=7999", "audio/pcm;rate=48001",
                             "audio/pcm;rate=99999999999999999999", "audio/pcm;rate=", "audio/pcm;rate=24k",
                             "audio/pcm;rate=24000.5", "audio/pcm;rate=\"", "audio/pcm;channels=2"})
    {
        INFO (type);
        CHECK (readAudioFormat (type).isPcm);
        CHECK_FALSE (readAudioFormat (type).sampleRate);
    }
}

TEST_CASE ("C57: everything else is not PCM")
{
    for (const auto* type : {"", ";", "audio/opus", "audio/pcmu;rate=8000", "image/jpeg", "audio", "text/audio/pcm"})
        CHECK_FALSE (readAudioFormat (type).isPcm);
}

TEST_CASE ("A part that cannot be played is dropped with a warning, its neighbours stay")
{
    const auto message = messageIn (
        R"({"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=1","data":"AAAA"}},)"
        R"({"inlineData":{"data":"AAAA"}},{"inlineData":{"mimeType":"audio/pcm"}},)"
        R"({"inlineData":{"mimeType":"audio/pcm","data":"AAAA"}}]}}})");
    CHECK (message.serverContent.value().parts == std::vector<Part>{AudioPart{24000, {0, 0, 0}}});
    CHECK (message.warnings.size() == 2);
}
