#include <Support/HostileJson.h>
#include <Support/HungKeyring.h>
#include <Support/SmallStack.h>
#include <Support/Surroundings.h>

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>
#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <poll.h>
#include <sys/stat.h>
#include <thread>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** False when it took longer than ten seconds. */
template <typename Condition>
bool until (Condition&& happened)
{
    const auto end = std::chrono::steady_clock::now() + 10s;

    while (! happened() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for (2ms);

    return happened();
}

AccountView whenDone (const AccountDesk& account)
{
    REQUIRE (until ([&] { return ! account.view().isBusy; }));
    return account.view();
}

std::string script (const Surroundings& place, const std::string& body)
{
    const auto path = place.folder() / "program";
    std::ofstream (path) << "#!/bin/sh\n" << body << "\n";
    ::chmod (path.c_str(), 0700);
    return path.string();
}

RehearsalService::Options wanting (const char* key)
{
    RehearsalService::Options options;
    options.requiredKey = key;
    return options;
}

constexpr auto key = "AIza-a-key-that-nobody-has";

} // namespace

TEST_CASE ("Whoever has no key is told of both ways to an agent")
{
    const Surroundings place;
    AccountDesk account{gemini::geminiLive()};
    CHECK_FALSE (account.view().isKnown);
    account.look();
    const auto view = whenDone (account);
    CHECK (view.isKnown);
    CHECK_FALSE (view.hasAccess);
    CHECK_THAT (ServiceAccess::look (*gemini::geminiLive()).problem,
                ContainsSubstring ("Account") && ContainsSubstring ("rehearsal agent"));
}

TEST_CASE ("A key is kept when the service takes it, and found again, for this person alone")
{
    Surroundings place;
    const RehearsalService service (wanting (key));
    place.set ("PARLANDO_ENDPOINT", service.url());
    AccountDesk account{gemini::geminiLive()};
    account.checkAndKeep (std::string ("  ") + key + "\n", AgentDefinition());
    const auto view = whenDone (account);
    INFO (view.sentence);
    CHECK_FALSE (view.isTrouble);
    CHECK (view.hasAccess);
    CHECK (view.source == usualKeyFile());
    CHECK_THAT (view.sentence, ContainsSubstring (usualKeyFile()) && ! ContainsSubstring (key));
    CHECK (ServiceAccess::look (*gemini::geminiLive()).credential.secret().reveal() == key);
    struct stat status = {};
    REQUIRE (::stat (usualKeyFile().c_str(), &status) == 0);
    CHECK ((status.st_mode & 0777) == 0600);

    account.check (AgentDefinition());
    CHECK_FALSE (whenDone (account).isTrouble);
    account.forget();
    CHECK_FALSE (whenDone (account).isTrouble);
    CHECK_FALSE (std::filesystem::exists (usualKeyFile()));
}

TEST_CASE ("A key that the service refuses is not kept, and never shown")
{
    Surroundings place;
    const RehearsalService service (wanting ("another"));
    place.set ("PARLANDO_ENDPOINT", service.url());
    AccountDesk account{gemini::geminiLive()};
    account.checkAndKeep (key, AgentDefinition());
    const auto view = whenDone (account);
    CHECK (view.isTrouble);
    CHECK_THAT (view.sentence, ContainsSubstring ("was not kept") && ! ContainsSubstring (key));
    CHECK_FALSE (std::filesystem::exists (usualKeyFile()));
}

TEST_CASE ("What cannot be a key is refused without asking anybody")
{
    const Surroundings place;
    AccountDesk account{gemini::geminiLive()};

    for (const auto* text : {"", "   ", "two words"})
    {
        account.checkAndKeep (text, AgentDefinition());
        CHECK (whenDone (account).isTrouble);
    }
}

TEST_CASE ("An account desk that goes while the service is silent does not wait for it")
{
    Surroundings place;
    LineFaults faults;
    faults.delay = 20s;
    RehearsalService::Options options;
    options.scenario = Scenario (faults, 1);
    const RehearsalService service (std::move (options));
    place.set ("PARLANDO_ENDPOINT", service.url());
    const auto began = std::chrono::steady_clock::now();
    {
        AccountDesk account{gemini::geminiLive()};
        account.checkAndKeep (key, AgentDefinition());
        REQUIRE (until ([&] { return ! service.counters().empty() && service.counters()[0].receivedMessages > 0; }));
    }
    CHECK (std::chrono::steady_clock::now() - began < 10s); // it would have answered after 15
}

