# Text is judged by the Unicode consortium's own test files.
find_path (PARLANDO_UNICODE_DATA auxiliary/WordBreakTest.txt PATHS /usr/share/unicode NO_DEFAULT_PATH)
add_library (parlando_unicode_data INTERFACE)
target_compile_definitions (parlando_unicode_data INTERFACE PARLANDO_UNICODE_DATA="${PARLANDO_UNICODE_DATA}")
list (APPEND oracles parlando_unicode_data)

# Base64 is judged by OpenSSL's.
list (APPEND oracles crypto)
