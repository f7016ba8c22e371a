#include "Palette.h"

#include "ParlandoLook.h"

namespace parlando
{

const Palette& paletteFor (Theme theme) noexcept
{
    using juce::Colour;
    static const Palette dark{Colour (0xff15181c), Colour (0xff1e2329), Colour (0xff2b323a), Colour (0xff6b7682),
                              Colour (0xffe8ecef), Colour (0xffa9b3bd), Colour (0xff101418), Colour (0xff4fc3b0),
                              Colour (0xff7ab8ff), Colour (0xffffc04d), Colour (0xffff8a80)};
    static const Palette light{Colour (0xfff1f3f5), Colour (0xffffffff), Colour (0xffe0e5ea), Colour (0xff6c7681),
                               Colour (0xff14181c), Colour (0xff48525c), Colour (0xffffffff), Colour (0xff00665a),
                               Colour (0xff1257b0), Colour (0xff805000), Colour (0xffb3261e)};
    static const Palette highContrast{Colour (0xff000000), Colour (0xff000000), Colour (0xff262626),
                                      Colour (0xffffffff), Colour (0xffffffff), Colour (0xffe6e6e6),
                                      Colour (0xff000000), Colour (0xff3dffd8), Colour (0xff80d0ff),
                                      Colour (0xffffd500), Colour (0xffff9d94)};

    switch (theme)
    {
        case Theme::light:
            return light;
        case Theme::highContrast:
            return highContrast;
        case Theme::dark:
            break;
    }

    return dark;
}

const Palette& paletteOf (const juce::Component& component)
{
    const auto* look = dynamic_cast<const ParlandoLook*> (&component.getLookAndFeel());
    return look != nullptr ? look->palette() : paletteFor (Theme::dark);
}

} // namespace parlando
