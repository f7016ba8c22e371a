#include "MidiTools.h"

#include <charconv>
#include <cmath>

namespace parlando
{

namespace detail_midi
{
using Json = nlohmann::json;

constexpr std::size_t mostNotes = 64;
constexpr double longestBeats = 256.0, longestMilliseconds = 120'000.0;

static Json number (const char* description, double least, double most, const char* type = "integer")
{
    return {{"type", type}, {"minimum", least}, {"maximum", most}, {"description", description}};
}

static Json choice (const char* description, std::vector<std::string> choices)
{
    return {{"type", "string"}, {"enum", std::move (choices)}, {"description", description}};
}

static FunctionDeclaration declare (const char* name, const char* description, Json properties,
                                    std::vector<std::string> required)
{
    properties["channel"] = number ("MIDI channel, 1 unless it is given", 1, 16);
    FunctionDeclaration declaration;
    declaration.name = name;
    declaration.description = description;
    declaration.parametersJsonSchema = {{"type", "object"},
                                        {"properties", std::move (properties)},
                                        {"required", std::move (required)},
                                        {"additionalProperties", false}};
    return declaration;
}

static FunctionDeclaration playNotes()
{
    const auto pitch = Json{
        {"type", "string"}, {"maxLength", 8}, {"description", "such as C4 (middle C), F#3, Bb2, or a MIDI number"}};
    const auto note = Json{
        {"type", "object"},
        {"properties",
         {{"pitch", pitch},
          {"start", number ("from the beginning, in unit; 0 unless it is given", 0, longestMilliseconds, "number")},
          {"length", number ("in unit; 1 beat or 500 ms unless it is given", 0, longestMilliseconds, "number")},
          {"velocity", number ("96 unless it is given", 1, 127)}}},
        {"required", {"pitch"}},
        {"additionalProperties", false}};
    return declare (
        "play_notes",
        "Plays notes into the music software as MIDI. The music software records them where its track is armed.",
        {{"notes", {{"type", "array"}, {"items", note}, {"minItems", 1}, {"maxItems", mostNotes}}},
         {"unit", choice ("of start and length: beats unless it is given", {"beats", "ms"})},
         {"align", choice ("begin at once, or with the next beat or bar while the music plays; beat unless it is given",
                           {"now", "beat", "bar"})}},
        {"notes"});
}

template <typename Number>
static Number valueOr (const Json& json, const char* name, Number otherwise)
{
    const auto found = json.find (name);
    return found == json.end() ? otherwise : found->get<Number>();
}

static MidiCommand single (MidiCommand::Kind kind, const Json& arguments, const char* numberName, int offset)
{
    MidiCommand command;
    command.kind = kind;
    command.channel = static_cast<std::uint8_t> (valueOr (arguments, "channel", 1));
    command.number = static_cast<std::uint8_t> (arguments.at (numberName).get<int>() - offset);
    command.value = static_cast<std::uint8_t> (valueOr (arguments, "value", 0));
    return command;
}

using Read = std::function<std::variant<std::vector<MidiCommand>, std::string> (const Json&)>;

static std::shared_ptr<Tool> makeMidiTool (FunctionDeclaration declaration, NotePlayer& player, bool ask,
                                           const AutomationAccess& access, Read read)
{
    const auto name = declaration.name;
    return makeTool (
        std::move (declaration),
        [&player, ask, access, name, read = std::move (read)] (const Json& arguments,
                                                               ToolContext& context) -> ToolOutcome
        {
            auto commands = read (arguments);

            if (const auto* wrong = std::get_if<std::string> (&commands))
                return ToolOutcome::failure (*wrong, true);

            if (! access.confirm (name, arguments.dump (-1, ' ', true, Json::error_handler_t::replace), ask, context))
                return ToolOutcome::failure (refusedByPerson);

            const auto before = access.transport();
            const auto& list = std::get<std::vector<MidiCommand>> (commands);

            if (! player.play (list))
                return ToolOutcome::failure (
                    "Nothing was played: Parlando is bypassed, or too many notes wait already.", true);

            return ToolOutcome::success ({{"sent", list.size()}, {"host_playing", before.isPlaying}});
        },
        std::chrono::seconds (45), Scheduling::silent, FunctionTool::Pace::stopsAtOnce);
}
} // namespace detail_midi

std::optional<std::uint8_t> pitchFrom (std::string_view text)
{
    constexpr std::string_view letters = "CDEFGAB";
    constexpr int semitones[] = {0, 2, 4, 5, 7, 9, 11};
    constexpr int highest = 127;

    const auto wholeNumber = [] (std::string_view digits) -> std::optional<int>
    {
        int value = 0;
        const auto [end, error] = std::from_chars (digits.data(), digits.data() + digits.size(), value);
        return error == std::errc() && end == digits.data() + digits.size() ? std::optional (value) : std::nullopt;
    };

    if (text.empty())
        return {};

    std::optional<int> pitch = wholeNumber (text);

    if (const auto letter = letters.find (static_cast<char> (text.front() & ~0x20));
        ! pitch && letter != std::string_view::npos)
    {
        auto rest = text.substr (1);
        auto shift = 0;

        for (; ! rest.empty() && (rest.front() == '#' || rest.front() == 'b'); rest.remove_prefix (1))
            shift += rest.front() == '#' ? 1 : -1;

        if (const auto octave = wholeNumber (rest); octave && std::abs (*octave) <= 20)
            pitch = (*octave + 1) * 12 + semitones[letter] + shift;
    }

    return pitch && *pitch >= 0 && *pitch <= highest ? std::optional (static_cast<std::uint8_t> (*pitch))
                                                     : std::nullopt;
}

std::variant<std::vector<MidiCommand>, std::string> readNotes (const nlohmann::json& arguments)
{
    using namespace detail_midi;
    const auto isInBeats = valueOr<std::string> (arguments, "unit", "beats") == "beats";
    const auto align = valueOr<std::string> (arguments, "align", "beat");
    const auto longest = isInBeats ? longestBeats : longestMilliseconds;
    std::vector<MidiCommand> commands;

    for (const auto& note : arguments.at ("notes"))
    {
        const auto& name = note.at ("pitch").get_ref<const std::string&>();
        const auto pitch = pitchFrom (name);

        if (! pitch)
            return "\"" + name + "\" is no pitch: write C4, F#3, Bb2 or a MIDI number from 0 to 127.";

        MidiCommand command;
        command.channel = static_cast<std::uint8_t> (valueOr (arguments, "channel", 1));
        command.number = *pitch;
        command.value = static_cast<std::uint8_t> (valueOr (note, "velocity", 96));
        command.grid = align == "now"   ? MidiCommand::Grid::none
                       : align == "bar" ? MidiCommand::Grid::bar
                                        : MidiCommand::Grid::beat;
        command.isInBeats = isInBeats;
        command.start = valueOr (note, "start", 0.0);
        command.length = valueOr (note, "length", isInBeats ? 1.0 : 500.0);

        if (command.start + command.length > longest)
            return "The notes must end within " + std::to_string (std::lround (longest)) +
                   (isInBeats ? " beats." : " ms.");

        commands.push_back (command);
    }

    return commands;
}

std::vector<std::shared_ptr<Tool>> makeMidiTools (NotePlayer& player, bool ask, AutomationAccess access)
{
    using namespace detail_midi;
    using Commands = std::vector<MidiCommand>;
    const auto value = number ("0 to 127", 0, 127);
    std::vector<std::shared_ptr<Tool>> tools;
    tools.push_back (makeMidiTool (playNotes(), player, ask, access, readNotes));
    tools.push_back (
        makeMidiTool (declare ("send_control_change", "Sends a MIDI control change to the music software.",
                               {{"controller", value}, {"value", value}}, {"controller", "value"}),
                      player, ask, access,
                      [] (const Json& arguments)
                      { return Commands{single (MidiCommand::Kind::controller, arguments, "controller", 0)}; }));
    tools.push_back (makeMidiTool (
        declare ("send_program_change", "Chooses a program of an instrument by MIDI.",
                 {{"program", number ("1 to 128, as people count them", 1, 128)}}, {"program"}),
        player, ask, access,
        [] (const Json& arguments) { return Commands{single (MidiCommand::Kind::program, arguments, "program", 1)}; }));
    return tools;
}

} // namespace parlando
