#include "Voices.h"

#include "WireNames.h"

#include <algorithm>

namespace parlando::gemini
{

std::span<const PrebuiltVoice> prebuiltVoices() noexcept
{
    static constexpr PrebuiltVoice voices[]{{"Zephyr", "Bright", true},
                                            {"Puck", "Upbeat", true},
                                            {"Charon", "Informative", true},
                                            {"Kore", "Firm", true},
                                            {"Fenrir", "Excitable", true},
                                            {"Leda", "Youthful", true},
                                            {"Orus", "Firm", true},
                                            {"Aoede", "Breezy", true},
                                            {"Callirrhoe", "Easy-going", false},
                                            {"Autonoe", "Bright", false},
                                            {"Enceladus", "Breathy", false},
                                            {"Iapetus", "Clear", false},
                                            {"Umbriel", "Easy-going", false},
                                            {"Algieba", "Smooth", false},
                                            {"Despina", "Smooth", false},
                                            {"Erinome", "Clear", false},
                                            {"Algenib", "Gravelly", false},
                                            {"Rasalgethi", "Informative", false},
                                            {"Laomedeia", "Upbeat", false},
                                            {"Achernar", "Soft", false},
                                            {"Alnilam", "Firm", false},
                                            {"Schedar", "Even", false},
                                            {"Gacrux", "Mature", false},
                                            {"Pulcherrima", "Forward", false},
                                            {"Achird", "Friendly", false},
                                            {"Zubenelgenubi", "Casual", false},
                                            {"Vindemiatrix", "Gentle", false},
                                            {"Sadachbia", "Lively", false},
                                            {"Sadaltager", "Knowledgeable", false},
                                            {"Sulafat", "Warm", false}};
    return voices;
}

const PrebuiltVoice* findVoice (std::string_view name) noexcept
{
    for (const auto& voice : prebuiltVoices())
        if (voice.name == name)
            return &voice;

    return nullptr;
}

bool mayBeLibraryVoice (std::string_view name) noexcept
{
    const auto isPartOfId = [] (char c)
    { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    const auto dash = name.find ('-');
    const auto isOfLibrary = dash != std::string_view::npos && dash > 0 && name.back() != '-';
    const auto isStored = name.starts_with ("voice_") && name.size() > 6;
    return (isOfLibrary || isStored) && name.size() <= 128 && std::all_of (name.begin(), name.end(), isPartOfId);
}

const PrebuiltVoice& nearestVoice (std::string_view name)
{
    const auto voices = prebuiltVoices();
    const auto wanted = name.substr (0, 100);
    return *std::min_element (voices.begin(), voices.end(),
                              [&] (const auto& a, const auto& b)
                              { return editDistance (wanted, a.name) < editDistance (wanted, b.name); });
}

} // namespace parlando::gemini
