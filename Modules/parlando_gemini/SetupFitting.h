#pragma once

#include "Setup.h"

#include <string>
#include <string_view>
#include <vector>

namespace parlando::gemini
{

/** A setup as the service takes it. */
struct FittedSetup
{
    Setup setup;
    std::vector<std::string> changes; /**< What the person should know of, a sentence each. */
};

/** What the service would close the connection for, though it can be said in another way or left out, is changed:

    - `proactivity` stays for a 2.5 model on v1alpha alone (C106);
    - codes of Chinese that 2.5 native audio refuses become a sentence of the system instruction (C107);
    - functions are declared with `parameters` and NON_BLOCKING where the model needs that (C108).

    What cannot be had in any way is left to problems(). `apiVersion`: of the endpoint, such as v1beta. */
FittedSetup fitToService (Setup wanted, std::string_view apiVersion);

} // namespace parlando::gemini
