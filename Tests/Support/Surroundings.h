#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace parlando::testing
{

/** The environment of somebody who has just come: no key, no keyring, no proxy, an empty folder of settings. As it was
   before, afterwards. */
class Surroundings
{
public:
    /** With a service, if one is given. */
    explicit Surroundings (std::optional<std::string> endpoint = {})
    {
        std::string name = (std::filesystem::temp_directory_path() / "parlando-settings-XXXXXX").string();

        if (::mkdtemp (name.data()) == nullptr)
            throw std::runtime_error (name + " cannot be made");

        home = name;

        for (const auto* variable :
             {"GOOGLE_API_KEY", "GEMINI_API_KEY", "PARLANDO_ENDPOINT", "PARLANDO_VERTEX", "DBUS_SESSION_BUS_ADDRESS",
              "wss_proxy", "WSS_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
            set (variable, std::nullopt);

        set ("XDG_CONFIG_HOME", home.string());
        set ("PARLANDO_ENDPOINT", endpoint);
    }

    ~Surroundings()
    {
        for (const auto& [name, value] : before)
            put (name, value);

        std::error_code ignored;
        std::filesystem::remove_all (home, ignored);
    }

    Surroundings (const Surroundings&) = delete;
    Surroundings& operator= (const Surroundings&) = delete;

    /** Nothing: it is unset. */
    void set (const std::string& name, const std::optional<std::string>& value)
    {
        const auto* old = std::getenv (name.c_str());
        before.try_emplace (name, old != nullptr ? std::optional<std::string> (old) : std::nullopt);
        put (name, value);
    }

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return home; }

private:
    static void put (const std::string& name, const std::optional<std::string>& value)
    {
        if (value)
            ::setenv (name.c_str(), value->c_str(), 1);
        else
            ::unsetenv (name.c_str());
    }

    std::filesystem::path home;
    std::map<std::string, std::optional<std::string>> before;
};

} // namespace parlando::testing
