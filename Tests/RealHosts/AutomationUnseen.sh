#!/usr/bin/env bash
# The same request in an Ardour that shows no window of the plugin: it takes no moves of an automated control from there
# and would crash if it were told of them. It must not, and the agent must say what is the matter.
#
#   AutomationUnseen.sh VST3
. "$(dirname "$0")/Host.sh"
. "$(dirname "$0")/ArdourHost.sh"

find_plugin
make_request 3 14
start_service
say "Asking for \"$request\" with no window open (16 s, in real time)"
must "get through the request" 90 unseen "$session" 16
log_has "heard: $request" || fail "the service did not understand the person: $(cat service.log)"
log_has "Reverb send is at 0 % and not at 40 %: this host takes moves of an automated control only while" \
    || fail "the agent does not say what is the matter: $(cat service.log)"
