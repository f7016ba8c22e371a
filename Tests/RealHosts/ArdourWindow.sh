# Ardour's own window on a display of a test's own; sourced after ArdourHost.sh.

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

connect() { # x
    for _ in 1 2; do
        click "${1:-1512}" 67
        for _ in $(seq 30); do log_has 'connection 1 opened' && return || sleep 0.1; done
    done
    fail "Connect was clicked, and there is no connection"
}

save_session() {
    touch before-saving
    xdotool mousemove 700 600 sleep 0.2 windowfocus --sync "$(window 'conversation - Ardour')" key ctrl+s
    wait_for 20 "Ardour to save" is_saved
    sleep 2
}
is_saved() { [ "$session/conversation.ardour" -nt before-saving ]; }
