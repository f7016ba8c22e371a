#pragma once

#include "RawFormat.h"

#include <parlando_archive/Keeps.h>
#include <parlando_audio/parlando_audio.h>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** How to reach a service: shared by the commands that connect. */
struct ServiceOptions
{
    std::string endpoint; /**< Empty: Google's. */
    std::string version;  /**< Of the service's API; empty: the usual one. */
    std::string certificates;
    std::string apiKeyFile;
    std::string model;
    std::string vertex; /**< PROJECT/LOCATION; empty: the Gemini API. */
    std::string tokenCommand, tokenFile;
    std::vector<std::string> passed;    /**< To programs, of the environment: NAME or NAME=VALUE. */
    std::optional<std::string> proxy;   /**< Empty: none, whatever the environment says. */
    std::optional<std::string> noProxy; /**< Hosts, instead of the environment's. */
    bool directly = false;

    void addTo (CLI::App&);

private:
    void addTokensTo (CLI::App&);
    void addProxyTo (CLI::App&);
};

/** What a person may say to `parlando talk`, as it was typed. */
struct TalkOptions
{
    enum class Pace
    {
        realtime,
        fast
    };

    /** Who finds out when the person speaks. */
    enum class TurnDetector
    {
        service,
        local
    };

    ServiceOptions service;

    std::optional<std::string> voice, language, system;
    std::optional<double> temperature;
    std::string config;
    std::vector<std::string> tools;
    std::vector<std::string> toolCommands; /**< NAME=PATH */
    std::vector<std::string> texts;
    std::vector<std::string> images;
    std::string videoFrames;

    std::string input, output, conversation;
    std::optional<std::string> format, outputFormat; /**< See parseRawFormat(). */
    std::optional<std::string> inputDevice, outputDevice;
    InputChannels inputChannels;        /**< Of the file or the sound card. */
    double loudness = 0.0;              /**< Of the agent's voice, in LUFS; 0: as it comes. */
    std::optional<EchoMode> echo;       /**< Of the microphone; where it is not said, chosenEcho() chooses. */
    std::optional<BargeInMode> bargeIn; /**< The same. */
    MicrophoneCleaning cleaning = MicrophoneCleaning::none;
    TurnDetector turnDetector = TurnDetector::service;
    bool noAudio = false;
    std::optional<int> sampleRate, blockSize;
    Pace pace = Pace::realtime;

    std::string transcript, report, events;
    std::string history; /**< A file, or the folder of a conversation that was kept. */
    std::string keep;    /**< A folder for folders of conversations. */
    std::optional<Keeps> keepWhat;
    bool keepWire = false, keepWireVoice = false;
    std::optional<double> duration; /**< Seconds from ready. */
    double linger = 4.0;            /**< Seconds. */
    std::optional<std::int64_t> capTokens;
    std::optional<double> capCost; /**< In the price table's currency. */
    std::string prices;            /**< A file; empty: the built-in table. */
    bool noReconnect = false;
    bool verbose = false, quiet = false;

    void addTo (CLI::App&);

    /** Those alone that say what the agent is to be like. */
    void addSetupTo (CLI::App&);

    /** How raw sound is written, where that was said; with a sample rate. Throw UsageError. */
    std::optional<RawFormat> rawInput() const;
    std::optional<RawFormat> rawOutput() const;

    /** Something of the conversation goes to standard output: then what is told about it does not. */
    bool usesStandardOutput() const;

    /** A sound card is opened only where nothing asks for files, typed turns alone, or no sound at all. */
    bool wantsDevices() const;
    bool wantsMicrophone() const;
    bool wantsSpeakers() const;

    /** What is done where nobody said: an echo is looked for where a microphone may hear loudspeakers, and who speaks
        into a microphone makes the agent wait. Files are heard as they are. */
    EchoMode chosenEcho() const;
    BargeInMode chosenBargeIn() const;

    /** Throws UsageError where options contradict each other or files cannot be had. Connects nothing. */
    void check() const;
};

/** What a person may say to `parlando token`. */
struct TokenOptions
{
    TalkOptions agent; /**< The service, and what the token is to fix. */
    int uses = 1;
    int expiresIn = 1800, newSessionsWithin = 60; /**< Seconds. */
    bool isLocked = false;
    std::vector<std::string> lockedFields;

    void addTo (CLI::App&);
};

} // namespace parlando
