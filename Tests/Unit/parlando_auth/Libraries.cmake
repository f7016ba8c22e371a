# How secrets and proxies come into a request is shown by Gemini Live's.
list (APPEND oracles parlando_gemini)
