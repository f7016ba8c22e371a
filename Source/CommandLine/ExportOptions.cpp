#include "ExportOptions.h"

#include <parlando_archive/parlando_archive.h>

#include <algorithm>
#include <map>

namespace parlando
{
namespace
{

constexpr auto soundForm = "wav", mixForm = "conversation";

std::string problemWithForm (const std::string& name)
{
    if (name == soundForm || name == mixForm || wordsFormOf (name))
        return {};

    return name + " is none of wav, conversation, srt, vtt, txt, json, audacity, reaper, ardour and midi";
}

} // namespace

void ExportOptions::addTo (CLI::App& app)
{
    static const std::map<std::string, TakeClock> clocks{
        {"session", TakeClock::conversation}, {"host", TakeClock::host}, {"timecode", TakeClock::timecode}};

    app.add_option ("FOLDER", folder, "The folder of a conversation that was kept")->required()->type_name ("");
    app.add_option ("--to", target, "Where the files go [FOLDER/exported]")->type_name ("FOLDER");
    app.add_option ("--as", forms,
                    "What leaves: wav (a file a turn), conversation (one file of all), srt, vtt, txt, json, audacity, "
                    "reaper, ardour, midi; several with commas [wav]")
        ->delimiter (',')
        ->take_all()
        ->allow_extra_args (false)
        ->check (problemWithForm)
        ->type_name ("FORM");
    app.add_option ("--rate", sampleRate, "Of the sound [the host's, or the voice's own where there was no host]")
        ->check (CLI::Range (8000, 384000))
        ->type_name ("HZ");
    app.add_option ("--bits", bits, "Of a sample: 16 or 24 [24]")->check (CLI::IsMember ({16, 24}))->type_name ("BITS");
    app.add_option ("--turn", turns, "The sound of this turn alone (repeatable, or several with commas)")
        ->delimiter (',')
        ->take_all()
        ->allow_extra_args (false)
        ->type_name ("N");
    app.add_option ("--timeline", clock,
                    "What times count from: session (the conversation), host (its session), timecode (its time code) "
                    "[sound and marks for hosts: the host's, where there was one; texts: session]")
        ->transform (CLI::CheckedTransformer (clocks, CLI::ignore_case).description (""))
        ->type_name ("WHICH");
}

bool ExportOptions::wantsSound() const
{
    return forms.empty() || std::find (forms.begin(), forms.end(), soundForm) != forms.end();
}

bool ExportOptions::wantsMix() const { return std::find (forms.begin(), forms.end(), mixForm) != forms.end(); }

std::vector<WordsForm> ExportOptions::wordsForms() const
{
    std::vector<WordsForm> wanted;

    for (const auto& name : forms)
        if (const auto form = wordsFormOf (name);
            form && std::find (wanted.begin(), wanted.end(), *form) == wanted.end())
            wanted.push_back (*form);

    return wanted;
}

std::string ExportOptions::targetFolder() const
{
    return target.empty() ? folder + "/" + ConversationFolder::exportedName : target;
}

} // namespace parlando
