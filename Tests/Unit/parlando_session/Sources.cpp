#include "ScriptedConversation.h"

#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

TEST_CASE ("Searches, sources and pages that an answer rests on are told with their turn, and not spoken")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"outputTranscription":{"text":"It rained."},
        "groundingMetadata":{"webSearchQueries":["weather"],
            "groundingChunks":[{"web":{"uri":"https://example.test/w","title":"Weather"}}]},
        "urlContextMetadata":{"urlMetadata":[{"retrievedUrl":"https://example.test/w",
            "urlRetrievalStatus":"URL_RETRIEVAL_STATUS_SUCCESS"}]}}})");

    const auto sources = conversation.told<SourcesReported>();
    REQUIRE (sources.size() == 1);
    CHECK (sources[0].turn == 1);
    CHECK (sources[0].sources.webSearchQueries == std::vector<std::string>{"weather"});
    CHECK (sources[0].sources.groundingChunks.at (0).title == "Weather");

    const auto pages = conversation.told<PagesRead>();
    REQUIRE (pages.size() == 1);
    CHECK (pages[0].pages.urlMetadata.at (0).retrievedUrl == "https://example.test/w");
    CHECK (conversation.session.transcript().entries.size() == 1);
}

TEST_CASE ("C92: code that the service ran is told with its result, and is no part of what was said")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (R"({"serverContent":{"modelTurn":{"parts":[
        {"executableCode":{"language":"PYTHON","code":"6 * 7","id":"c"}},
        {"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"42","id":"c"}}]}}})");

    REQUIRE (conversation.told<CodeWritten>().size() == 1);
    CHECK (conversation.told<CodeWritten>()[0].code.code == "6 * 7");
    REQUIRE (conversation.told<CodeResult>().size() == 1);
    CHECK (conversation.told<CodeResult>()[0].result.output == "42");
    CHECK (conversation.session.transcript().entries.empty());
    CHECK (conversation.calls.empty());
}

} // namespace parlando::testing
