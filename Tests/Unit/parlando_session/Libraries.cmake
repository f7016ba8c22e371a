# What is said to a session here is Gemini Live.
list (APPEND oracles parlando_gemini)
