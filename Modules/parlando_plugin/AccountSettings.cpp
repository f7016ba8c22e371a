#include "AccountSettings.h"

#include <juce_core/juce_core.h>
#include <nlohmann/json.hpp>
#include <parlando_auth/parlando_auth.h>

#include <filesystem>
#include <stdexcept>

namespace parlando
{

std::string AccountSettings::usualFile()
{
    const auto key = usualKeyFile();
    return key.empty() ? key : (std::filesystem::path (key).parent_path() / "account.json").string();
}

AccountSettings AccountSettings::load (const std::string& file)
{
    constexpr juce::int64 largest = 64 * 1024;
    const auto source = file.empty() ? juce::File() : juce::File (file);
    AccountSettings settings;

    if (! source.existsAsFile())
        return settings;

    const auto json = source.getSize() > largest
                          ? nlohmann::json()
                          : nlohmann::json::parse (source.loadFileAsString().toStdString(), nullptr, false);

    if (! json.is_object() || ! json.value ("vertex", nlohmann::json ("")).is_string())
        throw std::invalid_argument ("The file " + file +
                                     " cannot be used: remove it, then choose under Account anew.");

    settings.vertex = json.value ("vertex", std::string());

    if (! settings.vertex.empty())
        parseVertexLocation (settings.vertex);

    return settings;
}

void AccountSettings::save (const std::string& file) const
{
    constexpr int indent = 4;
    const auto target = file.empty() ? juce::File() : juce::File (file);
    const auto text = nlohmann::json{{"vertex", vertex}}.dump (indent) + "\n";

    if (file.empty() || ! target.getParentDirectory().createDirectory() || ! target.replaceWithText (text))
        throw std::runtime_error ("The file " + (file.empty() ? std::string ("account.json") : file) +
                                  " cannot be written: check its folder.");
}

} // namespace parlando
