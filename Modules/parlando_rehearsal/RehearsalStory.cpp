#include "Answers.h"

namespace parlando
{

const std::vector<std::string>& rehearsalStory()
{
    static const std::vector<std::string> story{
        "Once there was a small theatre at the end of a tram line.",
        "It had forty seats, one piano, and a caretaker named Marta.",
        "Every night, when the last guest had gone, Marta sat down at the piano and played a single note.",
        "She waited until it had died away, and then she went home.",
        "One winter evening the note did not die away.",
        "It stayed in the room, thin and clear, like a glass that somebody keeps touching.",
        "Marta looked under the stage, behind the curtain, and in the box where the lamps were kept.",
        "She found nothing but dust and a forgotten glove.",
        "So she sat down again and played a second note, to see what the first would do.",
        "The first one bent a little, as if to make room.",
        "She played a third, and now there was a chord, standing in the empty hall like a guest who has come too "
        "early.",
        "Marta was not afraid of guests.",
        "She took off her coat and answered with a melody that her father had whistled on the way to work.",
        "The chord listened, and then it moved along underneath her, slowly at first, and after a while quite sure of "
        "itself.",
        "They went on like that until the first tram of the morning rang its bell outside.",
        "Then the sound folded itself up and was gone, and the room was only a room again.",
        "Marta closed the lid and wrote two words into the book of bookings: same time.",
        "And since that night, if you pass the theatre late enough, you may hear a piano, and something that rehearses "
        "with it.",
    };
    return story;
}

} // namespace parlando
