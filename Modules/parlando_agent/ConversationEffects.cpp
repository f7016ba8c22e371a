// What a Conversation does for its Session.

#include "Conversation.h"
#include "Redaction.h"

#include <stdexcept>
#include <utility>

namespace parlando
{

void Conversation::carryOut (effect::Prepare&&) { connector.prepare(); }

void Conversation::carryOut (effect::Connect&&)
{
    status.figures.connectionStarted (loop.now());
    connector.open();
}

void Conversation::carryOut (effect::Close&& close) { connector.close (close.code, close.patience); }

void Conversation::carryOut (effect::Send&& message)
{
    status.figures.messageSent();
    transport.send (message.message);
}

void Conversation::carryOut (effect::Play&& played)
{
    const auto& [turn, samples, sampleRate] = played;
    status.figures.audioReceived (turn, arrival, session.lastSpoken(), samples.size(), sampleRate, true);
    status.isSpeaking = true;
    voiceOutput.setTarget (engine.voiceTarget());
    voiceOutput.play (turn, samples, sampleRate);

    // A clock that runs as fast as it can has been waiting for it.
    if (options.blockClock != nullptr && ! options.blockClock->isPaced())
        tickNext();
}

/** Into the playout: what is drawn and kept is what is heard. */
void Conversation::voiceLeft (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate,
                              std::size_t refused)
{
    status.waveforms.add (turn, samples, sampleRate);
    ++status.revision;

    for (const auto& tap : options.taps)
        tap->agentVoice (turn, samples, sampleRate);

    if (refused > 0)
        tellOfFullPlayout();
}

/** Once: whoever does not listen need not read it every few seconds. */
void Conversation::tellOfFullPlayout()
{
    if (std::exchange (toldOfFullPlayout, true))
        return;

    const auto waiting = std::chrono::round<std::chrono::seconds> (options.mostVoiceWaiting).count();
    const auto length =
        waiting % 60 == 0 ? std::to_string (waiting / 60) + " minutes" : std::to_string (waiting) + " seconds";
    tell (SessionWarning{"More than " + length +
                         " of the agent's voice wait to be heard, so some of it is not played; its words are kept. "
                         "Interrupt the agent to hear what is new."});
}

void Conversation::carryOut (effect::Discard&& late)
{
    status.figures.audioReceived (late.turn, arrival, {}, late.samples, late.sampleRate, false);
}

void Conversation::carryOut (effect::EndPlayout&& end) { voiceOutput.endTurn (end.turn); }

void Conversation::carryOut (effect::Yield&& yield)
{
    engine.playout().setYield (yield.how);
    status.yields = yield.how;
}

void Conversation::carryOut (effect::Silence&&)
{
    voiceOutput.interrupt();
    status.yields = VoiceYield::none;
}

void Conversation::carryOut (effect::Cut&& cut) { voiceOutput.cutTurn (cut.turn, cut.from); }

void Conversation::carryOut (effect::RunTool&& run)
{
    auto& [call, turn] = run;

    if (options.hooks.beforeTool)
        if (const auto refusal = options.hooks.beforeTool (call))
            return refuse (call, ToolOutcome::failure (*refusal, false));

    try
    {
        tools.run (call, turn);
    }
    catch (const std::runtime_error& noThread)
    {
        refuse (call, ToolOutcome::failure (noThread.what(), true));
    }
}

/** From the loop: no input while an effect is carried out. */
void Conversation::refuse (const FunctionCall& call, ToolOutcome outcome)
{
    loop.post ([this, refused = ToolAnswer{call.id, call.name, std::move (outcome.response), outcome.isError}]() mutable
               { take (std::move (refused)); });
}

void Conversation::carryOut (effect::CancelTool&& call) { tools.cancel (call.id); }

void Conversation::carryOut (effect::UseTools&& in) { tools.use (*in.tools); }

void Conversation::carryOut (effect::Tell&& told) { tell (std::move (told.event)); }

void Conversation::tell (SessionEvent&& event)
{
    redact (event, connector.redactor()); // C5: also where the service repeats the key

    status.figures.note (event);
    ++status.revision;

    if (const auto* piece = std::get_if<TranscriptPiece> (&event);
        piece != nullptr && piece->speaker == Speaker::person)
        status.setInterimText (piece->interim ? piece->text : std::string());

    if (std::holds_alternative<SessionReady> (event))
        for (const auto& tap : options.taps)
            tap->began (session.transcript().start, loop.now());

    publish();
    tellTaps (event);

    if (std::holds_alternative<SessionReady> (event))
    {
        engine.capture().discard();
        engine.setCaptureEnabled (true);
    }

    if (const auto* ended = std::get_if<SessionEnded> (&event))
    {
        over = true;
        heardSince = ended->when;
        engine.setCaptureEnabled (false);
    }

    if (listener)
        listener (event);
}

} // namespace parlando
