#include "KeepSettings.h"

#include <juce_core/juce_core.h>
#include <nlohmann/json.hpp>
#include <parlando_auth/parlando_auth.h>
#include <parlando_text/AtomicFile.h>
#include <parlando_text/parlando_text.h>

#include <filesystem>
#include <stdexcept>

namespace parlando
{

namespace
{

constexpr std::size_t largestKeepFile = 64 * 1024;

} // namespace

std::string KeepSettings::usualPlace()
{
    return juce::File::getSpecialLocation (juce::File::userMusicDirectory)
        .getChildFile ("Parlando")
        .getFullPathName()
        .toStdString();
}

std::string KeepSettings::usualFile()
{
    const auto key = usualKeyFile();
    return key.empty() ? key : (std::filesystem::path (key).parent_path() / "keep.json").string();
}

KeepSettings KeepSettings::load (const std::string& file)
{
    const auto source = file.empty() ? juce::File() : juce::File (file);

    if (! source.existsAsFile())
        return {};

    // What is too large is none of ours, and is not read.
    const auto json = static_cast<std::size_t> (source.getSize()) > largestKeepFile
                          ? nlohmann::json()
                          : readJson (source.loadFileAsString().toStdString(), {largestKeepFile}).json;
    const auto textOf = [&json] (const char* name)
    {
        const auto found = json.is_object() ? json.find (name) : json.end();
        return found != json.end() && found->is_string() ? std::optional (found->get<std::string>()) : std::nullopt;
    };
    const auto what = textOf ("what"), place = textOf ("place");
    const auto keeps = what ? keepsNamed (*what) : std::nullopt;

    if (! keeps || ! place || (! place->empty() && ! juce::File::isAbsolutePath (*place)))
        throw std::invalid_argument ("The file " + file +
                                     " cannot be used, so nothing is kept: choose under Settings, Keep, what is.");

    return {*keeps, *place};
}

void KeepSettings::save (const std::string& file) const
{
    constexpr int indent = 4;

    if (file.empty())
        throw std::runtime_error ("The file keep.json cannot be written: there is no folder for settings; set HOME.");

    juce::File (file).getParentDirectory().createDirectory();
    replaceFile (file, nlohmann::json{{"what", nameOf (what)}, {"place", place}}.dump (indent) + "\n");
}

} // namespace parlando
