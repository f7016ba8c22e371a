#!/usr/bin/env bash
# Hands off the mouse, in Ardour's own window: a person asks for a reverb send over two bars, the agent's tool moves the
# slot, and what Ardour recorded as automation is the ramp, ends where it was asked for, is saved, and plays after the
# session was opened again. The window, because Ardour records what a plugin moves only while the plugin's editor is open.
#
#   AutomationWindow.sh VST3
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"
. "$(dirname "$0")/ArdourWindow.sh"

find_plugin
make_request 7 20
start_service
configure_ardour
start_display
start_ardour
open_editor
say "Asking for \"$request\" (in real time)"
click 157 44      # play
connect
wait_for 20 "the service to hear" log_has "heard: $request"
picture 1-asked
wait_for 20 "the agent's answer" log_has 'I set the reverb send to 40 percent'
sleep 2
picture 2-moved
click 1512 67     # Disconnect
click 182 44      # stop
sleep 1.5
picture 3-answered
save_session
end "$ardour_pid"

must "show what it recorded" 60 points "$session"
expect_ramp ardour-points.log
say "Opening it again and playing what was recorded"
must "open the session again" 90 replay "$session" 18
expect_ramp ardour-replay.log
expect_playback ardour-replay.log
