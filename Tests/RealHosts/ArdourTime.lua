-- What ardour7-lua does for HostTime.sh: on a track of audio with an LV2, it rolls, changes the tempo, stops, goes elsewhere
-- while it stands and while it rolls.
--
--   ArdourTime.lua BLOCKSIZE FOLDER URI
local blockSize, folder, uri = tonumber (arg[1]), arg[2], arg[3]
local byUser = ARDOUR.TransportRequestSource.TRS_UI
local sampleRate = 48000

local function check (condition, ...)
    if not condition then error (string.format (...), 0) end
    return condition
end

local backend = AudioEngine:set_backend ("None (Dummy)", "", "")
backend:set_device_name ("Silence")
backend:set_buffer_size (blockSize)
local session = check (create_session (folder, "time", sampleRate), "No session in %s.", folder)
local track = session:new_audio_track (1, 2, nil, 1, "person", -1, ARDOUR.TrackMode.Normal, true):front ()
local plugin = ARDOUR.LuaAPI.new_plugin (session, uri, ARDOUR.PluginType.LV2, "")
check (not plugin:isnil (), "Ardour cannot load %s.", uri)
check (track:add_processor_by_index (plugin, 0, nil, true) == 0, "Ardour cannot put it on the track.")

local function roll (seconds)
    session:request_roll (byUser)
    sleep (seconds)
    check (session:transport_rolling (), "The transport does not roll.")
end

local function stop ()
    session:request_stop (false, false, byUser)
    sleep (1)
    check (session:transport_stopped (), "The transport does not stop.")
end

local function locate (seconds, disposition)
    session:request_locate (seconds * sampleRate, false, disposition, byUser)
    sleep (0.5)
end

roll (2)
local tempos = Temporal.TempoMap.write_copy ()
tempos:set_tempo (Temporal.Tempo (90, 90, 4), Temporal.timepos_t (sampleRate))
Temporal.TempoMap.update (tempos)
sleep (1)
stop ()
locate (10, ARDOUR.LocateTransportDisposition.MustStop)
roll (1.5)
locate (5, ARDOUR.LocateTransportDisposition.MustRoll)
sleep (1.5)
stop ()
session:close ()
