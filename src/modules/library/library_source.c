/*
 * From law_instruments and text files to structs.
 */
#include "modules/library/library_source.h"

#include "law/read.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_store.h"
#include "text/fold.h"

/* ---- common ---- */

static struct source_document *find(source_document_list *list, struct str full_number)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i].full_number, full_number))
            return &list->items[i];
    return NULL;
}

static void add_link(struct arena *arena, struct source_document *from,
                     enum document_relation relation, struct str other)
{
    for (size_t i = 0; i < from->links.count; i++)
        if (from->links.items[i].relation == relation &&
            str_equal(from->links.items[i].other, other))
            return;
    *VEC_PUSH(&from->links, arena) = (struct document_link){relation, other};
}

/* A new one with this number; NULL where the number names no kind. */
static struct source_document *begin(struct arena *arena, struct str full_number,
                                     source_document_list *list)
{
    struct source_document source = {.full_number = full_number};
    if (!document_number_split(arena, full_number, &source.document.kind, &source.document.number))
        return NULL;
    source.document.slug = text_slug(arena, full_number, DOCUMENT_SLUG_MOST);
    source.document.signed_on = DATE_NONE;
    source.document.in_force_from = DATE_NONE;
    source.document.in_force_to = DATE_NONE;
    *VEC_PUSH(list, arena) = source;
    return &list->items[list->count - 1];
}

/* ---- the law ---- */

static void add_by_titles(struct arena *arena, source_document_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        for (size_t k = 0; k < list->count; k++) {
            enum document_relation relation;
            if (i != k && document_title_relates(list->items[i].document.title,
                                                 &list->items[k].document, &relation))
                add_link(arena, &list->items[i], relation, list->items[k].full_number);
        }
    }
}

/* An instrument that amended the one a rule stands in. */
static void add_amended(struct arena *arena, const struct law *law, source_document_list *list)
{
    size_t count;
    const struct law_rule *const *rules = law_rules(law, &count);
    for (size_t r = 0; r < count; r++) {
        for (size_t v = 0; v < rules[r]->versions.count; v++) {
            const struct law_version *version = &rules[r]->versions.items[v];
            struct source_document *from;
            if (!version->amended || !version->by)
                continue;
            from = find(list, version->amended->full_number.vi);
            if (from)
                add_link(arena, from, DOCUMENT_AMENDS, version->by->full_number.vi);
        }
    }
}

const struct fault *library_source_law(struct arena *arena, const struct law *law,
                                       source_document_list *list)
{
    size_t count;
    const struct law_instrument *const *instruments = law_instruments(law, &count);
    for (size_t i = 0; i < count; i++) {
        const struct law_instrument *instrument = instruments[i];
        struct source_document *source = begin(arena, instrument->full_number.vi, list);
        if (!source)
            return fault_new(arena, FAULT_INTERNAL, "error.internal", "no kind of " PRISTR,
                             STRARG(instrument->full_number.vi));
        source->document.title = instrument->title.vi;
        source->document.title_en = instrument->title.en;
        source->document.in_force_from = instrument->from;
        source->document.in_force_to = instrument->to;
    }
    for (size_t i = 0; i < count; i++) {
        const struct law_instrument *by = instruments[i]->replaced_by;
        struct source_document *from = by ? find(list, by->full_number.vi) : NULL;
        if (from)
            add_link(arena, from, DOCUMENT_REPLACES, instruments[i]->full_number.vi);
    }
    add_amended(arena, law, list);
    add_by_titles(arena, list);
    return NULL;
}

/* ---- files ---- */

static void add_summary(struct arena *arena, struct document *document, struct str line)
{
    document->summary =
        document->summary.len == 0
            ? line
            : arena_printf(arena, PRISTR "\n\n" PRISTR, STRARG(document->summary), STRARG(line));
}

/* Plain words of a document: where they go. NULL for another word. */
static struct str *text_of(struct document *document, struct str word)
{
    if (str_equal(word, STR("issuer")))
        return &document->issuer;
    if (str_equal(word, STR("signer")))
        return &document->signer;
    if (str_equal(word, STR("item")))
        return &document->item;
    return str_equal(word, STR("position")) ? &document->position : NULL;
}

static const struct fault *read_line(struct law_reader *reader, struct source_document *source)
{
    struct document *document = &source->document;
    enum document_relation relation;
    struct law_text title;
    struct str *text = text_of(document, reader->word);
    const struct fault *fault;
    if (text) {
        *text = reader->value;
        return NULL;
    }
    if (str_equal(reader->word, STR("signed")))
        return law_read_date(reader, reader->value, &document->signed_on);
    if (str_equal(reader->word, STR("force")))
        return law_read_period(reader, reader->value, &document->in_force_from,
                               &document->in_force_to);
    if (str_equal(reader->word, STR("summary"))) {
        add_summary(reader->arena, document, reader->value);
        return NULL;
    }
    if (document_relation_from_name(reader->word, &relation)) {
        add_link(reader->arena, source, relation, reader->value);
        return NULL;
    }
    if (!str_equal(reader->word, STR("title")))
        return law_broken(reader, "law.broken.word", reader->word);
    fault = law_read_text(reader, reader->value, &title);
    if (fault)
        return fault;
    document->title = title.vi;
    document->title_en = title.en;
    return NULL;
}

const struct fault *library_source_file(struct arena *arena, const struct asset *file,
                                        source_document_list *list)
{
    struct law_reader reader = law_reader_on(arena, file);
    struct source_document *source = NULL;
    while (law_reader_next(&reader)) {
        const struct fault *fault = NULL;
        if (str_equal(reader.word, STR("document"))) {
            source = find(list, reader.value);
            if (!source)
                source = begin(arena, reader.value, list);
        } else if (source) {
            fault = read_line(&reader, source);
        }
        if (!source)
            return law_broken(&reader, "law.broken.word", reader.value);
        if (fault)
            return fault;
    }
    return NULL;
}
