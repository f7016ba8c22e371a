# Base64 is judged by OpenSSL's.
list (APPEND oracles crypto)
