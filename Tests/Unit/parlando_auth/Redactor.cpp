#include <parlando_auth/parlando_auth.h>
#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{
const std::string key = "AIzaSy-Top/Secret+1234567890";
} // namespace

TEST_CASE ("C5: a known secret is taken out wherever it stands")
{
    const auto redactor = Redactor().withSecret (Credential (key));

    CHECK (redactor.redact ("API key " + key + " not valid") == "API key [redacted] not valid");
    CHECK (redactor.redact (key + key) == "[redacted][redacted]");
    CHECK (redactor.redact ("x" + key + "y") == "x[redacted]y");
    CHECK (redactor.redact ("at AIzaSy-Top%2FSecret%2B1234567890.") == "at [redacted].");
    CHECK (redactor.redact ("nothing here") == "nothing here");
    CHECK (redactor.redact ("") == "");
}

TEST_CASE ("C5: a secret that the end of a close reason cuts off is taken out too")
{
    const auto redactor = Redactor().withSecret (Credential (key));

    CHECK (redactor.redact ("API key not valid: AIzaSy-Top/Sec") == "API key not valid: [redacted]");
    CHECK (redactor.redact ("The name AIza") == "The name AIza");
}

TEST_CASE ("C5: of a token neither the whole nor the bare id remains")
{
    const auto redactor = Redactor().withSecret (Credential ("auth_tokens/abcdef0123"));

    CHECK (redactor.redact ("token auth_tokens/abcdef0123 used") == "token [redacted] used");
    CHECK (redactor.redact ("id abcdef0123, auth_tokens%2Fabcdef0123&x") == "id [redacted], [redacted]&x");
    CHECK (Redactor().redact ("an unknown auth_tokens/zzz/9.") == "an unknown [redacted]");
}

TEST_CASE ("C5: what stands where secrets stand is taken out without being known")
{
    const Redactor redactor;

    CHECK (redactor.redact ("wss://h/ws/m?key=abc&x=1") == "wss://h/ws/m?key=[redacted]&x=1");
    CHECK (redactor.redact ("?access_token=abc def") == "?access_token=[redacted] def");
    CHECK (redactor.redact ("GOOGLE_API_KEY=abc\nnext") == "GOOGLE_API_KEY=[redacted]\nnext");
    CHECK (redactor.redact ("KEY=\"a\", token='b'") == "KEY=\"[redacted]\", token='[redacted]'");
    CHECK (redactor.redact ("X-Goog-Api-Key: abc d\r\nHost: h") == "X-Goog-Api-Key: [redacted]\r\nHost: h");
    CHECK (redactor.redact ("Authorization: Token auth_tokens/x\nA") == "Authorization: [redacted]\nA");
    CHECK (redactor.redact (R"({"Authorization": "Bearer abc", "b": 1})") ==
           R"({"Authorization": "[redacted]", "b": 1})");
    CHECK (redactor.redact (R"(["x-goog-api-key","abc"])") == R"(["x-goog-api-key","[redacted]"])");
    CHECK (redactor.redact ("sent Bearer ya29.abc, then") == "sent Bearer [redacted], then");
}

TEST_CASE ("C5: pieces of a secret and other ways to write it are taken out")
{
    const auto redactor = Redactor().withSecret (Credential (key));
    const auto isClean = [&] (const std::string& text) { return redactor.redact ("<" + text + ">") == "<[redacted]>"; };

    CHECK (isClean (key.substr (0, 20)));
    CHECK (isClean (key.substr (key.size() - 12)));
    CHECK (isClean (key.substr (8, 12)));
    CHECK (isClean ("AIZASY-TOP/SECRET+1234567890"));
    CHECK (isClean (key.substr (0, 14) + " " + key.substr (14)));

    // Written elsewhere: base64 of the key, of "x" and the key without its last character's, and hexadecimal.
    CHECK (isClean ("QUl6YVN5LVRvcC9TZWNyZXQrMTIzNDU2Nzg5M"));
    CHECK (redactor.redact ("eEFJemFTeS1Ub3AvU2VjcmV0KzEyMzQ1Njc4OTA=").find ("Ub3AvU2VjcmV0") == std::string::npos);
    CHECK (isClean ("41497a6153792d546f702f5365637265742b31323334353637383930"));
    CHECK (redactor.redact ("the AIzaSy key") == "the AIzaSy key");
}

