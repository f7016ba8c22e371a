-- What ardour7-lua does for Ardour.sh: one step per run, as a person would open Ardour anew.
--
--   make FORMAT UID FOLDER     a session with Parlando on a track, its Agent outputs and its main outputs on tracks
--   hold FOLDER SECONDS [MODE] roll, raise Connect, record, save while connected, lower Connect; then save with Replay
--                              so (1: in renders, 2: always)
--   pass FOLDER SECONDS        open what was saved, and record it again, with Replay always and nobody connected
--   arm FOLDER                 put the first slot's automation in touch mode
--   unseen FOLDER SECONDS      roll, raise Connect and lower it, with no window of the plugin open
--   points FOLDER              print the automation that was recorded
--   replay FOLDER SECONDS      open what was saved, print the automation, roll, and print what the slot does
--   reopen FOLDER SECONDS      open what was saved, roll
--   export FOLDER TARGET SECONDS PRESET [MODE]
--   bounce FOLDER SECONDS MODE bounce the track with its processing, and print the files, one a channel
--
-- In blocks of PARLANDO_BLOCK_SIZE samples.
local step, folder = arg[1], arg[2]
local byUser = ARDOUR.TransportRequestSource.TRS_UI
local alone = PBD.GroupControlDisposition.NoGroup
local sampleRate, blockSize = 48000, tonumber (os.getenv ("PARLANDO_BLOCK_SIZE") or 512)

-- Standard output of ardour7-lua is not flushed when it crashes.
local function say (...)
    io.stderr:write (string.format (...) .. "\n")
end

local function check (condition, ...)
    if not condition then error (string.format (...), 0) end
    return condition
end

local backend = AudioEngine:set_backend ("None (Dummy)", "", "")
backend:set_device_name ("Silence")
backend:set_buffer_size (blockSize)

local function open ()
    return check (load_session (folder, "conversation"), "The session in %s could not be opened.", folder)
end

local function save (session)
    check (session:save_state ("", false, false, false, false, false) == 0, "The session could not be saved.")
end

-- Ardour shows the parameters of VST3 by name, those of LV2 (patch:writable) by "property-" and their URI.
local function parameter (session, name)
    local plugin = session:route_by_name ("person"):nth_plugin (0)
    check (not plugin:isnil (), "Parlando is not on the track.")
    local all = plugin:to_automatable ()
    for each in all:all_automatable_params ():iter () do
        local control = all:automation_control (each, false)
        if control:name ():lower ():match (name .. "$") then return control end
    end
    check (false, "Ardour shows no parameter %s.", name)
end

-- VST3 counts the choices from 0 to 1, LV2 from 0 to 2.
local function set_replay (session, mode)
    local replay = parameter (session, "replay")
    replay:set_value (mode * replay:desc ().upper / 2, alone)
    sleep (0.5)
end

local function roll (session)
    session:request_locate (0, false, ARDOUR.LocateTransportDisposition.MustStop, byUser)
    sleep (0.3)
    session:request_roll (byUser)
    sleep (0.5)
    check (session:transport_rolling (), "The transport does not roll.")
end

local function stop (session)
    session:request_stop (false, false, byUser)
    sleep (1.5)
    check (session:transport_stopped (), "The transport does not stop.")
end

local steps = {}

function steps.make ()
    local format, uid = arg[2], arg[3]
    folder = arg[4]
    local kind = check (ARDOUR.PluginType[format], "Ardour knows no format %s.", format)
    local session = check (create_session (folder, "conversation", sampleRate), "No session in %s.", folder)
    check (not ARDOUR.LuaAPI.new_plugin_info (uid, kind):isnil (), "Ardour does not find Parlando as %s.", format)

    local function track (name, inputs)
        return session:new_audio_track (inputs, 2, nil, 1, name, -1, ARDOUR.TrackMode.Normal, true):front ()
    end

    local person, agent, main = track ("person", 1), track ("agent", 2), track ("main", 2)
    local plugin = ARDOUR.LuaAPI.new_plugin (session, uid, kind, "")
    check (not plugin:isnil (), "Ardour cannot load Parlando as %s.", format)
    check (person:add_processor_by_index (plugin, 0, nil, true) == 0, "Ardour cannot put Parlando on the track.")

    local insert = plugin:to_plugininsert ()
    say ("%s on a mono track: %d inputs of the track into %d of the plugin, %d outputs", format,
         insert:input_streams ():n_audio (), insert:natural_input_streams ():n_audio (),
         insert:output_streams ():n_audio ())
    check (person:n_outputs ():n_audio () == 4, "The track has %d outputs and not the plugin's main and Agent pairs.",
           person:n_outputs ():n_audio ())

    -- Over four outputs Ardour would spread what it hears; here each stays what it is.
    person:panner_shell ():set_bypassed (true)

    local function disconnect (io, ports)
        for port = 0, ports - 1 do io:audio (port):disconnect_all () end
    end

    disconnect (person:output (), 4)
    for _, each in ipairs ({agent, main}) do
        disconnect (each:input (), 2)
        disconnect (each:output (), 2)
    end
    for port = 0, 1 do
        local function connect (input, output)
            check (input:audio (port):connect (person:output ():audio (output):name ()) == 0, "No connection.")
        end
        connect (main:input (), port)
        connect (agent:input (), port + 2)
        connect (session:master_out ():input (), port)
    end

    save (session)
    session:close ()
