#!/usr/bin/env bash
# The LV2 bundle before the tools of LV2's own authors: its description is valid, it is found, it is rendered through.
. "$(dirname "$0")/Host.sh"
uri=urn:parlando:plugin

# What JUCE's LV2 wrapper writes for every plugin and the validator of LV2 1.18 does not like; no host minds.
#  - parameters have port properties and groups, which the specification knows of ports
#  - a plugin has a maintainer and releases without being called a doap:Project
#  - the editor names ui:noUserResize and opts:interface in lists of other kinds of things
#  - the preset of a program has a property of the wrapper's own
known_complaints() {
    grep -v -E \
        -e '^error: Subject not in domain <http://lv2plug.in/ns/lv2core#Port> .*(port-groups#group|lv2core#portProperty)' \
        -e '^error: Subject not in domain <http://usefulinc.com/ns/doap#Project> .*doap#(maintainer|release)' \
        -e '^error: Object not in range <http://lv2plug.in/ns/lv2core#(ExtensionData|Feature)> .*(ui#noUserResize|options#interface)' \
        -e '^error: (Use of undefined property|Property <urn:parlando:plugin:Program> has no label) .*urn:parlando:plugin:Program' \
        || true
}

validate() {
    say "lv2_validate"
    timeout 60 lv2_validate "$PARLANDO_LV2"/*.ttl >validate.txt 2>&1 || true
    grep -q 'errors among' validate.txt || fail "lv2_validate did not finish: $(tail -n 3 validate.txt)"
    # One complaint a line: the lines after its first are indented.
    awk '/^error:|^warning:/ { printf "\n" } /^Found/ { printf "\n" } { sub (/^ +/, " "); printf "%s", $0 } END { print "" }' \
        validate.txt >complaints.txt
    local all new
    all=$(grep -c -E '^(error|warning):' complaints.txt || true)
    grep -E '^(error|warning):' complaints.txt | known_complaints >new-complaints.txt
    new=$(wc -l <new-complaints.txt)
    say "$((all - new)) complaints known of JUCE's wrapper, $new others"
    [ "$new" -eq 0 ] || fail "the bundle's description is not valid: $(cat new-complaints.txt)"
}

be_found() {
    say "lv2ls and lv2info"
    timeout 60 lv2ls >list.txt 2>&1
    [ "$(cat list.txt)" = "$uri" ] || fail "lv2ls does not find $uri alone, but: $(cat list.txt)"
    timeout 60 lv2info "$uri" >info.txt 2>&1 || fail "lv2info: $(tail -n 3 info.txt)"
    local ports
    ports=$(grep -c 'Symbol:  *audio_' info.txt)
    [ "$ports" -eq 8 ] || fail "lv2info shows $ports audio ports and not the main and side-chain inputs, main and Agent outputs"
    grep -q 'Class: .*#X11UI' info.txt || fail "lv2info shows no editor for X11"
}

# lv2apply and lv2bench give a plugin no control port with messages and no options. JUCE's plugins need both: older
# lv2apply (Debian 12) refuses them by name. With a newer one this is a test.
render() {
    say "lv2apply"
    start_service
    make_person 1 1
    sox person.wav person2.wav remix 1 1
    local status=0 began=$SECONDS
    timeout -k 5 60 lv2apply -i person2.wav -o applied.wav "$uri" >apply.txt 2>&1 || status=$?
    [ "$((SECONDS - began))" -lt 30 ] || fail "lv2apply took $((SECONDS - began)) s for $(soxi -D person.wav) s"
    if [ "$status" -ne 0 ] && grep -q -E 'unsupported type|requires? feature|[Mm]issing feature|instantiate' apply.txt; then
        say "this lv2apply cannot host JUCE's plugins ($(head -n 1 apply.txt)): what comes out, the other hosts tell"
    else
        [ "$status" -eq 0 ] || fail "lv2apply ended with $status: $(cat apply.txt)"
        expect_dry applied.wav
    fi
    expect_connections 0 "while lv2apply ran"
}

validate
be_found
render
