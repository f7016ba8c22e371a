#!/usr/bin/env bash
# The LV2 plugin in jalv, under a JACK server of its own: a person types Connect on, is heard, and hears the answer; and
# presses Connect in Parlando's own window. jalv's console sets ports only, and JUCE's parameters are properties: so it
# is jalv.gtk3, on a display of its own.
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"
uri=urn:parlando:plugin

start_jalv() { # jalv's options...
    stdbuf -oL jalv.gtk3 "$@" --dump --jack-name=parlando --exact-jack-name "$uri" >jalv.log 2>&1 &
    jalv_pid=$!
    pids+=("$jalv_pid")
    wait_for 20 "jalv's ports" sh -c 'jack_lsp | grep -q -x parlando:audio_out_4'
    wait_for 20 "jalv's window" window
    sleep 1
    kill -0 "$jalv_pid" 2>/dev/null || fail "jalv ended: $(tail -n 3 jalv.log)"
}
end_jalv() {
    local began=$SECONDS
    kill -0 "$jalv_pid" 2>/dev/null || fail "jalv ended by itself: $(tail -n 3 jalv.log)"
    end "$jalv_pid"
    [ "$((SECONDS - began))" -lt 3 ] || fail "jalv did not end within 3 s of being asked"
}
# The rows of jalv's window come in another order each time. One step up and down in a row shows in jalv's dump which
# row it is, and changes no switch.
focused_property() {
    xdotool key Up
    sleep 0.2
    xdotool key Down
    sleep 0.1
    grep -A 3 'UI => Plugin' jalv.log | sed -n 's/.*patch:property <urn:parlando:plugin:\([a-z_]*\)>.*/\1/p' | tail -n 1
}
focus() { # parameter
    local row
    xdotool windowfocus "$(window)"
    sleep 0.3
    for ((row = 0; row < 20; row++)); do
        [ "$(focused_property)" != "$1" ] || return 0
        xdotool key Tab Tab # past the row's slider
    done
    fail "jalv's window has no control for $1; its dump: $(grep -A 4 'UI => Plugin' jalv.log | tail -n 20)"
}
set_to() { # parameter, value
    focus "$1"
    xdotool key ctrl+a
    xdotool type "$2"
    xdotool key Return
}
# Connect is top right in Parlando's window.
press_connect() {
    local WIDTH=0 HEIGHT=0
    eval "$(xdotool getwindowgeometry --shell "$(window)" | grep -E '^(WIDTH|HEIGHT)=[0-9]+$')"
    xdotool mousemove --window "$(window)" $((WIDTH - 87)) 58
    sleep 0.3
    xdotool click 1
}
# A loaded machine may still be drawing the window, which then takes no press.
connect_by_press() { # what the service then says
    local try i
    for try in 1 2 3; do
        press_connect
        for ((i = 0; i < 40; i++)); do
            ! log_has "$1" || return 0
            sleep 0.1
        done
        say "press $try was not taken"
    done
    ! command -v import >/dev/null || import -window root window.png || true
    fail "Connect was pressed $try times in Parlando's window (window.png), and nothing came of it: $(tail -n 3 service.log)"
}
start_service
make_person 3 18
start_display
start_jack

say "Talking (22 s, in real time), after Connect was typed on in jalv's controls"
start_jalv --generic-ui
expect_connections 0 "when jalv had loaded Parlando"
set_to connect 1
wait_for 10 "the connection after Connect was typed on" log_has 'connection 1 opened'
record talk.wav 22 parlando:audio_out_1 parlando:audio_out_3 parlando:audio_out_4
play person.wav parlando:audio_in_1
wait "$record_pid" || fail "jack_rec: $(tail -n 2 jack_rec.log)"
expect_speech talk.wav:2
expect_dry talk.wav:1 talk.wav:2
say "Closing jalv while connected"
end_jalv
wait_for 5 "the end of the connection" log_has 'connection 1 closed'

say "Pressing Connect in Parlando's own window, twice"
start_jalv
expect_connections 1 "when Parlando's window had opened"
connect_by_press 'connection 2 opened'
sleep 1
press_connect
wait_for 5 "the end of the connection after Connect was pressed again" log_has 'connection 2 closed'
end_jalv
expect_connections 2 "at the end"
say "jackd was late $(grep -c XRun jackd.log || true) times"
