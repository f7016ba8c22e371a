#include "ProjectTakesJson.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace parlando
{

namespace
{

constexpr std::size_t hashLength = 64, longestFile = 400, mostTakes = ProjectTakes::mostPieces;
constexpr double farthest = 1e12; // samples: ReplayMap has the finer limits

[[noreturn]] void refuseTakes (const char* what)
{
    throw std::invalid_argument (std::string ("The project's takes are damaged (") + what + "): they are left out.");
}

bool isHash (const std::string& text)
{
    return text.size() == hashLength && text.find_first_not_of ("0123456789abcdef") == std::string::npos;
}

/** "a folder/a file", and nothing that leads elsewhere. */
bool isFileInFolder (const std::string& path)
{
    const auto slash = path.find ('/');
    const auto isName = [] (std::string_view name)
    {
        return ! name.empty() && name.front() != '.' &&
               name.find_first_of (std::string_view ("/\\\0", 3)) == std::string_view::npos;
    };

    return path.empty() ||
           (path.size() <= longestFile && slash != std::string::npos &&
            isName (std::string_view (path).substr (0, slash)) && isName (std::string_view (path).substr (slash + 1)));
}

double numberAt (const nlohmann::json& list, std::size_t index, double least, double most)
{
    const auto number = list[index].is_number() ? list[index].get<double>() : std::nan ("");

    if (! (number >= least && number <= most))
        refuseTakes ("a number is out of range");

    return number;
}

std::int64_t integerAt (const nlohmann::json& list, std::size_t index, double least, double most)
{
    if (! list[index].is_number_integer())
        refuseTakes ("a number is not whole");

    return static_cast<std::int64_t> (numberAt (list, index, least, most));
}

const nlohmann::json& memberOf (const nlohmann::json& object, const char* name)
{
    const auto found = object.is_object() ? object.find (name) : object.end();

    if (! object.is_object() || found == object.end())
        refuseTakes (name);

    return *found;
}

std::string textOf (const nlohmann::json& object, const char* name)
{
    const auto& text = memberOf (object, name);

    if (! text.is_string())
        refuseTakes (name);

    return text.get<std::string>();
}

std::uint64_t laneIn (const nlohmann::json& object)
{
    const auto list = nlohmann::json::array ({memberOf (object, "lane")});
    return static_cast<std::uint64_t> (integerAt (list, 0, 1.0, static_cast<double> (mostTakes)));
}

std::string hashIn (const nlohmann::json& text)
{
    if (! text.is_string() || ! isHash (text.get_ref<const std::string&>()))
        refuseTakes ("a name");

    return text.get<std::string>();
}

nlohmann::json pieceToJson (const ReplayPiece& piece)
{
    auto json = nlohmann::json::array ({piece.first, piece.count, piece.position, piece.hostRate});

    if (piece.beats && piece.tempo)
    {
        json.push_back (*piece.beats);
        json.push_back (*piece.tempo);
    }

    return json;
}

ReplayPiece pieceFromJson (const nlohmann::json& json, std::uint64_t samples)
{
    constexpr std::size_t withoutBeats = 4, withBeats = 6;

    if (! json.is_array() || (json.size() != withoutBeats && json.size() != withBeats))
        refuseTakes ("a piece");

    const auto length = static_cast<double> (samples);
    ReplayPiece piece;
    piece.first = integerAt (json, 0, 0.0, length);
    piece.count = integerAt (json, 1, 1.0, length - static_cast<double> (piece.first));
    piece.position = integerAt (json, 2, -farthest, farthest);
    piece.hostRate = static_cast<int> (integerAt (json, 3, ReplayMap::lowestRate, ReplayMap::highestRate));

    if (json.size() == withBeats)
    {
        piece.beats = numberAt (json, 4, -1e9, 1e9);
        piece.tempo = numberAt (json, 5, 0.1, 1e4);
    }

    return piece;
}

} // namespace

nlohmann::json toJson (const ProjectTake& take)
{
    auto pieces = nlohmann::json::array();

    for (const auto& piece : take.pieces)
        pieces.push_back (pieceToJson (piece));

    nlohmann::json json{{"hash", take.hash},
                        {"sampleRate", take.sampleRate},
                        {"samples", take.samples},
                        {"pieces", std::move (pieces)}};

    if (! take.file.empty())
        json["file"] = take.file;

    return json;
}

ProjectTake takeFromJson (const nlohmann::json& json)
{
    ProjectTake take;
    take.hash = textOf (json, "hash");
    const auto numbers = nlohmann::json::array ({memberOf (json, "sampleRate"), memberOf (json, "samples")});
    take.sampleRate = static_cast<int> (integerAt (numbers, 0, TakeVoice::lowestRate, TakeVoice::highestRate));
    take.samples =
        static_cast<std::uint64_t> (integerAt (numbers, 1, 1.0, static_cast<double> (TakeVoice::mostSamples)));
    take.file = json.contains ("file") ? textOf (json, "file") : std::string();

    if (! isHash (take.hash) || ! isFileInFolder (take.file))
        refuseTakes ("a name");

    if (json.contains ("lane"))
        take.lane = laneIn (json);

    const auto& pieces = memberOf (json, "pieces");

    if (! pieces.is_array() || pieces.empty() || pieces.size() > ProjectTakes::mostPieces)
        refuseTakes ("pieces");

    for (const auto& each : pieces)
        take.pieces.push_back (pieceFromJson (each, take.samples));

    return take;
}

nlohmann::json toJson (std::uint64_t lane, const LaneChoice& choice)
{
    nlohmann::json json{{"lane", lane}, {"take", choice.base}};

    if (! choice.sections.empty())
        json["sections"] = choice.sections;

    return json;
}

std::map<std::uint64_t, LaneChoice> laneChoicesIn (const nlohmann::json& project)
{
    std::map<std::uint64_t, LaneChoice> choices;

    if (! project.contains ("lanes"))
        return choices;

    const auto& list = memberOf (project, "lanes");

    if (! list.is_array() || list.size() > mostTakes)
        refuseTakes ("lanes");

    for (const auto& each : list)
    {
        auto& choice = choices[laneIn (each)];
        choice = {hashIn (memberOf (each, "take")), {}};
        const auto sections = each.contains ("sections") ? memberOf (each, "sections") : nlohmann::json::array();

        if (! sections.is_array() || sections.size() > mostSections)
            refuseTakes ("sections");

        for (const auto& hash : sections)
            choice.sections.push_back (hashIn (hash));
    }

    return choices;
}

const nlohmann::json& takesIn (const nlohmann::json& project)
{
    const auto& list = memberOf (project, "takes");

    if (! list.is_array() || list.size() > mostTakes)
        refuseTakes ("takes");

    return list;
}

std::map<std::string, FlacBytes> voicesIn (const nlohmann::json& project)
{
    std::map<std::string, FlacBytes> voices;

    if (! project.contains ("voices"))
        return voices;

    const auto& list = memberOf (project, "voices");

    if (! list.is_object() || list.size() > mostTakes)
        refuseTakes ("voices");

    for (const auto& [hash, text] : list.items())
        if (! isHash (hash) || ! text.is_string() || ! fromBase64 (text.get_ref<const std::string&>(), voices[hash]))
            refuseTakes ("sound");

    return voices;
}

} // namespace parlando
