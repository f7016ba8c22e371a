// The options that say which service it is and how it is reached.

#include "TalkOptions.h"

#include <parlando_auth/parlando_auth.h>

namespace parlando
{

void ServiceOptions::addTo (CLI::App& app)
{
    constexpr auto group = "Service";
    app.add_option ("--endpoint", endpoint, "Where the service is (wss://…; ws:// on this machine alone) [Gemini]")
        ->type_name ("URL")
        ->group (group);
    app.add_option ("--ca", certificates, "Trust the certificates in this PEM file, besides the system's")
        ->type_name ("FILE")
        ->group (group);
    app.add_option ("--api-key-file", apiKeyFile, "A file with the key, where no environment variable has it")
        ->type_name ("FILE")
        ->group (group);
    app.add_option ("--model", model, "The model to talk to; 'parlando models' lists them")
        ->type_name ("NAME")
        ->group (group);
    app.add_option ("--api-version", version, "The version of the service, such as v1alpha [v1beta; Vertex: v1beta1]")
        ->type_name ("NAME")
        ->group (group);
    addTokensTo (app);
    addProxyTo (app);
}

/** Of what --pass-env names; empty where it may be passed. */
static std::string problemWithVariable (const std::string& variable)
{
    const auto name = variable.substr (0, variable.find ('='));

    if (name.empty())
        return "give NAME or NAME=VALUE";

    return isKeyVariable (name) ? name + " is the service's key: no program gets it" : "";
}

void ServiceOptions::addTokensTo (CLI::App& app)
{
    constexpr auto group = "Service";
    auto* place =
        app.add_option ("--vertex", vertex, "Talk to Vertex AI in this project, such as my-project/us-central1")
            ->type_name ("PROJECT/LOCATION")
            ->group (group);
    auto* command = app.add_option ("--token-command", tokenCommand,
                                    "What prints an access token for Vertex [gcloud auth print-access-token]")
                        ->type_name ("COMMAND")
                        ->needs (place)
                        ->group (group);
    app.add_option ("--token-file", tokenFile, "A file that somebody keeps a fresh access token in")
        ->type_name ("FILE")
        ->needs (place)
        ->excludes (command)
        ->group (group);
    app.add_option ("--pass-env", passed,
                    "A variable that tools and token commands get beside the usual ones (repeatable)")
        ->type_name ("NAME[=VALUE]")
        ->check (problemWithVariable)
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
}

void ServiceOptions::addProxyTo (CLI::App& app)
{
    constexpr auto group = "Service";
    auto* url = app.add_option ("-x,--proxy", proxy,
                                "The proxy to the service: http://, https://, socks5:// or socks5h:// "
                                "[HTTPS_PROXY, ALL_PROXY]")
                    ->type_name ("URL")
                    ->group (group);
    auto* hosts = app.add_option ("--noproxy", noProxy, "Hosts that are reached without it [NO_PROXY]")
                      ->type_name ("HOSTS")
                      ->group (group);
    app.add_flag ("--no-proxy", directly, "No proxy, whatever the environment says")
        ->excludes (url)
        ->excludes (hosts)
        ->group (group);
}

} // namespace parlando
