#include "Redaction.h"

namespace parlando
{

namespace detail_redaction
{

struct Visitor
{
    void operator() (SessionWarning& warning) const { warning.text = redactor.redact (warning.text); }
    void operator() (SetupChange& change) const { change.error = redactor.redact (change.error); }
    void operator() (TranscriptPiece& piece) const { takeOut (piece.text); }
    void operator() (ThoughtPiece& thought) const { takeOut (thought.text); }
    void operator() (CodeWritten& written) const { takeOut (written.code.code); }
    void operator() (CodeResult& ran) const { takeOut (ran.result.output); }

    void operator() (ToolCalled& called) const
    {
        takeOut (called.call.name);
        redactor.redactSecretTexts (called.call.args);
    }

    void operator() (PagesRead& read) const
    {
        for (auto& page : read.pages.urlMetadata)
            takeOut (page.retrievedUrl);
    }

    void operator() (SourcesReported& reported) const
    {
        auto& sources = reported.sources;

        for (auto* queries : {&sources.webSearchQueries, &sources.imageSearchQueries, &sources.retrievalQueries})
            for (auto& query : *queries)
                takeOut (query);

        for (auto& chunk : sources.groundingChunks)
        {
            for (auto* text : {&chunk.uri, &chunk.title, &chunk.domain, &chunk.text})
                takeOut (*text);
        }
    }

    /** Without a text from outside, or with one that was cleaned when the connection ended or the tool answered. */
    template <typename Other>
    void operator() (Other&) const
    {
    }

    void takeOut (std::string& text) const
    {
        if (! text.empty())
            text = redactor.redactSecrets (text);
    }

    const Redactor& redactor;
};

} // namespace detail_redaction

void redact (SessionEvent& event, const Redactor& redactor) { std::visit (detail_redaction::Visitor{redactor}, event); }

Transcript redacted (Transcript transcript, const Redactor& redactor)
{
    for (auto& entry : transcript.entries)
        entry.text = redactor.redactSecrets (entry.text);

    for (auto& thought : transcript.thoughts)
        thought.text = redactor.redactSecrets (thought.text);

    return transcript;
}

} // namespace parlando
