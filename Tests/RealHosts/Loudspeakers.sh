#!/usr/bin/env bash
# The client on loudspeakers: what it plays comes back into its microphone. It does not hear itself, and makes
# way for who speaks over it.
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"

# What it plays is led back, as loud as it is: as soft as loudspeakers are in a microphone.
talk() { # name, options...
    local name=$1
    shift
    "$PARLANDO_CLIENT" talk --endpoint "$PARLANDO_ENDPOINT" --text "Tell me a story" --loudness -28 --verbose \
        --input-device system --output-device system --report "$name.json" --events "$name.events" "$@" >"$name.log" 2>&1 &
    client_pid=$!
    pids+=("$client_pid")
    wait_for 10 "the client's ports" sh -c "jack_lsp | grep -q ':out_1'"
    client=$(jack_lsp | sed -n 's/:out_1$//p')
    jack_connect "$client:out_1" "$client:in_1"
    wait_for 10 "the agent's voice" grep -q '"event":"turnStarted"' "$name.events"
}
end_talk() {
    wait "$client_pid" || fail "the client ended with status $?: $(tail -n 3 "$1.log")"
}
count() { grep -c "\"event\":\"$1\"" "$2" || true; }

start_service
sox -t raw -r 16000 -e signed -b 16 -c 1 "$recordings/goforward.raw" -r 48000 -e floating-point -b 32 \
    person.wav gain -1 rate -v 2>sox.log || fail "sox: $(cat sox.log)"
start_jack

say "Without help it hears itself"
talk off --echo off --barge-in off --duration 12
end_talk off
[ "$(count interrupted off.events)" -gt 0 ] || fail "the agent did not hear itself, so that the rest shows nothing"

say "With help it does not"
talk alone --barge-in quick --duration 12
end_talk alone
[ "$(count interrupted alone.events)" -eq 0 ] || fail "the agent was interrupted: $(cat alone.events)"
[ "$(count voiceYielded alone.events)" -eq 0 ] || fail "the agent made way for itself: $(cat alone.events)"
lowered=$(grep -o '"loweredDb": *[0-9.]*' alone.json | grep -o '[0-9.]*$' || true)
at_least "${lowered:-0}" 20 || fail "the echo was lowered by ${lowered:-no} dB"
say "Echo lowered by $lowered dB"

say "Who speaks over it is heard"
talk over --barge-in quick --duration 16
sleep 6
play person.wav "$client:in_1"
end_talk over
grep -q '"how":"held"' over.events || fail "the agent did not make way: $(cat over.events)"
[ "$(count interrupted over.events)" -eq 1 ] || fail "there were $(count interrupted over.events) interruptions: $(cat over.events)"
