#!/usr/bin/env bash
# Hands off the mouse, in Ardour: a person asks for a reverb send over two bars, the agent's tool moves the slot, and what
# Ardour recorded as automation is the ramp, ends where it was asked for, is saved, and plays after the session was opened
# again.
#
#   Automation.sh VST3|LV2
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"

request="set the reverb send to forty percent over two bars"

cat >tools.json <<END
{
    "name": "Automation",
    "transport": true,
    "slots": [{"slot": 1, "name": "Reverb send", "unit": "%"}],
    "functions": [{"name": "set_reverb_send", "arguments": [{"name": "percent", "slot": 1}], "ramp": true, "scheduling": "when_idle"}]
}
END
export PARLANDO_TOOLS=$folder/tools.json

find_plugin
"$PARLANDO_REHEARSAL" say "$request" --output request.wav
sox request.wav -r 48000 -e floating-point -b 32 person.wav rate -v pad 3 14 2>sox.log || fail "sox: $(cat sox.log)"
say "Making a session with Parlando as $format"
mkdir session
must "make a session" 60 make "$format" "$uid" "$session"
insert_recording

start_service
say "Asking for \"$request\" (20 s, in real time)"
must "hold the conversation" 90 automate "$session" 18
log_has "heard: $request" || fail "the service did not understand the person: $(cat service.log)"
log_has 'I set the reverb send to 40 percent' || fail "the agent does not say what happened: $(cat service.log)"
expect_ramp ardour-automate.log

say "Opening it again and playing what was recorded"
must "open the session again" 90 replay "$session" 14
expect_ramp ardour-replay.log
expect_playback ardour-replay.log