TEST_CASE ("Vertex AI is chosen by project and region, for all projects, and let go again")
{
    const Surroundings place;
    AccountDesk account{gemini::geminiLive()};
    account.usePlace ("my-studio/europe-west4");
    CHECK (whenDone (account).place == "my-studio/europe-west4");
    const auto access = ServiceAccess::look (*gemini::geminiLive());
    CHECK (access.endpoint.place == "my-studio/europe-west4");
    CHECK (access.source == "gcloud, for Vertex AI at my-studio/europe-west4");
    CHECK_FALSE (access.accessTokens.isEmpty());

    account.usePlace ("nonsense");
    CHECK (whenDone (account).isTrouble);
    CHECK (ServiceAccess::look (*gemini::geminiLive()).endpoint.place == "my-studio/europe-west4");

    account.usePlace ({});
    whenDone (account);
    CHECK (ServiceAccess::look (*gemini::geminiLive()).endpoint.place.empty());
}

TEST_CASE ("A proxy is kept for all projects, its password where keys are, and goes before the environment's")
{
    Surroundings place;
    place.set ("HTTPS_PROXY", "http://environment.example:8080");
    place.set ("NO_PROXY", "inside.example");
    place.set ("GOOGLE_API_KEY", key);
    AccountDesk account{gemini::geminiLive()};
    account.look();
    CHECK (whenDone (account).way == "http://environment.example:8080 (HTTPS_PROXY)");

    const auto contentOf = [] (const std::string& path)
    {
        std::ifstream file (path);
        return std::string (std::istreambuf_iterator<char> (file), {});
    };

    SECTION ("the password in the URL") { account.useProxy ("me%40work:open-sesame%23@Proxy.example:3128", {}); }
    SECTION ("the password beside it") { account.useProxy ("http://me%40work@proxy.example:3128", "open-sesame#"); }

    auto view = whenDone (account);
    CHECK_FALSE (view.isTrouble);
    CHECK (view.proxy == "http://me%40work@proxy.example:3128");
    CHECK (view.way == "http://proxy.example:3128 (Settings, Account)");
    CHECK_THAT (view.sentence + view.source, ! ContainsSubstring ("sesame"));
    CHECK_THAT (contentOf (AccountSettings::usualFile()), ! ContainsSubstring ("sesame"));
    CHECK (ServiceAccess::look (*gemini::geminiLive()).endpoint.proxy ==
           ProxySettings{"http://me%40work:open-sesame%23@proxy.example:3128", "inside.example", "Settings, Account"});

    // What else is chosen leaves it as it is; so does naming it again without the password.
    account.usePlace ("my-studio/europe-west4");
    whenDone (account);
    account.useProxy ("http://me%40work@proxy.example:3128", {});
    whenDone (account);
    CHECK_THAT (ServiceAccess::look (*gemini::geminiLive()).endpoint.proxy.url, ContainsSubstring ("open-sesame"));
    CHECK_FALSE (ServiceAccess::look (*gemini::geminiLive()).endpoint.place.empty());

    account.useProxy (AccountSettings::noProxy, {});
    CHECK (whenDone (account).way.empty());
    CHECK_FALSE (std::filesystem::exists (usualKeyFile (KeptSecret::proxyUrl)));

    account.useProxy ({}, {});
    CHECK (whenDone (account).way == "http://environment.example:8080 (HTTPS_PROXY)");
}

TEST_CASE ("A proxy that cannot be read is told of, and the one before stays")
{
    Surroundings place;
    place.set ("GOOGLE_API_KEY", key);
    AccountDesk account{gemini::geminiLive()};
    account.useProxy ("http://proxy.example:3128", {});
    whenDone (account);
    account.useProxy ("ftp://me:sesame@proxy.example", {});
    const auto view = whenDone (account);
    CHECK (view.isTrouble);
    CHECK_THAT (view.sentence, ContainsSubstring ("must begin with http://") && ! ContainsSubstring ("sesame"));
    CHECK (AccountSettings::load (*gemini::geminiLive()).proxy == "http://proxy.example:3128");

    place.set ("HTTPS_PROXY", "ftp://me:sesame@proxy.example");
    account.useProxy ({}, {});
    whenDone (account);
    CHECK_THAT (ServiceAccess::look (*gemini::geminiLive()).problem, ContainsSubstring ("The proxy in HTTPS_PROXY"));
}

