/*
 * Any bytes as a template: compiling either faults or gives a program that runs.
 * Built with libFuzzer
 * (clang -fsanitize=fuzzer,address), or replayed over the corpus.
 */
#include <stdlib.h>

#include "view/template_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct page_kind kind = {"page", &sample_shape};
    struct arena *arena = arena_new();
    struct str text = {(const char *)data, size};
    struct view *view;
    if (!sample_view(arena, arena_c(arena, text), &kind, &view)) {
        struct buf out = buf_init(arena, 1 << 20);
        struct sample page = sample_page();
        view_render(view, LOCALE_VI, &kind, &page, &out);
    }
    arena_free(arena);
    return 0;
}
