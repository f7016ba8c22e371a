#!/usr/bin/env bash
# The app in a room: what its loudspeakers play reverberates into its microphone, 12 dB softer. A person asks for
# stories and hears them out, and coughs into the last, which goes on; then they speak into some more.
#
#   AppInARoom.sh [STORIES] [INTERRUPTIONS] [SECONDS]     of 72 s each; reverberation time, 0.3 s unless it is said
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/Jack.sh"
stories=${1:-1} interruptions=${2:-2} reverberation=${3:-0.3}

journal() { cat "$HOME"/Music/Parlando/*/conversation.jsonl 2>/dev/null; }
count() { journal | grep -c "\"event\":\"$1\"" || true; }
count_of() { journal | grep -c "\"how\":\"$1\"" || true; }
more_than() { [ "$(count "$1")" -gt "$2" ]; }
more_of() { [ "$(count_of "$1")" -gt "$2" ]; }
person_says() { play "$1" Parlando:in_1; }

ask_for_story() {
    local turns
    turns=$(count turnStarted)
    person_says story.wav
    wait_for 15 "the story" more_than turnStarted "$turns"
}

start_service --delay 0.4 # as long as a real one takes to say that it was interrupted
start_display
start_jack
"$PARLANDO_SOUND" room "$reverberation" room.wav
flite -voice rms -o spoken.wav "Tell me a story"
sox spoken.wav -r 48000 -e floating-point -b 32 story.wav norm -8 rate -v pad 0 1.5 2>sox.log
sox -t raw -r 16000 -e signed -b 16 -c 1 "$recordings/goforward.raw" -r 48000 -e floating-point -b 32 speaks.wav \
    norm -8 rate -v pad 0 1.5 2>>sox.log
sox -n -r 48000 -c 1 -e floating-point -b 32 cough.wav synth 0.15 pinknoise sinc 300-2500 fade 0.03 0.15 0.06 norm -10 \
    2>>sox.log
cat >room.conf <<END
/convolver/new 2 1 512 96000
/impulse/read 1 1 0.125 0 0 0 1 room.wav
/impulse/read 2 1 0.125 0 0 0 1 room.wav
END

"$PARLANDO_APP" --settings-folder "$folder/settings" --device-type JACK --connect >app.log 2>&1 &
app_pid=$!
pids+=("$app_pid")
wait_for 20 "the app's ports" sh -c 'jack_lsp | grep -q -x Parlando:in_1'
wait_for 20 "the connection" log_has 'connection 1 opened'
jconvolver -N room room.conf >room.log 2>&1 &
pids+=($!)
wait_for 10 "the room" sh -c 'jack_lsp | grep -q room:'
room_in=($(jack_lsp | grep '^room:in')) room_out=$(jack_lsp | grep '^room:out')
jack_connect Parlando:out_1 "${room_in[0]}"
jack_connect Parlando:out_2 "${room_in[1]}"
jack_connect "$room_out" Parlando:in_1

say "$stories stories in a room of $reverberation s"
for ((story = 1; story <= stories; story++)); do
    ask_for_story
    wait_for 150 "the story's end" more_than heard "$((story - 1))"
    say "$story: interrupted $(count interrupted), lowered $(count_of ducked), held $(count_of held)"
done
[ "$(count interrupted)" -eq 0 ] || fail "the agent interrupted itself: $(journal | grep -n interrupted | head -n 5)"
held=$(count_of held)
[ "$held" -eq 0 ] || fail "the agent was held by itself $held times"

cough() {
    ask_for_story
    sleep 5
    picture 1-speaks
    person_says cough.wav
    wait_for 3 "the agent to wait" more_of held "$held"
    picture 2-waits
    released=$(count_of none)
    wait_for 6 "the agent to go on" more_of none "$released"
    sleep 0.3
    picture 3-goes-on
    [ "$(count interrupted)" -eq 0 ] || fail "a cough stopped the agent: $(journal | grep -n interrupted | head -n 5)"
    held=$(count_of held)
    sleep 3
}

# Now and then the rehearsal service makes words of a cough.
speaks=0
if [ "$stories" -gt 0 ]; then
    say "A person coughs"
    cough
    speaks=1
fi

say "A person speaks into $interruptions"
obeyed=0
for ((time = 1; time <= interruptions; time++)); do
    [ "$speaks" -eq 1 ] || { ask_for_story && sleep 6; }
    speaks=0
    before=$(count interrupted)
    person_says speaks.wav
    for ((tries = 0; tries < 50; tries++)); do
        more_than interrupted "$before" && break
        sleep 0.1
    done
    ! more_than interrupted "$before" || obeyed=$((obeyed + 1))
    sleep 9 # what it heard, said again
    say "$time: obeyed $obeyed, held before $(($(count_of held) - held))"
done

kill -TERM "$app_pid"
wait "$app_pid" || fail "the app ended with an error: $(tail -n 3 app.log)"
say "The person, as the service heard them"
journal | grep '"event":"entry"' | grep '"speaker":"person"' | grep -o '"text":"[^"]*"' | sort | uniq -c
[ "$obeyed" -eq "$interruptions" ] || fail "the agent stopped for $obeyed of $interruptions"
