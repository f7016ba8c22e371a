#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

namespace
{
const std::string secret = "AIza-a-key-that-nobody-has";
const auto redactor = [] { return Redactor().withSecret (Credential (secret)); };

template <typename Event>
Event cleaned (Event event)
{
    SessionEvent any (std::move (event));
    redact (any, redactor());
    return std::get<Event> (any);
}
} // namespace

TEST_CASE ("C5: whatever the service says with the key in it is told without it")
{
    CHECK (cleaned (SessionWarning{"no " + secret}).text == "no [redacted]");
    CHECK (cleaned (TranscriptPiece{Speaker::agent, 1, "It is " + secret}).text == "It is [redacted]");
    CHECK (cleaned (ThoughtPiece{1, secret}).text == "[redacted]");
    CHECK (cleaned (CodeWritten{1, {"print (\"" + secret + "\")", "PYTHON", {}}}).code.code ==
           "print (\"[redacted]\")");
    CHECK (cleaned (CodeResult{1, {"OUTCOME_OK", secret, {}}}).result.output == "[redacted]");
    CHECK (cleaned (PagesRead{1, {{{"https://h/" + secret, {}}}}}).pages.urlMetadata[0].retrievedUrl ==
           "https://h/[redacted]");

    ToolCalled call;
    call.call.name = "tell";
    call.call.args = {{"to", "anybody"}, {"what", {secret, 7}}};
    CHECK (cleaned (call).call.args == nlohmann::json{{"to", "anybody"}, {"what", {"[redacted]", 7}}});

    SourcesReported reported;
    reported.sources.webSearchQueries = {"whose is " + secret};
    reported.sources.groundingChunks.resize (1);
    reported.sources.groundingChunks[0].title = "All about " + secret;
    const auto sources = cleaned (reported).sources;
    CHECK (sources.webSearchQueries[0] == "whose is [redacted]");
    CHECK (sources.groundingChunks[0].title == "All about [redacted]");
}

TEST_CASE ("What is said of other keys stays as it was said")
{
    CHECK (cleaned (TranscriptPiece{Speaker::agent, 1, "key=Am, token=3"}).text == "key=Am, token=3");
}

TEST_CASE ("C5: a transcript is kept without the key, also where it came in pieces")
{
    Transcript transcript;
    transcript.entries.emplace_back().text = "It is " + secret + ".";
    transcript.thoughts.emplace_back().text = "Hide " + secret;
    const auto kept = redacted (transcript, redactor());
    CHECK (kept.entries[0].text == "It is [redacted].");
    CHECK (kept.thoughts[0].text == "Hide [redacted]");
}
