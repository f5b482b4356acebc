/*
 * Runs a fuzz target over the files named on the command line, where there is no
 * libFuzzer: the corpus stays a test on every machine.
 */
#include <stdio.h>

#include "base/file.h"

enum {
    INPUT_MAX = 1 << 20 /* bytes of one input */
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct arena *arena = arena_new();
        struct str bytes;
        if (file_read(arena, argv[i], INPUT_MAX, &bytes)) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            arena_free(arena);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
        arena_free(arena);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
