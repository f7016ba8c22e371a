#pragma once

#include <span>
#include <string>
#include <string_view>

namespace parlando::gemini
{

/** Languages that Gemini 3.8 Live speaks: 97 codes without regions (protocol section 5.3). */
std::span<const std::string_view> liveLanguages() noexcept;

/** What the service's schema names for `speechConfig.languageCode`: 30 BCP-47 codes with regions. */
std::span<const std::string_view> speechLanguages() noexcept;

/** What native-audio models on Vertex speak: 24 BCP-47 codes with regions. */
std::span<const std::string_view> nativeAudioLanguages() noexcept;

/** Whether any of the lists has the code's language, capitals and region set aside. */
bool isKnownLanguage (std::string_view code) noexcept;

/** The language of a code of Chinese, such as "Mandarin Chinese as spoken in Taiwan" for zh-TW; empty for others. */
std::string nameOfChinese (std::string_view code);

} // namespace parlando::gemini
