#include "Typefaces.h"

#include "ParlandoFonts.h"

namespace parlando
{

Typefaces::Typefaces()
{
    const auto load = [] (std::span<const unsigned char> file)
    { return juce::Typeface::createSystemTypefaceFor (file.data(), file.size()); };
    regular = load (fonts::interRegular());
    semiBold = load (fonts::interSemiBold());
}

} // namespace parlando
