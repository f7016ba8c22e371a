# What the tests with real hosts share; sourced. They are given by the environment:
#
#   PARLANDO_HOST_FOLDER   where their files go
#   PARLANDO_LV2, PARLANDO_VST3, PARLANDO_REHEARSAL, PARLANDO_SOUND
set -euo pipefail

test_name=$(basename "$0" .sh)
folder=$PARLANDO_HOST_FOLDER
recordings=/usr/share/pocketsphinx/test/data
pids=()

say() { printf '== %s\n' "$*"; }
fail() { printf '%s: %s\n' "$test_name" "$*" >&2; exit 1; }

# Ends what was started, and only that, the last first.
end_all() {
    local i
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do end "${pids[i]}"; done
}
end() { # pid
    local i
    for ((i = 0; i < 30; i++)); do
        kill -0 "$1" 2>/dev/null || break
        [ "$i" -ne 0 ] || kill "$1" 2>/dev/null || true
        [ "$i" -ne 29 ] || kill -KILL "$1" 2>/dev/null || true
        sleep 0.1
    done
    wait "$1" 2>/dev/null || true
}
trap end_all EXIT
trap 'exit 1' TERM INT

# The person's own settings, plugins and sounds stay out of it.
rm -rf "$folder"
mkdir -p "$folder"/home/{config,data,cache,run}
cd "$folder"
export HOME=$folder/home XDG_CONFIG_HOME=$folder/home/config XDG_DATA_HOME=$folder/home/data \
    XDG_CACHE_HOME=$folder/home/cache XDG_RUNTIME_DIR=$folder/home/run
chmod 700 "$folder/home/run"
LV2_PATH=$(dirname "$PARLANDO_LV2")
VST3_PATH=$(dirname "$PARLANDO_VST3")
export LV2_PATH VST3_PATH
unset GOOGLE_API_KEY GEMINI_API_KEY PARLANDO_CA WAYLAND_DISPLAY

# Nobody's. Without any, JUCE takes :0, which may be the display of a test beside this one.
export DISPLAY=:4095

wait_for() { # seconds, what is waited for, command...
    local tries=$(($1 * 10)) what=$2
    shift 2
    while ! "$@" >/dev/null 2>&1; do
        [ "$((tries--))" -gt 0 ] || fail "waited too long for $what"
        sleep 0.1
    done
}

start_service() { # options...
    "$PARLANDO_REHEARSAL" --verbose "$@" >"$folder/service.log" 2>&1 &
    pids+=($!)
    wait_for 20 "the rehearsal service" grep -q 'listening on ws://' "$folder/service.log"
    PARLANDO_ENDPOINT=$(grep -o -m 1 'ws://[^ ]*' "$folder/service.log")
    export PARLANDO_ENDPOINT
}
log_has() { grep -q -F -- "$1" "$folder/service.log"; }
connections() { grep -c ' opened, ' "$folder/service.log" || true; }
expect_connections() { # number, when
    [ "$(connections)" -eq "$1" ] || fail "$2 there were $(connections) connections to the service and not $1: $(cat "$folder/service.log")"
}

# A person says "Go forward ten meters" after some silence, and then waits for the answer. 48 kHz, mono.
make_person() { # seconds before, seconds after
    sox -t raw -r 16000 -e signed -b 16 -c 1 "$recordings/goforward.raw" -r 48000 -e floating-point -b 32 \
        "$folder/person.wav" gain -1 rate -v pad "$1" "$2" 2>"$folder/sox.log" || fail "sox: $(cat "$folder/sox.log")"
}

value() { sed -n "s/.*\b$1=\([^ ]*\).*/\1/p"; }
at_least() { awk -v a="$1" -v b="$2" 'BEGIN { exit ! (a >= b) }'; }

# The dry signal is the person's, sample for sample: what the main output has beside the agent's voice.
expect_dry() { # recording of the main output [recording of the Agent output]
    local result
    result=$("$PARLANDO_SOUND" same "$folder/person.wav" "$@") || fail "the person's recording does not come out"
    say "dry signal: $result"
    [ "$(value different <<<"$result")" -eq 0 ] || fail "the dry signal is not the person's: $result"
    at_least "$(value compared <<<"$result")" 3 || fail "too little was recorded to compare: $result"
}

# What the service says that it spoke is in the recording: it is spoken again, and looked for.
expect_speech() { # recording, FILE or FILE:CHANNEL
    local recording=$1 file=${1%:*} channel=1 result sentence
    [ "$file" = "$recording" ] || channel=${recording##*:}
    result=$("$PARLANDO_SOUND" level "$recording")
    say "agent's recording: $result"
    at_least "$(value rms_db <<<"$result")" -40 || fail "the agent's recording is silent, or almost: $result"

    log_has 'heard: go forward ten meters' || fail "the service did not understand the person: $(cat "$folder/service.log")"
    sentence=$(sed -n 's/.* says: \(I heard you say.*\)/\1/p' "$folder/service.log" | head -n 1)
    [ -n "$sentence" ] || fail "the service did not answer: $(cat "$folder/service.log")"
    "$PARLANDO_REHEARSAL" say "$sentence" --output "$folder/spoken.wav"
    sox "$folder/spoken.wav" -r 8000 -b 16 "$folder/spoken-8k.wav" gain -6 2>>"$folder/sox.log"
    sox "$file" -r 8000 -b 16 "$folder/agent-8k.wav" remix "$channel" gain -6 2>>"$folder/sox.log"
    result=$("$PARLANDO_SOUND" find "$folder/spoken-8k.wav" "$folder/agent-8k.wav") || fail "nothing to compare"
    say "agent's words \"$sentence\": $result"
    at_least "$(value alike <<<"$result")" 0.9 || fail "what was recorded is not what the agent said: $result"
}

# With PARLANDO_PICTURES a picture of the display goes there, by ImageMagick.
picture() { # name
    [ -z "${PARLANDO_PICTURES:-}" ] || import -window root "$PARLANDO_PICTURES/$1.png"
}
