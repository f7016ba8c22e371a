#!/usr/bin/env bash
# With the mouse, in our window inside Ardour's own: a turn of the agent is dragged to a track, and lies at its time stamp
# when Ardour is told so; another take of it is asked for and chosen, of which Ardour knows that it changes the session; and
# the export has the take that was chosen, where the first one was heard.
#
#   ArdourLanes.sh VST3|LV2
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"
. "$(dirname "$0")/ArdourWindow.sh"
kept=$HOME/Music/Parlando
seconds=20

times_said() { # how often
    [ "$(grep -c 'says: I heard you say: go forward ten meters' service.log)" -ge "$1" ]
}

heard() { # how many turns
    [ "$(cat "$kept"/*/conversation.jsonl | grep -c '"event":"heard"')" -ge "$1" ]
}

# Where the first take was heard, in samples of the session.
place() {
    grep -h '"event":"place"' "$kept"/*/conversation.jsonl | sed -n 's/.*"samples":\([0-9-]*\).*/\1/p' | head -n 1
}

# In the plugin's window, from its corner.
point() { # x, y
    xdotool mousemove $((window_x + $1)) "$2" sleep 0.3
}
press() { # x, y
    point "$1" "$2"
    xdotool click 1 sleep 0.8
}

say_again() {
    for _ in 1 2 3; do
        point 300 354 # the agent's voice
        xdotool click 3 sleep 1
        picture 3-menu
        press 200 367 # Say it again
        for _ in $(seq 30); do times_said 2 && return || sleep 0.1; done
        xdotool key Escape
    done
    fail "Say it again was chosen, and the agent does not say it again"
}

drag() { # from x, y in the plugin's window, to x, y of the display
    local step
    point "$1" "$2"
    xdotool mousedown 1 sleep 0.5
    for step in 1 2 3 4 5 6 7 8; do
        xdotool mousemove $((window_x + $1 + ($3 - window_x - $1) * step / 8)) $(($2 + ($4 - $2) * step / 8)) sleep 0.1
    done
    xdotool sleep 0.5 mouseup 1
}

# The voice, dropped on the agent's track, and put to its time stamp as the person would.
drag_out() {
    drag 575 354 600 420
    wait_for 10 "Ardour to import the file" compgen -G "$session/interchange/conversation/audiofiles/0001 bar *"
    sleep 1
    click 640 440 # the region
    xdotool windowfocus --sync "$(window 'conversation - Ardour')" key alt+2 # Move to Original Position
    sleep 0.5
    picture 2-dragged
}
expect_dragged() {
    grep "<Region name=\"0001 bar [^>]* whole-file=\"0\"" "$session/conversation.ardour" \
        | grep -q " length=\"a[0-9]*@a$(($(place) * 5880))\"" \
        || fail "the turn that was dragged does not lie at its time stamp, sample $(place)"
    say "dragged, and put to its time stamp: sample $(place)"
}

# A take's file, laid where the first one was heard, against the export.
against_take() { # turn
    "$PARLANDO_CLIENT" export "$kept"/* --to "exported-$1" --turn "$1" >>export.log 2>&1 \
        || fail "the take could not be exported: $(cat export.log)"
    sox "exported-$1"/000"$1"*.wav -e floating-point -b 32 "laid-$1.wav" pad "$(place)s" 2>>sox.log \
        || fail "sox: $(cat sox.log)"
    "$PARLANDO_SOUND" placed "laid-$1.wav" 0 export.wav person.wav || fail "the take cannot be compared"
}

# For a picture what was exported lies below what was dragged, on the third track.
picture_rendered() {
    [ -n "${PARLANDO_PICTURES:-}" ] || return 0
    local file=$session/conversation.ardour length
    sox export.wav "$session/interchange/conversation/audiofiles/rendered.wav" remix 1 2>>sox.log
    length=$(($(soxi -s export.wav) * 5880))
    region() { # whole file, id
        printf '<Region name="rendered" whole-file="%s" start="a0" length="a%s@a0" ancestral-start="a0" ancestral-length="a0@a0" stretch="1" shift="1" opaque="1" id="%s" type="audio" first-edit="nothing" source-0="990001" master-source-0="990001" channels="1"/>' "$1" "$length" "$2"
    }
    local source='<Source name="rendered.wav" type="audio" flags="" id="990001" natural-position="a0" channel="0" gain="1"/>'
    sed -i -e "s|</Sources>|$source</Sources>|" -e "s|</Regions>|$(region 1 990002)</Regions>|" \
        -e "s|\(<Playlist id=\"[0-9]*\" name=\"main\"[^>]*\)/>|\1>$(region 0 990003)</Playlist>|" \
        -e 's/id-counter="[0-9]*"/id-counter="990010"/' \
        -e 's/name="agent"/name="dragged"/' -e 's/name="main"/name="rendered"/' "$file"
    start_ardour
    ! has_window 'person: Parlando' || xdotool windowmove "$(window 'person: Parlando')" 1590 0
    click 900 640 # nothing is selected
    sleep 2
    picture 7-rendered
    end "$ardour_pid"
}

find_plugin
make_person 1.5 19
say "Making a session with Parlando as $format"
mkdir session
must "make a session" 60 make "$format" "$uid" "$session"
insert_recording
start_service
configure_ardour
start_display
start_ardour
open_editor
window_x=970
xdotool windowmove "$(window 'person: Parlando')" "$window_x" 0
say "Talking (in real time)"
click 157 44 # play
connect 1440
wait_for 20 "the service to hear" log_has 'heard: go forward ten meters'
wait_for 30 "the agent's answer to be heard" heard 1
picture 1-heard
click 182 44 # stop
say "Dragging the turn to a track, and asking for another take"
drag_out
say_again
wait_for 30 "the other take to be heard" heard 2
sleep 1
picture 4-again
press 421 120 # Settings...
press 564 194 # Takes
picture 5-lane
save_session
xdotool windowraise "$(window 'person: Parlando')"
press 124 393 # Take 1
picture 6-chosen
wait_for 10 "Ardour to know that another take was chosen" has_window '^\*conversation - Ardour'
save_session
end "$ardour_pid"
expect_dragged

make_export_preset
say "Exporting what was chosen"
export_session "$seconds" 1
result=$(against_take 1)
say "the first take, which was chosen: $result"
[ "$(value lag <<<"$result")" -eq 0 ] || fail "the take is not where it was first heard: $result"
at_least -60 "$(value difference_db <<<"$result")" || fail "the export does not have the take that was chosen: $result"
result=$(against_take 2)
say "the second take: $result"
at_least "$(value difference_db <<<"$result")" -40 || fail "the export has the take that was not chosen: $result"
picture_rendered
