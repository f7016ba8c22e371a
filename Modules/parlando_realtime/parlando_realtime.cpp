#include "parlando_realtime.h"
