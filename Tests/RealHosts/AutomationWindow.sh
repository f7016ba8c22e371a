#!/usr/bin/env bash
# Hands off the mouse, in Ardour's own window: a person asks for a reverb send over two bars, the agent's tool moves the
# slot, and what Ardour recorded as automation is the ramp, ends where it was asked for, is saved, and plays after the
# session was opened again. The window, because Ardour records what a plugin moves only while the plugin's editor is open.
#
#   AutomationWindow.sh VST3
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"

# Ardour's questions at its first start are answered: an engine that needs no sound card.
configure_ardour() {
    mkdir -p "$XDG_CONFIG_HOME/ardour7"
    touch "$XDG_CONFIG_HOME/ardour7/.a7"
    cat >"$XDG_CONFIG_HOME/ardour7/config" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<Ardour>
  <Config>
    <Option name="try-autostart-engine" value="1"/>
    <Option name="hide-dummy-backend" value="0"/>
  </Config>
  <Extra>
    <AudioMIDISetup>
      <EngineStates>
        <State backend="None (Dummy)" driver="Normal Speed" device="Silence" input-device="" output-device="" sample-rate="48000" buffer-size="512" n-periods="0" input-latency="0" output-latency="0" input-channels="0" output-channels="0" active="1" use-buffered-io="0" midi-option="" lru="1700000000"><MIDIDevices/></State>
      </EngineStates>
    </AudioMIDISetup>
  </Extra>
</Ardour>
END
}

start_display() {
    local number=4100
    while [ -e "/tmp/.X$number-lock" ] || [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done
    export DISPLAY=:$number
    Xvfb "$DISPLAY" -screen 0 1600x760x24 -nolisten tcp >xvfb.log 2>&1 &
    pids+=($!)
    wait_for 10 "the display" xdotool getdisplaygeometry
}

window() { xdotool search --onlyvisible --name "$1" 2>/dev/null | head -n 1; }
has_window() { [ -n "$(window "$1")" ]; }
click() { # x, y [how often]
    xdotool mousemove "$1" "$2" sleep 0.2 click --repeat "${3:-1}" --delay 80 1
}
# With PARLANDO_PICTURES a picture of the display goes there.
picture() { # name
    [ -z "${PARLANDO_PICTURES:-}" ] || import -window root "$PARLANDO_PICTURES/$1.png"
}

start_ardour() {
    command ardour --no-splash --no-announcements "$session" >ardour-window.log 2>&1 &
    ardour_pid=$!
    pids+=("$ardour_pid")
    wait_for 60 "Ardour's window" has_window '^conversation - Ardour'
    sleep 3
}

open_editor() {
    click 45 344 # the track that the person is on
    xdotool key shift+e
    for y in 198 190 206 182 214; do
        sleep 1.5
        click 50 "$y" 2
        sleep 1.5
        ! has_window 'person: Parlando' || break
    done
    has_window 'person: Parlando' || fail "Ardour does not open the editor"
    xdotool windowmove "$(window 'person: Parlando')" 1040 0
    sleep 1
}

find_plugin
make_request 7 20
start_service
configure_ardour
start_display
start_ardour
open_editor
say "Asking for \"$request\" (in real time)"
click 157 44      # play
for try in 1 2; do # Connect
    click 1512 67
    for _ in $(seq 30); do log_has 'connection 1 opened' && break 2 || sleep 0.1; done
done
log_has 'connection 1 opened' || fail "Connect was clicked, and there is no connection"
wait_for 20 "the service to hear" log_has "heard: $request"
picture 1-asked
wait_for 20 "the agent's answer" log_has 'I set the reverb send to 40 percent'
sleep 2
picture 2-moved
click 1512 67     # Disconnect
click 182 44      # stop
sleep 1.5
picture 3-answered
touch before-saving
xdotool mousemove 700 600 sleep 0.2 windowfocus --sync "$(window 'conversation - Ardour')" key ctrl+s
is_saved() { [ "$session/conversation.ardour" -nt before-saving ]; }
wait_for 20 "Ardour to save" is_saved
sleep 2
end "$ardour_pid"

must "show what it recorded" 60 points "$session"
expect_ramp ardour-points.log
say "Opening it again and playing what was recorded"
must "open the session again" 90 replay "$session" 18
expect_ramp ardour-replay.log
expect_playback ardour-replay.log
