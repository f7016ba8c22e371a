#!/usr/bin/env bash
# The client with a sound server: a file is heard while the speakers play, and what they play is kept as well.
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"

talk() { # log, options...
    local log=$1
    shift
    timeout 60 "$PARLANDO_CLIENT" talk --endpoint "$PARLANDO_ENDPOINT" "$@" >"$log" 2>&1 || fail "the client ended with status $?: $(tail -n 3 "$log")"
}

start_service
make_person 1 11
start_jack

say "A file speaks, the speakers play the answer, and a file keeps it"
talk file.log --input person.wav --output-device system --output kept.wav --conversation both.wav --linger 2
expect_speech kept.wav:1
expect_speech both.wav:2

say "The microphone hears, and only a file gets the answer"
talk microphone.log --input-device system --output answer.wav --text "Tell me a story" --duration 8
result=$("$PARLANDO_SOUND" level answer.wav)
at_least "$(value rms_db <<<"$result")" -40 || fail "the agent's recording is silent, or almost: $result"
grep -q 'system -> a file' microphone.log || fail "it says what it opened: $(head -n 1 microphone.log)"
