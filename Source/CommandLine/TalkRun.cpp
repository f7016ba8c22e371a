#include "TalkRun.h"

#include "PrintableText.h"
#include "ReportFile.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <poll.h>
#include <utility>
#include <variant>

namespace parlando
{
namespace
{

Instant now() { return Instant::clock::now(); }

/** Where nobody listens meanwhile, larger blocks cost less: 40 ms are two microphone messages, which leave together. */
int blockSizeForFiles (int sampleRate, bool fast) { return fast ? 2048 : sampleRate / 25; }

Console::Detail detailOf (const TalkOptions& options)
{
    return options.quiet     ? Console::Detail::quiet
           : options.verbose ? Console::Detail::verbose
                             : Console::Detail::normal;
}

} // namespace

TalkRun::TalkRun (const TalkOptions& talkOptions, LiveAgent::Options agentOptions, Redactor knownSecrets,
                  HistoryFile& historyFile, KeptTalk& kept)
    : options (talkOptions), history (historyFile), redactor (std::move (knownSecrets)),
      settings (settingsOf (talkOptions, agentOptions)),
      console (detailOf (talkOptions), talkOptions.usesStandardOutput() ? stderr : stdout),
      ending (inMilliseconds (talkOptions.linger)), typedTurns (talkOptions.texts),
      videoFrames (talkOptions.videoFrames)
{
    for (const auto& path : options.images)
        images.push_back (readImage (path, "--image"));

    openSound();

    if (! options.events.empty())
        events.emplace (options.events, stopSignal.descriptor());

    interactive = isOpenEnded();
    settings["sampleRate"] = sampleRate;
    settings["blockSize"] = blockSize;
    makeArchive (kept, agentOptions);
    makeAgent (std::move (agentOptions));
}

void TalkRun::makeArchive (KeptTalk& kept, LiveAgent::Options& agentOptions)
{
    if (! kept.isWanted())
        return;

    if (const auto& problem = kept.earlier().problem; ! problem.empty())
        console.warn (problem);

    archive = kept.makeArchive (redactor, [this] (const std::string& problem) { inbox.put (SessionWarning{problem}); });
    agentOptions.taps.push_back (archive);

    if (options.keepWire)
        agentOptions.recorder = std::make_shared<WireRecord> (archive, options.keepWireVoice);
}

void TalkRun::openSound()
{
    const auto rawOutput = options.rawOutput();

    // A pipe may keep one waiting.
    if (options.verbose)
        console.say ("  [opening the sound]");

    auto askedRate = rawOutput ? std::optional (rawOutput->sampleRate) : options.sampleRate;

    if (options.wantsDevices())
    {
        card.emplace (SoundCard::Choice{options.inputDevice, options.outputDevice, askedRate, options.blockSize,
                                        options.inputChannels, options.wantsMicrophone(), options.wantsSpeakers()});
        askedRate = card->sampleRate();
    }

    sampleRate = askedRate.value_or (48000);

    if (! options.input.empty())
        openInput (askedRate);

    blockSize =
        card ? card->blockSize()
             : options.blockSize.value_or (blockSizeForFiles (sampleRate, options.pace == TalkOptions::Pace::fast));

    recorder.emplace (
        Recorder::Places{{options.output, rawOutput}, {options.conversation, {}}, stopSignal.descriptor()}, sampleRate);
}

void TalkRun::openInput (const std::optional<int>& askedRate)
{
    WaveInput wave ({options.input, options.rawInput(), stopSignal.descriptor()}, options.inputChannels);

    if (const auto problem = wave.problem(); ! problem.empty())
    {
        console.warn (problem);
        told.push_back (problem);
    }

    const bool usable = wave.sampleRate() >= 8000 && wave.sampleRate() <= 384000;
    sampleRate = askedRate.value_or (usable ? wave.sampleRate() : 48000);
    feed.emplace (std::move (wave), sampleRate);
}

void TalkRun::makeAgent (LiveAgent::Options agentOptions)
{
    if (! card)
    {
        clock.emplace (sampleRate, blockSize,
                       options.pace == TalkOptions::Pace::fast ? FileClock::Pace::fast : FileClock::Pace::realTime);
        agentOptions.blockClock = &*clock;
    }

    agent.emplace (std::move (agentOptions), [this] (const SessionEvent& event) { inbox.put (event); });
    agent->audio().prepare (sampleRate, blockSize);
    agent->audio().setVoiceTarget (static_cast<float> (options.loudness));
    agent->audio().setEchoMode (options.chosenEcho());
    agent->audio().setBargeInMode (options.chosenBargeIn());
    agent->audio().setMicrophoneCleaning (options.cleaning);
}

ExitCode TalkRun::hold()
{
    if (options.verbose)
        console.say ("  [connecting]");

    agent->connect();

    try
    {
        converse();
    }
    catch (const std::exception& error)
    {
        failures.push_back (error.what());
    }

    unfinished = isAnswerOwed();
    finish();
    leaveFiles();
    return conclude();
}

void TalkRun::converse()
{
    while (! end)
    {
        waitForSomething();
        takeEvents();

        if (card && ending.isReady())
            watchCard();

        if (stopRequested || listenerLost || (ending.isReady() && (hasRunOut() || isThrough())))
            return;

        if (! end)
        {
            sendNextFrame();
            sendNextText();
        }
    }
}

void TalkRun::waitForSomething()
{
    std::array<pollfd, 3> sources{{
        {inbox.descriptor(), POLLIN, 0},
        {stopSignal.descriptor(), POLLIN, 0},
        {standardInput.descriptor(), POLLIN, 0},
    }};

    ::poll (sources.data(), sources.size(), millisecondsToWait());
    stopRequested = (sources[1].revents & POLLIN) != 0;

    if (sources[2].revents == 0)
        return;

    for (const auto& typed : standardInput.take())
    {
        const auto line = printable (typed);
        console.expectEcho (line);
        send (line);
    }
}

/** What need not be said again at the end. A service may cause any number of warnings. */
void TalkRun::noteTold (const std::string& sentence)
{
    constexpr std::size_t mostKept = 100;

    if (std::find (told.begin(), told.end(), sentence) != told.end())
        return;

    if (told.size() >= mostKept)
        told.erase (told.begin());

    told.push_back (sentence);
}

void TalkRun::takeEvents()
{
    for (const auto& event : inbox.take())
    {
        ending.note (event);
        console.show (event);

        if (events)
            events->note (event, now());

        if (const auto* warning = std::get_if<SessionWarning> (&event))
            noteTold (warning->text);
        else if (std::holds_alternative<SessionReady> (event) && ! finished)
            begin();
        else if (const auto* ended = std::get_if<SessionEnded> (&event))
            end = *ended;
    }
}

void TalkRun::sendNextText()
{
    if (! ending.isReady() || isWaitedFor())
        return;

    if (const auto text = typedTurns.next())
        send (*text);
}

void TalkRun::sendNextFrame()
{
    if (! ending.isReady())
        return;

    if (auto frame = videoFrames.next (*ending.ready(), now()))
        agent->sendImage (std::move (*frame), ImageKind::videoFrame);
}

void TalkRun::send (const std::string& text)
{
    if (! agent->sendText (text))
        return console.warn ("The text was not sent: the conversation is over.");

    ending.textSent (now(), text);
}

/** The agent listens: only now do blocks run and files begin, so that no word is spoken before anybody hears. */
void TalkRun::begin()
{
    recorder->begin();
    startFiles();

    for (auto& image : std::exchange (images, {}))
        agent->sendImage (std::move (image));

    if (card)
    {
        card->start (agent->audio(), *recorder, feed ? &*feed : nullptr);
        console.say (card->description());
        console.say (feed ? "Ctrl-C ends the conversation." : "Talk; Ctrl-C ends the conversation.");
        return;
    }

    clock->start (agent->audio(), feed ? &*feed : nullptr, *recorder,
                  [this]
                  {
                      if (reading)
                          reading->poke();

                      if (writing)
                          writing->poke();
                  });
}

/** A device that went away ends nothing: the conversation waits for it. */
void TalkRun::watchCard()
{
    switch (card->look (now()))
    {
        case SoundCard::News::lost:
            inbox.put (
                SessionWarning{"The sound device stopped; the conversation goes on when it is back, or ends with "
                               "Ctrl-C."});
            break;
        case SoundCard::News::back:
            console.say ("The sound device is back: " + card->description());
            break;
        case SoundCard::News::none:
            break;
    }
}

void TalkRun::startFiles()
{
    constexpr Milliseconds oftenEnough{1000}, whereSomebodyListens{20}; // a sound card pokes nobody

    if (feed)
        reading.emplace (card ? whereSomebodyListens : oftenEnough,
                         [this]
                         {
                             feed->fill();

                             while (const auto notice = feed->takeNotice())
                                 inbox.put (SessionWarning{describe (*notice)});
                         });

    if (! recorder->isWanted())
        return;

    writing.emplace (recorder->isLive() ? whereSomebodyListens : oftenEnough,
                     [this, warned = false]() mutable
                     {
                         recorder->drain();

                         if (const auto problems = recorder->problems();
                             ! problems.empty() && ! std::exchange (warned, true))
                         {
                             listenerLost = recorder->isAbandoned();
                             inbox.put (SessionWarning{problems.front()});
                         }
                     });
}

void TalkRun::finish()
{
    finished = true;

    if (! end || ! failures.empty())
        agent->disconnect();

    // What the agent said before the end is still heard; a signal cuts it short.
    while (! agent->wait (Milliseconds (0)))
    {
        pollfd signal{stopSignal.descriptor(), POLLIN, 0};

        if (::poll (&signal, stopRequested ? 0 : 1, 20) > 0)
        {
            stopRequested = true;
            agent->disconnect();
        }
    }

    if (card)
        card->stop();

    unheard = feed && ! feed->isExhausted();

    if (feed)
        feed->stop();

    if (reading)
        reading->finish();

    if (writing)
        writing->finish();

    finishArchive();
}

} // namespace parlando
