# Adds a port for the host's time alone to the description that JUCE wrote: cmake -DDESCRIPTION=dsp.ttl -P Lv2TimePort.cmake
#
# Ardour writes its position to a port that takes MIDI as well only on tracks that have MIDI.
file (READ "${DESCRIPTION}" text)

if (text MATCHES "lv2:symbol \"time\"")
    return()
endif()

set (last "\t\tlv2:index 12 ;\n\t\tlv2:portProperty lv2:toggled , lv2:connectionOptional , pprop:notOnGUI ;\n\t] ;\n")
string (FIND "${text}" "${last}" place)
if (place EQUAL -1 OR text MATCHES "lv2:index 13 ")
    message (FATAL_ERROR "JUCE's ports in ${DESCRIPTION} are not those that Lv2Instance.cpp knows")
endif()

string (REGEX REPLACE "\\] ;\n$" "] , [" before "${last}")
string (REPLACE "${last}" "${before}
		a lv2:InputPort , atom:AtomPort ;
		atom:bufferType atom:Sequence ;
		atom:supports time:Position ;
		lv2:index 13 ;
		lv2:symbol \"time\" ;
		lv2:name \"Time\" ;
	] ;
" text "${text}")
file (WRITE "${DESCRIPTION}" "${text}")
