/*
 * Any bytes as a file to import: reading either faults or gives articles that
 * keep what import.h promises. Built with libFuzzer
 * (clang -fsanitize=fuzzer,address), or replayed over the corpus.
 */
#include <assert.h>

#include "modules/publications/import.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_article(struct arena *arena, const struct import_article *article)
{
    assert(article->source_id.len > 0);
    assert(article->title.len > 0);
    assert(utf8_valid(article->title));
    assert(utf8_valid(article->lead));
    assert(utf8_valid(article->byline));
    assert(utf8_valid(article->body_markdown));
    assert(article->updated.us >= article->published.us);
    assert(article->views >= -1);
    for (size_t i = 0; i < article->pictures.count; i++)
        assert(article->pictures.items[i].url.len > 0);
    assert(import_digest(arena, article).len == 64);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};
    struct arena *arena = arena_new();
    struct import import;

    if (!import_read(arena, (struct str){(const char *)data, size}, &options, &import)) {
        for (size_t i = 0; i < import.articles.count; i++)
            check_article(arena, &import.articles.items[i]);
    }
    arena_free(arena);
    return 0;
}