TEST_CASE ("A service that cannot be asked at all is told of, and nothing is left behind when the desk goes")
{
    Surroundings place;
    place.set ("GOOGLE_API_KEY", key);
    place.set ("PARLANDO_ENDPOINT", "localhost:8080"); // without a scheme
    AccountDesk account{gemini::geminiLive()};
    account.check (AgentDefinition());
    CHECK (whenDone (account).isTrouble);
}

TEST_CASE ("A keyring that does not answer keeps nobody waiting, neither who looks for a key nor who goes")
{
    Surroundings place;
    const HungKeyring keyring (place);
    {
        AccessSearch search (gemini::geminiLive(), [] {});
        search.start();
        CHECK (until ([&] { return keyring.wasAsked(); }));
        CHECK_FALSE (search.take());
        CHECK (keyring.stillHangs());
    }
    CHECK_FALSE (keyring.stillHangs());
}

TEST_CASE ("What was looked for while something changed is looked for again")
{
    Surroundings place;
    std::atomic<int> found{0};
    AccessSearch search (gemini::geminiLive(), [&] { ++found; });
    search.start();
    place.set ("GOOGLE_API_KEY", key);
    search.start();
    REQUIRE (until ([&] { return found > 0; }));
    std::optional<ServiceAccess> result;
    REQUIRE (until ([&] { return result || (result = search.take()); }));
    CHECK (result->source == "GOOGLE_API_KEY");
    CHECK_FALSE (search.take());
}

TEST_CASE ("A broken account file is told of, not guessed at")
{
    const Surroundings place;
    std::filesystem::create_directories (place.folder() / "Parlando");

    for (const auto* text : {"", "[]", R"({"vertex":7})", R"({"vertex":"nonsense"})", R"({"proxy":[]})"})
    {
        std::ofstream (AccountSettings::usualFile()) << text;
        CHECK_FALSE (ServiceAccess::look (*gemini::geminiLive()).problem.empty());
    }
}

TEST_CASE ("What another service has in the account's file stays there")
{
    const Surroundings place;
    const auto file = (place.folder() / "account.json").string();
    std::ofstream (file) << R"({"region":"us-east-1","vertex":"studio/us","proxy":""})";
    auto settings = AccountSettings::load (*gemini::geminiLive(), file);
    CHECK (settings.place == "studio/us");
    settings.place = "studio/eu";
    settings.save (*gemini::geminiLive(), file);

    std::ifstream kept (file);
    CHECK (nlohmann::json::parse (kept) ==
           nlohmann::json{{"region", "us-east-1"}, {"vertex", "studio/eu"}, {"proxy", ""}});
}

TEST_CASE ("The rehearsal agent's program is given a secret that no other program sees, another at each start")
{
    const Surroundings place;
    const auto folder = place.folder().string();
    const auto contentOf = [&] (const char* name)
    {
        std::ifstream file (folder + "/" + name);
        return std::string (std::istreambuf_iterator<char> (file), {});
    };
    std::string before;

    for (int i = 0; i < 2; ++i)
    {
        RehearsalProgram program (script (
            place, "read secret; echo \"$secret\" >'" + folder + "/secret'; echo \"$@\" >'" + folder +
                       "/arguments'; env >'" + folder + "/environment'; echo 'listening on ws://127.0.0.1:1234'; cat"));
        program.start();
        REQUIRE (until ([&] { return program.url().has_value(); }));
        CHECK (program.token().size() >= 32);
        CHECK (contentOf ("secret") == program.token() + "\n");
        CHECK_THAT (contentOf ("arguments"),
                    ContainsSubstring ("--token-from-stdin") && ! ContainsSubstring (program.token()));
        CHECK_THAT (contentOf ("environment"), ! ContainsSubstring (program.token()));
        CHECK (program.token() != before);
        before = program.token();
        CHECK (ServiceAccess::toRehearsal (*program.url(), program.token()).credential.secret().reveal() == before);
    }
}