end

local function arm_tracks (session)
    for _, name in ipairs ({"agent", "main"}) do
        session:route_by_name (name):to_track ():rec_enable_control ():set_value (1, alone)
    end
    sleep (0.5)
    session:maybe_enable_record (false)
end

function steps.hold ()
    local seconds = tonumber (arg[3])
    local session = open ()
    local person = session:route_by_name ("person"):to_track ()
    check (person:playlist ():n_regions () == 1, "The recording of a person is not on its track.")
    local connect = parameter (session, "connect")
    check (connect:get_value () == 0, "Connect is on in a new session.")

    arm_tracks (session)
    roll (session)
    connect:set_value (1, alone)
    sleep (seconds)
    check (session:actively_recording (), "Ardour does not record.")
    check (connect:get_value () == 1, "Connect went off during the conversation.")
    stop (session)
    save (session) -- while connected
    local xruns = session:get_xrun_count ()
    connect:set_value (0, alone)
    sleep (1)
    say ("recorded %.1f s, %d xruns", session:transport_sample () / sampleRate, xruns)
    if arg[4] then
        set_replay (session, tonumber (arg[4]))
        save (session)
    end
    session:close ()
end

function steps.pass ()
    local session = open ()
    set_replay (session, 2)
    arm_tracks (session)
    roll (session)
    sleep (tonumber (arg[3]))
    stop (session)
    say ("recorded %.1f s, %d xruns", session:transport_sample () / sampleRate, session:get_xrun_count ())
    session:close ()
end

-- Ardour names it as the plugin does where a format has changing names, and by the parameter's own where not.
local function slot (session)
    local plugin = session:route_by_name ("person"):nth_plugin (0):to_automatable ()
    for each in plugin:all_automatable_params ():iter () do
        local control = plugin:automation_control (each, true)
        local name = control:name ():lower ()
        if name:match ("reverb send$") or name:match ("slot01$") or name == "slot 1" then return control end
    end
    check (false, "Ardour shows no slot.")
end

local function print_points (control)
    local points = 0
    for event in control:alist ():events ():iter () do
        say ("point %.4f %.6f", event.when:samples () / sampleRate, event.value)
        points = points + 1
    end
    return points
end

function steps.arm ()
    local session = open ()
    slot (session):set_automation_state (ARDOUR.AutoState.Touch)
    save (session)
    session:close ()
end

function steps.unseen ()
    local session = open ()
    local connect, send = parameter (session, "connect"), slot (session)
    roll (session)
    connect:set_value (1, alone)
    sleep (tonumber (arg[3]))
    connect:set_value (0, alone)
    sleep (0.5)
    stop (session)
    say ("automated nothing, ends at %g", send:get_value ())
    session:close ()
end

function steps.points ()
    local session = open ()
    local send = slot (session)
    say ("automated %d points, ends at %g", print_points (send), send:get_value ())
    session:close ()
end

function steps.replay ()
    local session = open ()
    local send = slot (session)
    print_points (send)
    send:set_automation_state (ARDOUR.AutoState.Play)
    roll (session)
    for _ = 1, tonumber (arg[3]) * 4 do
        sleep (0.25)
        local now = session:transport_sample ()
        local expected = send:alist ():eval (Temporal.timepos_t (now))
        say ("played %.3f %.6f %.6f", now / sampleRate, send:get_value (), expected)
    end
    stop (session)
    session:close ()
end

function steps.reopen ()
    local session = open ()
    roll (session)
    sleep (tonumber (arg[3]))
    check (session:transport_sample () > sampleRate, "The transport does not move.")
    check (parameter (session, "connect"):get_value () == 0, "Connect is on after the session was opened.")
    stop (session)
    session:close ()
end

function steps.export ()
    local session = open ()
    if arg[6] then set_replay (session, tonumber (arg[6])) end
    local export = session:simple_export ()
    check (export:set_preset (arg[5]), "Ardour does not have the export preset.")
    export:set_name ("export")
    export:set_folder (arg[3])
    export:set_range (0, math.floor (arg[4] * sampleRate))
    check (export:check_outputs (), "The session has no output to export.")
    local began = ARDOUR.LuaAPI.monotonic_time ()
    check (export:run_export (), "Ardour could not export.")
    say ("exported %.1f s in %.2f s", arg[4], (ARDOUR.LuaAPI.monotonic_time () - began) / 1e6)
    session:close ()
end

function steps.bounce ()
    local session = open ()
    set_replay (session, tonumber (arg[4]))
    local person = session:route_by_name ("person"):to_track ()
    local region = person:bounce_range (0, math.floor (arg[3] * sampleRate), ARDOUR.InterThreadInfo (),
                                        person:main_outs (), false, "bounced")
    check (not region:isnil (), "Ardour could not bounce.")
    for channel = 0, 3 do say ("bounced %s", region:source (channel):to_filesource ():path ()) end
    session:close ()
end

check (steps[step], "There is no step %s.", step) ()
