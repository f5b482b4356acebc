/*
 * Any text as Markdown: the markup has no element that runs or loads from
 * elsewhere, whatever the source says.
 */
#include <assert.h>
#include <stddef.h>

#include "text/utf8.h"
#include "view/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const never[] = {"<script", "<style", "<iframe", "<object", "<svg",
                                        "<form",   "<input", "<meta",   "<base",   "<!--"};
    static const char *const addresses[] = {"href=\"javascript:", "href=\"data:",      "href=\"//",
                                            "src=\"data:",        "src=\"javascript:", "src=\"//"};
    struct arena *arena = arena_new();
    struct str text;
    struct html html;
    struct str plain;
    if (!text_normalise(arena, (struct str){(const char *)data, size}, 100000, &text) &&
        !markdown_html(arena, text, &html)) {
        struct str markup = html.markup;
        assert(utf8_valid(markup));
        for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
            assert(str_find(markup, str_from_c(never[i]), 0) < 0);
        for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
            assert(str_find(markup, str_from_c(addresses[i]), 0) < 0);
        if (markdown_plain(arena, text, &plain))
            assert(!"what has markup has words");
        assert(utf8_valid(plain));
    }
    arena_free(arena);
    return 0;
}
