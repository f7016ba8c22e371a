#!/usr/bin/env bash
# The app under a JACK server of its own, on a display of its own: it connects, hears a person at once, and its answer is
# recorded, also when the server has died and come back. It ends cleanly when asked, and remembers.
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"

start_app() { # options...
    "$PARLANDO_APP" --settings-folder "$folder/settings" --device-type JACK "$@" >app.log 2>&1 &
    app_pid=$!
    pids+=("$app_pid")
    wait_for 20 "the app's ports" sh -c 'jack_lsp | grep -q -x Parlando:out_1'
    wait_for 20 "the app's window" window
}
end_app() { # signal
    local status=0
    kill "-$1" "$app_pid" || fail "the app ended by itself: $(tail -n 3 app.log)"
    wait "$app_pid" || status=$?
    [ "$status" -eq 0 ] || fail "the app ended with status $status: $(tail -n 3 app.log)"
}

start_service
make_person 1 18
start_display
start_jack

say "Talking to the app (20 s, in real time)"
start_app --connect
wait_for 10 "the connection" log_has 'connection 1 opened'
record talk.wav 20 Parlando:out_1 Parlando:out_2
play person.wav Parlando:in_1
wait "$record_pid" || fail "jack_rec: $(tail -n 2 jack_rec.log)"
expect_speech talk.wav:1

say "Ending the sound server under the conversation, and starting it again: it goes on by itself"
kill -KILL "$jack_pid"
wait "$jack_pid" 2>/dev/null || true
sleep 3
start_jack
wait_for 20 "the app's ports on the new server" sh -c 'jack_lsp -c Parlando:in_1 | grep -q system:capture_1'
record again.wav 20 Parlando:out_1 Parlando:out_2
play person.wav Parlando:in_1
wait "$record_pid" || fail "jack_rec: $(tail -n 2 jack_rec.log)"
expect_speech again.wav:1
expect_connections 1 "after the sound server had come back"
end_app HUP
wait_for 5 "the end of the connection" log_has 'connection 1 closed'

say "Starting it again: it opens what it had open, and connects to nothing"
start_app
wait_for 10 "the microphone" sh -c 'jack_lsp -c Parlando:in_1 | grep -q system:capture_1'
sleep 1
expect_connections 1 "when the app was started again"
end_app TERM
say "jackd was late $(grep -c XRun jackd.log || true) times"
