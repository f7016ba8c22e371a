#include "Scanner.h"

#include "Functions.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace parlando::calculator
{

static bool isDigit (char c) { return c >= '0' && c <= '9'; }
static bool isLetter (char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static std::string lowerCaseWord (std::string_view text)
{
    std::string result (text);
    std::transform (result.begin(), result.end(), result.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    return result;
}

Number parseDecimal (std::string_view text)
{
    const auto mark = text.find_first_of ("eE");
    auto digits = std::string (text.substr (0, mark));
    int exponent = 0;

    if (mark != std::string_view::npos)
    {
        auto written = text.substr (mark + 1);
        if (! written.empty() && written.front() == '+')
            written.remove_prefix (1);

        const auto [end, error] = std::from_chars (written.data(), written.data() + written.size(), exponent);

        if (error != std::errc() || std::abs (exponent) > 5000)
            throw ValueError ("The number " + std::string (text.substr (0, 40)) +
                              " is too large or too close to zero.");
    }

    if (const auto point = digits.find ('.'); point != std::string::npos)
    {
        exponent -= static_cast<int> (digits.size() - point - 1);
        digits.erase (point, 1);
    }

    // A leading zero would mean octal digits.
    digits.erase (0, std::min (digits.find_first_not_of ('0'), digits.size()));
    const auto mantissa = digits.empty() ? Integer (0) : Integer (digits);
    const auto scale = powerOfTen (static_cast<unsigned> (std::abs (exponent)));

    return exponent >= 0 ? Rational (mantissa * scale) : Rational (mantissa, scale);
}

//==============================================================================
// A longer sign stands before the shorter one that it begins with.
struct Sign
{
    std::string_view text;
    Symbol symbol;
};

static constexpr std::array signs{
    Sign{"**", Symbol::power},
    Sign{"+", Symbol::plus},
    Sign{"-", Symbol::minus},
    Sign{"*", Symbol::times},
    Sign{"/", Symbol::divide},
    Sign{"%", Symbol::percent},
    Sign{"^", Symbol::power},
    Sign{"!", Symbol::factorial},
    Sign{"(", Symbol::open},
    Sign{")", Symbol::close},
    Sign{",", Symbol::comma},
    Sign{"=", Symbol::equals},
    Sign{"?", Symbol::equals},
    Sign{"\xc3\x97", Symbol::times},      // ×
    Sign{"\xc2\xb7", Symbol::times},      // ·
    Sign{"\xe2\x8b\x85", Symbol::times},  // ⋅
    Sign{"\xc3\xb7", Symbol::divide},     // ÷
    Sign{"\xe2\x88\x95", Symbol::divide}, // ∕
    Sign{"\xe2\x81\x84", Symbol::divide}, // ⁄
    Sign{"\xe2\x88\x92", Symbol::minus},  // −
    Sign{"\xe2\x80\x93", Symbol::minus},  // en dash
    Sign{"\xc2\xb2", Symbol::squared},
    Sign{"\xc2\xb3", Symbol::cubed},
    Sign{"\xc2\xb0", Symbol::degrees},
    Sign{"\xe2\x88\x9a", Symbol::squareRoot},
    Sign{"\xe2\x88\x9b", Symbol::cubeRoot},
};

static constexpr std::array<std::pair<std::string_view, const char*>, 3> letters{{
    {"\xcf\x80", "pi"},
    {"\xcf\x84", "tau"},
    {"\xcf\x86", "phi"},
}};

static constexpr std::array<std::string_view, 7> spaces{
    " ", "\t", "\n", "\r", "\xc2\xa0" /* no-break */, "\xe2\x80\x89" /* thin */, "\xe2\x80\xaf" /* narrow no-break */};

static constexpr std::array<std::string_view, 2> apostrophes{"'", "\xe2\x80\x99"};

class Scanner
{
public:
    Scanner (std::string_view textToScan, const Variables& variablesToUse)
        : text (textToScan), variables (variablesToUse)
    {
    }

    Tokens scanAll()
    {
        for (skipSpace(); position < text.size(); skipSpace())
        {
            const auto c = text[position];

            if (isDigit (c) || (c == '.' && isDigit (peek (1))))
                scanNumber();
            else if (isLetter (c))
                scanWord();
            else
                scanSign();
        }

        emit (Symbol::end, 0);
        return std::move (tokens);
    }

private:
    char peek (std::size_t offset) const { return position + offset < text.size() ? text[position + offset] : '\0'; }

    bool startsWith (std::string_view what) const { return text.substr (position).starts_with (what); }

    void skipSpace()
    {
        const auto begin = position;
        for (auto found = spaces.begin(); found != spaces.end();)
        {
            found = std::find_if (spaces.begin(), spaces.end(), [this] (auto space) { return startsWith (space); });
            if (found != spaces.end())
                position += found->size();
        }

        isGlued = position == begin && ! tokens.empty();
    }

    Token& emit (Symbol symbol, std::size_t length)
    {
        tokens.push_back ({symbol, std::string (text.substr (position, length)), {}, isGlued});
        position += length;
        return tokens.back();
    }

    std::size_t countDigits (std::size_t from) const
    {
        auto end = from;
        while (end < text.size() && isDigit (text[end]))
            ++end;
        return end - from;
    }

    /** The length of "1,234,567" or "12,34,567" from here; 0 when commas separate arguments or group nothing. */
    std::size_t countGrouped() const
    {
        if (! brackets.empty() && brackets.back())
            return 0;

        auto end = position + countDigits (position);
        std::vector<std::size_t> groups{end - position};

        while (end < text.size() && text[end] == ',' && countDigits (end + 1) > 0)
        {
            groups.push_back (countDigits (end + 1));
            end += 1 + groups.back();
        }

        const auto middle = std::vector<std::size_t> (groups.begin() + 1, groups.end() - (groups.size() > 1 ? 1 : 0));
        const auto allAre = [&] (std::size_t size)
        { return std::all_of (middle.begin(), middle.end(), [size] (auto group) { return group == size; }); };

        const auto isGrouped = groups.size() > 1 && groups.back() == 3 &&
                               ((groups.front() <= 3 && allAre (3)) || (groups.front() <= 2 && allAre (2)));
        return isGrouped ? end - position : 0;
    }

    void scanNumber()
    {
        const auto begin = position;
        const auto grouped = countGrouped();
        auto end = position + (grouped > 0 ? grouped : countDigits (position));

        if (end < text.size() && text[end] == '.')
            end += 1 + countDigits (end + 1);

        if (end < text.size() && (text[end] == 'e' || text[end] == 'E'))
        {
            const auto sign = end + 1 < text.size() && (text[end + 1] == '-' || text[end + 1] == '+') ? 1u : 0u;
            if (const auto digits = countDigits (end + 1 + sign); digits > 0)
                end += 1 + sign + digits;
        }

        std::string plain (text.substr (begin, end - begin));
        std::erase (plain, ',');

        const auto isComma = end < text.size() && text[end] == ',' && (brackets.empty() || ! brackets.back());

        if (isComma || (end < text.size() && text[end] == '.'))
            throw SyntaxError ("The number " +
                               std::string (text.substr (begin, std::min<std::size_t> (end - begin, 40))) +
                               "... cannot be read: write decimals with a point and thousands as 1,000 or 1000.");

        emit (Symbol::number, end - begin).value = parseDecimal (plain);
    }

    void scanWord()
    {
        auto length = std::size_t (1);
        while (isLetter (peek (length)) || isDigit (peek (length)))
            ++length;

        // "3x4": a times sign, unless there is such a variable.
        const auto word = text.substr (position, length);
        const auto isTimes =
            length > 1 && (word[0] == 'x' || word[0] == 'X') && countDigits (position + 1) == length - 1;

        if (isTimes && ! variables.contains (word) && ! tokens.empty() && endsValue (tokens.back().symbol))
            length = 1;

        auto& token = emit (Symbol::word, length);

        if (const auto variable = variables.find (token.text); variable != variables.end())
        {
            token.symbol = Symbol::variable;
            token.value = variable->second;
            return;
        }

        token.text = lowerCaseWord (token.text);

        // "what's" is a word too.
        for (const auto apostrophe : apostrophes)
            if (startsWith (apostrophe) && isLetter (peek (apostrophe.size())))
            {
                token.text += lowerCaseWord (text.substr (position + apostrophe.size(), 1));
                position += apostrophe.size() + 1;
            }
    }

    void scanSign()
    {
        for (const auto& [letter, name] : letters)
            if (startsWith (letter))
            {
                emit (Symbol::word, letter.size()).text = name;
                return;
            }

        const auto sign = std::find_if (signs.begin(), signs.end(), [this] (auto& s) { return startsWith (s.text); });

        if (sign == signs.end())
            throw SyntaxError ("There is a character that means nothing here: \"" + characterHere() +
                               "\". Use digits, names, + - * / ^ % ! and round brackets.");

        trackBrackets (sign->symbol);
        emit (sign->symbol, sign->text.size());
    }

    /** Commas mean something else directly inside the brackets of a function. */
    void trackBrackets (Symbol symbol)
    {
        if (symbol == Symbol::open)
            brackets.push_back (! tokens.empty() && tokens.back().symbol == Symbol::word &&
                                findFunction (tokens.back().text) != nullptr);
        else if (symbol == Symbol::close && ! brackets.empty())
            brackets.pop_back();
    }

    std::string characterHere() const
    {
        auto length = std::size_t (1);
        while (length < 4 && (static_cast<unsigned char> (peek (length)) & 0xc0) == 0x80)
            ++length;
        return std::string (text.substr (position, length));
    }

    std::string_view text;
    const Variables& variables;
    Tokens tokens;
    std::vector<bool> brackets; // true for those of a function
    std::size_t position = 0;
    bool isGlued = false;
};

Tokens scan (std::string_view text, const Variables& variables) { return Scanner (text, variables).scanAll(); }

} // namespace parlando::calculator
