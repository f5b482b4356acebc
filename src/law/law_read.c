/*
 * Reads the words, the articles on counting and the instruments; the rules are read by
 * law_read_rules.c. Each kind of file has a table of the words with which its lines begin.
 */
#include "law/law_read_parts.h"
#include "law/local.h"

const struct fault *law_line_broken(struct law_file *file, const char *key)
{
    return law_broken(&file->reader, key, file->reader.value);
}

const struct fault *law_line_named(struct law_file *file, struct str *ret_id,
                                   struct law_text *ret_text)
{
    struct str rest = file->reader.value;
    *ret_id = str_cut(&rest, ' ');
    return law_read_text(&file->reader, rest, ret_text);
}

/* The lines that belong to something stand in the order of `words`, each once: a line
 * said twice, or one that has lost the line it belongs to, is never law by accident. */
static const struct fault *read_lines(struct law_file *file, const struct line_word *words,
                                      size_t count)
{
    const struct fault *fault = NULL;
    size_t last = count; /* the line before, or `count` where a thing has just begun */
    while (!fault && law_reader_next(&file->reader)) {
        size_t i = 0;
        while (i < count && !str_equal(file->reader.word, words[i].word))
            i++;
        if (i == count)
            return law_broken(&file->reader, "law.broken.word", file->reader.word);
        if (!words[i].is_first && last < count && i <= last)
            return law_broken(&file->reader, "law.broken.order", file->reader.word);
        last = words[i].is_first ? count : i;
        fault = words[i].read(file);
    }
    return fault;
}

/* ---- words.txt ---- */

static const struct fault *read_word(struct law_file *file, struct map *map)
{
    struct law_word *word = ARENA_NEW(file->reader.arena, struct law_word);
    const struct fault *fault = law_line_named(file, &word->id, &word->text);
    if (!fault && map_set(map, word->id, word))
        return law_broken(&file->reader, "law.broken.twice", word->id);
    return fault;
}

static const struct fault *read_trigger(struct law_file *file)
{
    return read_word(file, file->law->triggers);
}

static const struct fault *read_base(struct law_file *file)
{
    return read_word(file, file->law->bases);
}

static const struct fault *read_condition(struct law_file *file)
{
    struct law_condition *condition = ARENA_NEW(file->reader.arena, struct law_condition);
    const struct fault *fault = law_line_named(file, &condition->id, &condition->text);
    if (!fault && map_set(file->law->conditions, condition->id, condition))
        return law_broken(&file->reader, "law.broken.twice", condition->id);
    return fault;
}

/* "whole part part …", all of them conditions that stand above. */
static const struct fault *read_parts(struct law_file *file, enum law_condition_kind kind)
{
    struct str rest = file->reader.value;
    struct law_condition *whole = map_get(file->law->conditions, str_cut(&rest, ' '));
    if (!whole || whole->kind != CONDITION_PLAIN)
        return law_line_broken(file, "law.broken.condition");
    whole->kind = kind;
    while (rest.ptr) {
        const struct law_condition *part = map_get(file->law->conditions, str_cut(&rest, ' '));
        if (!part || part->kind != CONDITION_PLAIN || whole->part_count == CONDITION_PARTS)
            return law_line_broken(file, "law.broken.condition");
        whole->parts[whole->part_count++] = part;
    }
    return whole->part_count < 2 ? law_line_broken(file, "law.broken.condition") : NULL;
}

static const struct fault *read_any(struct law_file *file)
{
    return read_parts(file, CONDITION_ANY);
}

static const struct fault *read_all(struct law_file *file)
{
    return read_parts(file, CONDITION_ALL);
}

static const struct fault *read_ordinary(struct law_file *file)
{
    struct law_condition *condition = map_get(file->law->conditions, file->reader.value);
    if (!condition)
        return law_line_broken(file, "law.broken.condition");
    condition->is_ordinary = true;
    return NULL;
}

static const struct line_word words_words[] = {
    {STR_INIT("trigger"),   read_trigger,   true},
    {STR_INIT("condition"), read_condition, true},
    {STR_INIT("any"),       read_any,       true},
    {STR_INIT("all"),       read_all,       true},
    {STR_INIT("ordinary"),  read_ordinary,  true},
    {STR_INIT("base"),      read_base,      true},
};

/* ---- counting.txt ---- */

static const struct fault *begin_counting(struct law_file *file)
{
    struct law_counting *counting = ARENA_NEW(file->reader.arena, struct law_counting);
    counting->line = file->reader.line;
    file->counting = counting;
    *VEC_PUSH(&file->law->countings, file->reader.arena) = counting;
    return law_read_period(&file->reader, file->reader.value, &counting->from, &counting->to);
}

static const struct fault *read_counting(struct law_file *file)
{
    struct law_text text;
    const struct fault *fault = law_read_text(&file->reader, file->reader.value, &text);
    if (fault)
        return fault;
    if (!file->counting)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    if (str_equal(file->reader.word, STR("start")))
        file->counting->start = text;
    else if (str_equal(file->reader.word, STR("month")))
        file->counting->month = text;
    else
        file->counting->end = text;
    return NULL;
}

