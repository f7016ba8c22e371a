-- What ardour7-lua does for ArdourTakes.sh with the files that leave a conversation's folder.
--
--   make FOLDER      a session with a track
--   place FOLDER     puts each file that the session knows where its time stamp says, as Import does at "file timestamp",
--                    and prints "placed NAME TIMESTAMP POSITION", in samples
local step, folder = arg[1], arg[2]
local sampleRate = 48000

local function check (condition, ...)
    if not condition then error (string.format (...), 0) end
    return condition
end

local backend = AudioEngine:set_backend ("None (Dummy)", "", "")
backend:set_device_name ("Silence")
backend:set_buffer_size (512)

local steps = {}

function steps.make ()
    local session = check (create_session (folder, "import", sampleRate), "No session in %s.", folder)
    session:new_audio_track (1, 2, nil, 1, "takes", -1, ARDOUR.TrackMode.Normal, true)
    session:save_state ("", false, false, false, false, false)
    session:close ()
end

function steps.place ()
    local session = check (load_session (folder, "import"), "The session in %s could not be opened.", folder)
    local playlist = session:route_by_name ("takes"):to_track ():playlist ()
    local files = {}
    for _, region in ARDOUR.RegionFactory.regions ():iter () do table.insert (files, region) end

    for _, file in ipairs (files) do
        local stamp = file:source (0):natural_position ()
        local region = ARDOUR.RegionFactory.clone_region (file, true, false)
        playlist:add_region (region, stamp, 1, false)
        io.stderr:write (string.format ("placed %s %d %d\n", file:name (), stamp:samples (), region:position ():samples ()))
    end

    session:save_state ("", false, false, false, false, false)
    session:close ()
end

check (steps[step], "There is no step %s.", step) ()
