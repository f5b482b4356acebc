/*
 * What the program asks of the law by name is there, and of the kind that it takes it
 * for: a rule renamed or lost would leave matters without their terms in silence.
 */
#include "law/law_parts.h"

static bool is_count(const struct law_version *version)
{
    return version->unit == UNIT_COUNT;
}

/* columns: word before a rule's name, what each version of it is */
static const struct {
    struct str word;
    bool (*is_kind)(const struct law_version *version);
} kinds[] = {
    {STR_INIT("term"),      law_is_term     },
    {STR_INIT("frequency"), law_is_frequency},
    {STR_INIT("count"),     is_count        },
};

enum {
    KINDS = sizeof(kinds) / sizeof(kinds[0])
};

static const struct fault *prove_line(struct law_reader *reader, const struct law *law)
{
    const struct law_rule *rule = law_rule(law, reader->value);
    size_t kind = 0;
    while (kind < KINDS && !str_equal(reader->word, kinds[kind].word))
        kind++;
    if (kind == KINDS)
        return law_broken(reader, "law.broken.word", reader->word);
    if (!rule)
        return law_broken(reader, "law.broken.applied", reader->value);
    for (size_t i = 0; i < rule->versions.count; i++)
        if (!kinds[kind].is_kind(&rule->versions.items[i]))
            return law_broken_at(reader->arena, rule->file, rule->versions.items[i].line,
                                 "law.broken.kind", rule->id);
    return NULL;
}

const struct fault *law_prove_applied(struct arena *arena, const struct asset *files, size_t count,
                                      const struct law *law)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; i < count; i++) {
        struct law_reader reader = law_reader_to_end(arena, &files[i]);
        if (!str_equal(files[i].name, STR(LAW_APPLIED)))
            continue;
        while (!fault && law_reader_next(&reader))
            fault = prove_line(&reader, law);
    }
    return fault;
}
