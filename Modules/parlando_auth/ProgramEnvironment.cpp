#include "ProgramEnvironment.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

extern char** environ;

namespace parlando
{

namespace detail_environment
{

using namespace std::string_view_literals;

/** A `*` at the end stands for any rest. */
constexpr std::array everyProgram{"PATH"sv,
                                  "HOME"sv,
                                  "USER"sv,
                                  "LOGNAME"sv,
                                  "SHELL"sv,
                                  "PWD"sv,
                                  "LANG"sv,
                                  "LANGUAGE"sv,
                                  "LC_*"sv,
                                  "TZ"sv,
                                  "TZDIR"sv,
                                  "TERM"sv,
                                  "NO_COLOR"sv,
                                  "TMPDIR"sv,
                                  "TMP"sv,
                                  "TEMP"sv,
                                  "XDG_*"sv,
                                  "DISPLAY"sv,
                                  "WAYLAND_DISPLAY"sv,
                                  "XAUTHORITY"sv,
                                  "DBUS_SESSION_BUS_ADDRESS"sv,
                                  "PULSE_SERVER"sv,
                                  "PIPEWIRE_*"sv,
                                  "__CF_USER_TEXT_ENCODING"sv};

constexpr std::array networkPrograms{"http_proxy"sv,   "https_proxy"sv,    "HTTPS_PROXY"sv,        "all_proxy"sv,
                                     "ALL_PROXY"sv,    "no_proxy"sv,       "NO_PROXY"sv,           "SSL_CERT_FILE"sv,
                                     "SSL_CERT_DIR"sv, "CURL_CA_BUNDLE"sv, "REQUESTS_CA_BUNDLE"sv, "SSH_AUTH_SOCK"sv};

constexpr std::array tokenPrograms{"CLOUDSDK_*"sv,     "GOOGLE_APPLICATION_CREDENTIALS"sv,
                                   "GOOGLE_CLOUD_*"sv, "GCE_METADATA_*"sv,
                                   "GCLOUD_PROJECT"sv, "BOTO_CONFIG"sv};

static bool names (std::string_view pattern, std::string_view name)
{
    return pattern.back() == '*' ? name.starts_with (pattern.substr (0, pattern.size() - 1)) : name == pattern;
}

static bool isIn (std::span<const std::string_view> patterns, std::string_view name)
{
    return std::any_of (patterns.begin(), patterns.end(), [&] (auto pattern) { return names (pattern, name); });
}

static bool isChosen (ProgramPurpose purpose, std::string_view name)
{
    return isIn (everyProgram, name) || (purpose != ProgramPurpose::own && isIn (networkPrograms, name)) ||
           (purpose == ProgramPurpose::tokens && isIn (tokenPrograms, name));
}

static std::string nameOf (const std::string& variable) { return variable.substr (0, variable.find ('=')); }

static void add (std::vector<std::string>& variables, const std::string& wanted)
{
    const auto name = nameOf (wanted);
    const auto* const value = std::getenv (name.c_str());

    if (isKeyVariable (name) || name.empty() || (name == wanted && value == nullptr))
        return;

    std::erase_if (variables, [&] (const auto& each) { return nameOf (each) == name; });
    variables.push_back (name == wanted ? name + "=" + value : wanted);
}

} // namespace detail_environment

bool isKeyVariable (const std::string& name)
{
    return name == "GOOGLE_API_KEY" || name == "GEMINI_API_KEY" || name == "GOOGLE_CLOUD_API_KEY";
}

std::vector<std::string> programEnvironment (ProgramPurpose purpose, const std::vector<std::string>& added)
{
    using namespace detail_environment;
    std::vector<std::string> variables;

    for (auto** each = environ; each != nullptr && *each != nullptr; ++each)
        if (const auto name = nameOf (*each); isChosen (purpose, name) && ! isKeyVariable (name))
            variables.emplace_back (*each);

    for (const auto& wanted : added)
        add (variables, wanted);

    return variables;
}

} // namespace parlando
