# A JACK server and a display of a test's own; sourced after Host.sh.
export JACK_DEFAULT_SERVER=parlando_test_$$ JACK_NO_START_SERVER=1 JACK_NO_AUDIO_RESERVATION=1
export NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory GTK_THEME=Adwaita

start_display() {
    local number
    mkfifo display
    Xvfb -displayfd 5 -screen 0 1024x800x24 -nolisten tcp >xvfb.log 2>&1 5<>display &
    pids+=($!)
    read -r -t 20 number <>display || fail "Xvfb did not start: $(tail -n 3 xvfb.log)"
    export DISPLAY=:$number
}

start_jack() {
    # Asynchronous JACK leaves out blocks of a client that a loaded machine was late to run; -S waits for it.
    jackd -S -r -d dummy -r 48000 -p 512 >jackd.log 2>&1 &
    jack_pid=$!
    pids+=("$jack_pid")
    wait_for 20 "jackd" jack_lsp
}
window() { xdotool search --onlyvisible --name '^Parlando$' | head -n 1 | grep .; }

record() { # file, seconds, ports...
    jack_rec -f "$1" -d "$2" -b 32 "${@:3}" >jack_rec.log 2>&1 &
    record_pid=$!
    pids+=("$record_pid")
    wait_for 10 "the recorder" sh -c 'jack_lsp -c | grep -q jackrec'
}
play() { # file, port
    sndfile-jackplay "-a=$2" "$1" >/dev/null 2>jackplay.log </dev/null &
    pids+=($!)
}
