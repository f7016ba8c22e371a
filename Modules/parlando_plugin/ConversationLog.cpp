#include "ConversationLog.h"

#include <parlando_text/AtomicFile.h>

#include <algorithm>

namespace parlando
{

juce::File ConversationLog::usualFolder()
{
    return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory)
        .getChildFile ("Parlando")
        .getChildFile ("Logs");
}

void ConversationLog::add (const ConversationReport& report, const Redactor& redactor) const
{
    if (where == juce::File() || ! where.createDirectory())
        return;

    auto json = toJson (report);
    redactor.redactTexts (json);
    constexpr int indent = 2;
    const auto file =
        where.getNonexistentChildFile (juce::Time::getCurrentTime().formatted ("%Y-%m-%d %H-%M-%S"), ".json", true);

    try
    {
        replaceFile (file.getFullPathName().toStdString(),
                     json.dump (indent, ' ', false, nlohmann::json::error_handler_t::replace) + "\n",
                     {.isDurable = false});
    }
    catch (const FileError&)
    {
        return; // figures; and the older ones stay
    }

    auto files = where.findChildFiles (juce::File::findFiles, false, "*.json");
    std::sort (files.begin(), files.end()); // by their names, which are dates

    for (int i = 0; i < files.size() - mostFiles; ++i)
        files[i].deleteFile();
}

} // namespace parlando
