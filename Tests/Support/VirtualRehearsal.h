#pragma once

#include "VirtualServer.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace parlando::testing
{

/** The rehearsal service in virtual time. It speaks with flite in no time and understands nothing that is said: a
    recogniser takes half a second to make. */
class VirtualRehearsal
{
public:
    explicit VirtualRehearsal (VirtualTime& virtualTime, RehearsalService::Options options = {})
        : time (virtualTime), service (std::move (options), surroundings())
    {
    }

    VirtualServer& server() { return *made; }
    std::vector<RehearsalService::Counters> counters() const { return service.counters(); }

private:
    struct Deaf final : Hearing
    {
        Deaf (VirtualTime& t, Understood u) : time (t), understood (std::move (u)) {}

        void begin (Utterance, std::vector<std::string>) override {}
        void append (Utterance, std::span<const std::int16_t>) override {}
        void abandon (Utterance) override {}
        void stop() override { isStopped = true; }

        void finish (Utterance utterance) override
        {
            if (! isStopped)
                understood (utterance, {});
        }

        VirtualTime& time;
        const Understood understood;
        bool isStopped = false;
    };

    struct Quick final : Speaking
    {
        explicit Quick (Ready r) : ready (std::move (r)) {}

        void speak (Sentence sentence, std::string text, std::string voiceName) override
        {
            static Synthesiser synthesiser;

            if (! isStopped)
                ready (sentence, synthesiser.speak (text, voiceName));
        }

        void abandon (Sentence) override {}
        void stop() override { isStopped = true; }

        const Ready ready;
        bool isStopped = false;
    };

    RehearsalService::Surroundings surroundings()
    {
        return {[this] (auto understood) { return std::make_unique<Deaf> (time, std::move (understood)); },
                [] (auto ready) { return std::make_unique<Quick> (std::move (ready)); },
                [this] (auto callbacks)
                {
                    auto server = std::make_unique<VirtualServer> (time, std::move (callbacks));
                    made = server.get();
                    return server;
                }};
    }

    VirtualTime& time;
    VirtualServer* made = nullptr;
    RehearsalService service;
};

} // namespace parlando::testing
