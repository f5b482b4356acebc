/*
 * Any bytes as dinh.conf: read, or refused with a fault that names the trouble.
 */
#include <assert.h>

#include "app/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct settings settings;
    const struct fault *fault =
        settings_read(arena, (struct str){(const char *)data, size}, &settings);
    if (fault)
        assert(fault->kind == FAULT_INVALID && fault->key);
    else
        assert(settings.listen_port >= 1 && settings.listen_port <= 65535);
    arena_free(arena);
    return 0;
}
