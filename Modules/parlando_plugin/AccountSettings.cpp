#include "AccountSettings.h"

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

/** An object where there is no file; nothing where it is broken or too large to be ours. */
nlohmann::json contentOf (const std::string& file)
{
    constexpr juce::int64 largest = 64 * 1024;
    const auto source = file.empty() ? juce::File() : juce::File (file);

    if (! source.existsAsFile())
        return nlohmann::json::object();

    return source.getSize() > largest ? nlohmann::json()
                                      : readJson (source.loadFileAsString().toStdString(), {largest}).json;
}

} // namespace

std::string AccountSettings::usualFile()
{
    const auto key = usualKeyFile();
    return key.empty() ? key : (std::filesystem::path (key).parent_path() / "account.json").string();
}

AccountSettings AccountSettings::load (const Provider& provider, const std::string& file)
{
    const auto& setting = provider.access().place.setting;
    const auto json = contentOf (file);
    AccountSettings settings;

    const auto read = [&] (std::string_view name, std::string& value)
    {
        const auto found = json.find (name);
        const auto isText = found != json.end() && found->is_string();

        if (isText)
            value = found->get_ref<const std::string&>();

        return isText || found == json.end();
    };

    if (! json.is_object() || (! setting.empty() && ! read (setting, settings.place)) ||
        ! read ("proxy", settings.proxy))
        throw std::invalid_argument ("The file " + file +
                                     " cannot be used: remove it, then choose under Account anew.");

    if (! settings.place.empty())
        provider.checkPlace (settings.place);

    return settings;
}

ProxySettings AccountSettings::proxySettings (const std::atomic<bool>* isAbandoned) const
{
    auto settings = proxyFromEnvironment();

    if (proxy.empty())
        return settings;

    settings.source = "Settings, Account";
    settings.url = proxy == noProxy ? "" : proxy;

    if (const auto hasLogin = settings.url.find ('@') != std::string::npos; ! hasLogin)
        return settings;

    // Without it the proxy will say what is missing.
    if (const auto found = findKept (KeptSecret::proxyUrl, isAbandoned);
        found.credential.kind() != Credential::Kind::none)
    {
        const auto whole = Proxy::parse (found.credential.secret().reveal(), settings.source);
        settings.url = whole.withoutPassword().url() == proxy ? whole.url() : proxy;
    }

    return settings;
}

void AccountSettings::save (const Provider& provider, const std::string& file) const
{
    constexpr int indent = 4;

    if (file.empty())
        throw std::runtime_error (
            "The file account.json cannot be written: there is no folder for settings; set HOME.");

    juce::File (file).getParentDirectory().createDirectory();

    // What another provider has there stays; what is broken goes.
    auto json = contentOf (file);
    json = json.is_object() ? std::move (json) : nlohmann::json::object();
    json["proxy"] = proxy;

    if (const auto& setting = provider.access().place.setting; ! setting.empty())
        json[setting] = place;

    replaceFile (file, json.dump (indent) + "\n");
}

} // namespace parlando
