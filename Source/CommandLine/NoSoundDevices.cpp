// In place of SoundCard.cpp and SoundDevices.cpp where the client is built without sound cards.

#include "CommandLineError.h"
#include "SoundCard.h"
#include "SoundDevices.h"

namespace parlando
{

/** None. */
class CardDevice
{
};

SoundCard::SoundCard (const Choice&)
{
    throw ConversationError ("This client was built without sound cards: talk through files with --input and --output, "
                             "or build it with -DPARLANDO_CLIENT_DEVICES=ON.");
}

SoundCard::~SoundCard() = default;
int SoundCard::sampleRate() const { return 0; }
int SoundCard::blockSize() const { return 0; }
std::string SoundCard::description() const { return {}; }
void SoundCard::start (AudioEngine&, Recorder&, SpeechFeed*) {}
SoundCard::News SoundCard::look (Instant) { return News::none; }
bool SoundCard::isLost() const { return false; }
void SoundCard::stop() {}

std::vector<SoundDevice> findSoundDevices() { return {}; }

} // namespace parlando