static const struct line_word counting_words[] = {
    {STR_INIT("counting"), begin_counting, true },
    {STR_INIT("start"),    read_counting,  false},
    {STR_INIT("month"),    read_counting,  false},
    {STR_INIT("end"),      read_counting,  false},
};

/* ---- instruments.txt ---- */

/* "NĐ 59/2023/NĐ-CP" with its first word written out, in both languages. */
static struct law_text full_number(struct law_file *file, struct str number)
{
    struct str rest = number;
    const struct law_word *kind = map_get(file->law->kinds, str_cut(&rest, ' '));
    if (!kind || !rest.ptr)
        return (struct law_text){number, number};
    return (struct law_text){
        arena_printf(file->reader.arena, PRISTR " " PRISTR, STRARG(kind->text.vi), STRARG(rest)),
        arena_printf(file->reader.arena, PRISTR " " PRISTR, STRARG(kind->text.en), STRARG(rest))};
}

static const struct fault *begin_instrument(struct law_file *file)
{
    struct law_instrument *instrument = ARENA_NEW(file->reader.arena, struct law_instrument);
    if (file->reader.value.len == 0 || map_get(file->law->by_number, file->reader.value))
        return law_line_broken(file, "law.broken.twice");
    *instrument = (struct law_instrument){.number = file->reader.value,
                                          .from = DATE_NONE,
                                          .to = DATE_NONE,
                                          .full_number = full_number(file, file->reader.value),
                                          .file = file->reader.name,
                                          .line = file->reader.line};
    map_set(file->law->by_number, instrument->number, instrument);
    *VEC_PUSH(&file->law->instruments, file->reader.arena) = instrument;
    file->instrument = instrument;
    return NULL;
}

static const struct fault *read_kind(struct law_file *file)
{
    file->instrument = NULL;
    return read_word(file, file->law->kinds);
}

static const struct fault *read_force(struct law_file *file)
{
    if (!file->instrument)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    return law_read_period(&file->reader, file->reader.value, &file->instrument->from,
                           &file->instrument->to);
}

static const struct fault *read_instrument_title(struct law_file *file)
{
    if (!file->instrument)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    return law_read_text(&file->reader, file->reader.value, &file->instrument->title);
}

static const struct fault *read_replaced(struct law_file *file)
{
    if (!file->instrument || file->reader.value.len == 0)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    file->instrument->replaced_number = file->reader.value;
    return NULL;
}

static const struct line_word instrument_words[] = {
    {STR_INIT("kind"),       read_kind,             true },
    {STR_INIT("instrument"), begin_instrument,      true },
    {STR_INIT("force"),      read_force,            false},
    {STR_INIT("title"),      read_instrument_title, false},
    {STR_INIT("replaced"),   read_replaced,         false},
};

/* ---- all files ---- */

#define LINE_WORDS(words) (words), sizeof(words) / sizeof((words)[0])
#define RULE_WORDS law_rule_words, LAW_RULE_WORDS

/* columns: name, or the folder it stands in; words of its lines. In this order, for
 * each refers to those before. */
static const struct {
    struct str name;
    const struct line_word *words;
    size_t count;
} kinds[] = {
    {STR_INIT("law/words.txt"),       LINE_WORDS(words_words)     },
    {STR_INIT("law/counting.txt"),    LINE_WORDS(counting_words)  },
    {STR_INIT("law/instruments.txt"), LINE_WORDS(instrument_words)},
    {STR_INIT("law/rules/"),          RULE_WORDS                  },
};

const struct fault *law_read_files(struct arena *arena, const struct asset *files, size_t count,
                                   struct law *law)
{
    const struct fault *fault = NULL;
    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        for (size_t i = 0; !fault && i < count; i++) {
            struct law_file file = {.reader = law_reader_to_end(arena, &files[i]), .law = law};
            if (!str_starts(files[i].name, kinds[k].name))
                continue;
            fault = read_lines(&file, kinds[k].words, kinds[k].count);
            if (!fault && file.reader.word.len == 0)
                fault = law_broken_at(arena, files[i].name, 1, "law.broken.empty", files[i].name);
        }
    }
    /* a file in law/ that is none of these would be law that nobody reads */
    for (size_t i = 0; !fault && i < count; i++) {
        bool is_known = str_starts(files[i].name, STR("law/holidays/")) ||
                        str_starts(files[i].name, STR("law/forms/")) ||
                        str_equal(files[i].name, STR(LAW_APPLIED)) ||
                        !str_starts(files[i].name, STR("law/"));
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
            is_known |= str_starts(files[i].name, kinds[k].name);
        if (!is_known)
            fault = law_broken_at(arena, files[i].name, 1, "law.broken.word", files[i].name);
    }
    return fault;
}
