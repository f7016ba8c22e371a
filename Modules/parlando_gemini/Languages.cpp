#include "Languages.h"

#include <algorithm>

namespace parlando::gemini
{

namespace detail_languages
{

constexpr std::string_view live[]{"af", "lv", "ak",  "lt", "sq", "mk", "am",  "ms", "ar", "ml", "hy", "mt", "as", "mi",
                                  "az", "mr", "eu",  "mn", "be", "ne", "bn",  "no", "bs", "or", "bg", "om", "my", "ps",
                                  "ca", "fa", "ceb", "pl", "zh", "pt", "hr",  "pa", "cs", "qu", "da", "ro", "nl", "rm",
                                  "en", "ru", "et",  "sr", "fo", "sd", "fil", "si", "fi", "sk", "fr", "sl", "gl", "so",
                                  "ka", "st", "de",  "es", "el", "sw", "gu",  "sv", "ha", "tg", "iw", "ta", "hi", "te",
                                  "hu", "th", "is",  "tn", "id", "tr", "ga",  "tk", "it", "uk", "ja", "ur", "kn", "uz",
                                  "kk", "vi", "km",  "cy", "rw", "fy", "ko",  "wo", "ku", "yo", "ky", "zu", "lo"};

constexpr std::string_view speech[]{"de-DE", "en-AU", "en-GB",  "en-IN", "en-US", "es-US", "fr-FR", "hi-IN",
                                    "pt-BR", "ar-XA", "es-ES",  "fr-CA", "id-ID", "it-IT", "ja-JP", "tr-TR",
                                    "vi-VN", "bn-IN", "gu-IN",  "kn-IN", "ml-IN", "mr-IN", "ta-IN", "te-IN",
                                    "nl-NL", "ko-KR", "cmn-CN", "pl-PL", "ru-RU", "th-TH"};

constexpr std::string_view nativeAudio[]{"ar-EG", "bn-BD", "de-DE", "en-IN", "en-US", "es-US", "fr-FR", "hi-IN",
                                         "id-ID", "it-IT", "ja-JP", "ko-KR", "mr-IN", "nl-NL", "pl-PL", "pt-BR",
                                         "ro-RO", "ru-RU", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA", "vi-VN"};

/** Codes that came later for languages of the lists: Hebrew, Norwegian, Tagalog; and Cantonese, which models know as
    `zh` alone. */
constexpr std::string_view newerNames[]{"he", "nb", "nn", "tl", "yue"};

std::string_view withoutRegion (std::string_view code) noexcept { return code.substr (0, code.find_first_of ("-_")); }

bool isSame (std::string_view a, std::string_view b) noexcept
{
    const auto lower = [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; };
    return std::equal (a.begin(), a.end(), b.begin(), b.end(), [&] (char x, char y) { return lower (x) == lower (y); });
}

} // namespace detail_languages

std::span<const std::string_view> liveLanguages() noexcept { return detail_languages::live; }

std::span<const std::string_view> speechLanguages() noexcept { return detail_languages::speech; }

std::span<const std::string_view> nativeAudioLanguages() noexcept { return detail_languages::nativeAudio; }

bool isKnownLanguage (std::string_view code) noexcept
{
    using namespace detail_languages;
    const auto wanted = withoutRegion (code);
    const auto names = [&] (std::span<const std::string_view> list)
    {
        return std::any_of (list.begin(), list.end(),
                            [&] (std::string_view each) { return isSame (withoutRegion (each), wanted); });
    };

    return names (live) || names (speech) || names (nativeAudio) || names (newerNames);
}

std::string nameOfChinese (std::string_view code)
{
    using namespace detail_languages;
    const auto language = withoutRegion (code);
    const auto isCantonese = isSame (language, "yue");

    if (! isCantonese && ! isSame (language, "zh") && ! isSame (language, "cmn"))
        return {};

    const auto isIn = [code] (std::string_view region)
    { return code.size() > region.size() && isSame (code.substr (code.size() - region.size()), region); };
    const std::string name = isCantonese ? "Cantonese" : "Mandarin Chinese";
    return isIn ("TW") ? name + " as spoken in Taiwan" : isIn ("HK") ? name + " as spoken in Hong Kong" : name;
}

} // namespace parlando::gemini
