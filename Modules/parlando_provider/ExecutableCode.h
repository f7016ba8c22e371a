#pragma once

#include <string>

namespace parlando
{

/** Code that the model wrote for its own interpreter; never spoken nor run here (C92). */
struct ExecutableCodePart
{
    std::string code;
    std::string language; /**< Wire name, such as PYTHON. */
    std::string id;

    bool operator== (const ExecutableCodePart&) const = default;
};

struct CodeExecutionResultPart
{
    std::string outcome; /**< Wire name, such as OUTCOME_OK. */
    std::string output;
    std::string id;

    bool operator== (const CodeExecutionResultPart&) const = default;
};

} // namespace parlando