TEST_CASE ("The rehearsal agent's program says where it listens, and ends with whoever started it")
{
    const Surroundings place;
    const auto mark = (place.folder() / "ended").string();
    {
        RehearsalProgram program (script (place, "echo 'listening on ws://127.0.0.1:1234'; cat; touch '" + mark + "'"));
        CHECK_FALSE (program.url());
        program.start();
        REQUIRE (until ([&] { return program.url().has_value(); }));
        CHECK (*program.url() == "ws://127.0.0.1:1234");
        program.start();
        CHECK (program.url());
    }
    CHECK (std::filesystem::exists (mark));
}

TEST_CASE ("A rehearsal agent that does not start says why, in one sentence")
{
    const Surroundings place;

    SECTION ("there is no such program")
    {
        RehearsalProgram program ((place.folder() / "nothing").string());
        program.start();
        CHECK_FALSE (program.url());
        CHECK_THAT (program.problem(), ContainsSubstring ("does not start: there is no such file"));
    }

    SECTION ("it ends with a complaint")
    {
        RehearsalProgram program (script (place, "echo 'There is no model.' >&2; exit 1"));
        program.start();
        REQUIRE (until ([&] { return ! program.url() && ! program.problem().empty(); }));
        CHECK_THAT (program.problem(), ContainsSubstring ("does not start: There is no model. Install"));
    }
}

TEST_CASE ("A rehearsal agent that does not end by itself is ended")
{
    const Surroundings place;
    const auto mark = (place.folder() / "pid").string();
    {
        RehearsalProgram program (script (
            place, "echo $$ > '" + mark + "'; echo 'listening on ws://127.0.0.1:1'; while :; do sleep 1; done"));
        program.start();
        REQUIRE (until ([&] { return program.url().has_value(); }));
    }
    int process = 0;
    std::ifstream (mark) >> process;
    REQUIRE (process > 0);
    CHECK (::kill (process, 0) != 0);
}

TEST_CASE ("An account file of nested brackets, or with texts of another type, is told of, on a small stack")
{
    Surroundings place;
    const auto file = (place.folder() / "account.json").string();
    const auto isRefused = [&] (const std::string& text)
    {
        std::ofstream (file, std::ios::binary) << text;
        CHECK_THROWS_WITH (AccountSettings::load (*gemini::geminiLive(), file), ContainsSubstring ("remove it"));
    };

    testing::onSmallStack (
        [&]
        {
            for (const auto& deep : testing::deepValues())
                isRefused (R"({"vertex":)" + deep + "}");
        });

    for (const auto* text : {"", "[]", R"({"vertex":7})", R"({"proxy":{}})", R"({"proxy":"a","proxy":"b"})"})
        isRefused (text);
}

TEST_CASE ("The account page says that a key could not be forgotten, what refused, and what comes before a kept one")
{
    Surroundings place;
    const auto tool = place.folder() / "secret-tool";
    std::ofstream (tool) << "#!/bin/sh\n[ $1 = lookup ] && printf the-old-key || exit 1\n";
    ::chmod (tool.c_str(), 0700);
    place.set ("PATH", place.folder().string() + ":" + std::getenv ("PATH"));
    place.set ("DBUS_SESSION_BUS_ADDRESS", "a-session");
    AccountDesk account{gemini::geminiLive()};
    account.forget();
    auto view = whenDone (account);
    CHECK (view.isTrouble);
    CHECK_THAT (view.sentence, ContainsSubstring ("The keyring does not give up") && ContainsSubstring ("unlock it"));

    std::ofstream (tool) << "#!/bin/sh\nexit 1\n";
    place.set ("GEMINI_API_KEY", "of-the-shell");
    account.forget();
    view = whenDone (account);
    CHECK_FALSE (view.isTrouble);
    CHECK_THAT (view.sentence, ContainsSubstring ("No key is kept") && ContainsSubstring ("GEMINI_API_KEY"));
}

TEST_CASE ("The account page says that others may read the key file")
{
    const Surroundings place;
    keepCredential (Credential (key));
    ::chmod (usualKeyFile().c_str(), 0644);
    AccountDesk account{gemini::geminiLive()};
    account.look();
    const auto view = whenDone (account);
    CHECK (view.hasAccess);
    CHECK (view.isTrouble);
    CHECK_THAT (view.sentence, ContainsSubstring ("chmod 600"));
}