TEST_CASE ("C5: a proxy's password is taken out in the forms that it travels in")
{
    const auto redactor = Redactor().withProxy ({"http://Aladdin:open%20sesame@p.example:3128", {}, {}});

    CHECK (redactor.redact ("got open sesame!") == "got [redacted]!");
    CHECK (redactor.redact ("got open%20sesame!") == "got [redacted]!");
    CHECK (redactor.redact ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== refused").find ("QWxhZGRpbjpvcGVu") ==
           std::string::npos);
    CHECK (redactor.redact ("via http://p.example:3128") == "via http://p.example:3128");

    // Where it cannot be read it is not shown either; what is too short to be one is no secret.
    CHECK (Redactor().withProxy ({"nonsense://me:sesame@h", {}, {}}).redact ("a sesame") == "a [redacted]");
    CHECK (Redactor().withProxy ({"http://me:abc@h", {}, {}}).redact ("abc") == "abc");
    CHECK (Redactor().withProxy ({}).redact ("abc") == "abc");
}

TEST_CASE ("C5: name and password in a URL are taken out without being known")
{
    CHECK (Redactor().redact ("see http://me:p@ss@h:1/x@y, http://h/a@b") ==
           "see http://[redacted]@h:1/x@y, http://h/a@b");
}

TEST_CASE ("Harmless text stays as it is")
{
    const Redactor redactor;

    for (const auto* text : {"monkey=banana", "The key is C major", "key =", "?key=", "Authorization failed",
                             "a bearer", "tokens: 5", "x-goog-api-key", "Gr\xc3\xbc\xc3\x9f\xff\x01"})
        CHECK (redactor.redact (text) == text);
}

TEST_CASE ("Several secrets are known at once, and copies share them")
{
    const auto first = Redactor().withSecret (Credential ("alpha"));
    const auto both = first.withSecret (Credential ("alphabet"));
    const auto copy = both;

    CHECK (copy.redact ("alphabet alpha") == "[redacted] [redacted]");
    CHECK (first.redact ("alphabet") == "alphabet");
    CHECK (both.withSecret ({}).redact ("alpha") == "[redacted]");
}

TEST_CASE ("C5: no text that this module produces holds the secret, but for the headers of the request")
{
    const std::string secret = "hidden-5ecr3t";
    std::vector<std::string> texts;

    for (const auto& text : {secret, "auth_tokens/" + secret, " " + secret + "\n"})
    {
        const auto found = findCredential ({}, [&] (const char*) { return std::optional (text); });
        const auto request = gemini::makeConnectRequest (Endpoint(), found.credential);
        texts.insert (texts.end(), {found.source, found.error, request.url, request.caFile});
        REQUIRE (request.headers.size() == 1);
        REQUIRE (request.headers[0].second.find (secret) != std::string::npos);
        texts.push_back (request.headers[0].first);

        const auto redactor = Redactor().withSecret (found.credential);
        texts.push_back (redactor.redact (request.headers[0].first + ": " + request.headers[0].second));
        texts.push_back (redactor.redact ("<" + request.headers[0].second + ">"));
    }

    for (const auto& wrong :
         {secret + "\n" + secret, secret + "\xff", secret + " " + secret, std::string (4090, 'x') + secret})
        texts.push_back (findCredential ({}, [&] (const char*) { return std::optional (wrong); }).error);

    for (const auto& url :
         {"ws://" + secret + "@h", "wss://h?key=" + secret, secret, "wss://h:" + secret, "wss://h#" + secret})
        try
        {
            gemini::makeConnectRequest ({url, "v1beta", {}}, Credential (secret));
            FAIL ("accepted " << url);
        }
        catch (const std::invalid_argument& fault)
        {
            texts.push_back (fault.what());
        }

    CHECK (texts.size() > 25);
    for (const auto& text : texts)
        CHECK (text.find (secret) == std::string::npos);
}
