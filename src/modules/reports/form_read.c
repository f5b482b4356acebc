/*
 * Reads law/forms/…: one function a word, in the table `words`; then proves what no
 * single line can show.
 */
#include "modules/reports/form.h"

#include "law/read.h"
#include "modules/reports/condition.h"
#include "modules/reports/detail.h"

#include <string.h>

struct forms {
    VEC(struct form_version *) all;
};

/* One file under reading. */
struct form_file {
    struct law_reader reader;
    struct form_version *form;
    struct form_column *column; /* NULL before the first */
    unsigned seen;              /* bits of `words` said of the form, or of the column at hand */
    bool is_counted;            /* what the column at hand is the number of has been said */
};

/* ---- sums ---- */

/* "10 + 11 - 12". */
static const struct fault *read_sum(struct form_file *file, struct str text, struct form_sum *sum)
{
    int sign = 1;
    *sum = (struct form_sum){0};
    while (text.len > 0) {
        struct str word = str_cut(&text, ' ');
        int64_t number;
        if (word.len == 0)
            continue;
        if (str_equal(word, STR("+")) || str_equal(word, STR("-"))) {
            sign = word.ptr[0] == '-' ? -1 : 1;
            continue;
        }
        if (!str_to_int64(word, &number) || number < 1 || number > FORM_COLUMNS_MOST ||
            sum->count == FORM_TERMS_MOST)
            return law_broken(&file->reader, "report.broken.sum", file->reader.value);
        sum->numbers[sum->count] = (int)number;
        sum->signs[sum->count++] = sign;
        sign = 1;
    }
    return sum->count ? NULL : law_broken(&file->reader, "report.broken.sum", file->reader.value);
}

static const struct fault *read_identity(struct form_file *file, struct form_identity *identity)
{
    struct str right = file->reader.value;
    struct str left = str_trim(str_cut(&right, '='));
    const struct fault *fault;
    if (!right.ptr)
        return law_broken(&file->reader, "report.broken.sum", file->reader.value);
    fault = read_sum(file, left, &identity->left);
    if (!fault)
        fault = read_sum(file, str_trim(right), &identity->right);
    identity->text = file->reader.value;
    identity->line = file->reader.line;
    return fault;
}

/* ---- lines of the form ---- */

static const struct fault *take_form(struct form_file *file)
{
    file->form->number = file->reader.value;
    file->form->line = file->reader.line;
    return NULL;
}

static const struct fault *take_version(struct form_file *file)
{
    return law_read_period(&file->reader, file->reader.value, &file->form->from, &file->form->to);
}

static const struct fault *take_by(struct form_file *file)
{
    file->form->by = file->reader.value;
    file->form->by_line = file->reader.line;
    return NULL;
}

static const struct fault *take_certainty(struct form_file *file)
{
    static const char *const names[] = {
        [CERTAINTY_CODIFIED] = "codified",
        [CERTAINTY_TEXT] = "text",
        [CERTAINTY_SECONDARY] = "secondary",
        [CERTAINTY_PRACTICE] = "practice",
    };
    for (int i = CERTAINTY_CODIFIED; i <= CERTAINTY_PRACTICE; i++)
        if (str_equal(str_from_c(names[i]), file->reader.value)) {
            file->form->certainty = (enum law_certainty)i;
            return NULL;
        }
    return law_broken(&file->reader, "law.broken.certainty", file->reader.value);
}

static const struct fault *take_title(struct form_file *file)
{
    return law_read_text(&file->reader, file->reader.value, &file->form->title);
}

/* Of the column at hand, or of the form before the first. */
static const struct fault *take_note(struct form_file *file)
{
    return law_read_text(&file->reader, file->reader.value,
                         file->column ? &file->column->note : &file->form->note);
}

static const struct fault *take_must(struct form_file *file)
{
    return read_identity(file, VEC_PUSH(&file->form->musts, file->reader.arena));
}

static const struct fault *take_carry(struct form_file *file)
{
    file->form->has_carry = true;
    return read_identity(file, &file->form->carry);
}

/* ---- lines of a column ---- */

/* "A > B": a heading and what it is divided into, the same in both languages. */
static const struct fault *read_levels(struct form_file *file, struct str value,
                                       struct form_column *column)
{
    struct law_text whole;
    const struct fault *fault = law_read_text(&file->reader, value, &whole);
    if (fault)
        return fault;
    while (whole.vi.ptr || whole.en.ptr) {
        struct law_text level = {str_trim(str_cut(&whole.vi, '>')),
                                 str_trim(str_cut(&whole.en, '>'))};
        if (!level.vi.len || !level.en.len || column->level_count == FORM_LEVELS_MOST)
            return law_broken(&file->reader, "report.broken.levels", value);
        column->levels[column->level_count++] = level;
    }
    if (file->form->levels < column->level_count)
        file->form->levels = column->level_count;
    return NULL;
}

/* "01-xld-2021" */
static const struct fault *take_after(struct form_file *file)
{
    file->form->after = file->reader.value;
    file->form->after_line = file->reader.line;
    return NULL;
}

/* A column that does not say what it counts would stay empty in silence. */
static const struct fault *end_column(struct form_file *file)
{
    if (!file->column || file->is_counted)
        return NULL;
    return law_broken_at(file->reader.arena, file->form->file, file->column->line,
                         "report.broken.measure",
                         file->column->levels[file->column->level_count - 1].vi);
}

static const struct fault *take_column(struct form_file *file)
{
    struct str rest = file->reader.value;
    struct str number = str_cut(&rest, ' ');
    int64_t read;
    const struct fault *fault = end_column(file);
    if (fault)
        return fault;
    if (!str_to_int64(number, &read) || read != (int64_t)file->form->columns.count + 1 ||
        read > FORM_COLUMNS_MOST)
        return law_broken(&file->reader, "report.broken.column", number);
    file->column = VEC_PUSH(&file->form->columns, file->reader.arena);
    file->seen = 0;
    file->is_counted = false;
    file->column->number = (int)read;
    file->column->line = file->reader.line;
    return read_levels(file, str_trim(rest), file->column);
}

/* word, measure, whether it is words */
static const struct {
    struct str word;
    enum form_measure measure;
    bool is_words;
} measures[] = {
    {STR_INIT("petitions"), MEASURE_PETITIONS, false},
    {STR_INIT("cases"),     MEASURE_CASES,     false},
    {STR_INIT("visits"),    MEASURE_VISITS,    false},
    {STR_INIT("people"),    MEASURE_PEOPLE,    false},
    {STR_INIT("days"),      MEASURE_DAYS,      false},
    {STR_INIT("replies"),   MEASURE_REPLIES,   false},
    {STR_INIT("none"),      MEASURE_NONE,      false},
    {STR_INIT("words"),     MEASURE_NONE,      true },
};

/* Says what the column is the number of, once. */
static const struct fault *begin_measure(struct form_file *file)
{
    if (file->is_counted)
        return law_broken(&file->reader, "law.broken.twice", file->reader.word);
    file->is_counted = true;
    return NULL;
}

static const struct fault *take_count(struct form_file *file)
{
    const struct fault *fault = begin_measure(file);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
        if (str_equal(measures[i].word, file->reader.value)) {
            file->column->measure = measures[i].measure;
            file->column->is_words = measures[i].is_words;
            return NULL;
        }
    return law_broken(&file->reader, "report.broken.measure", file->reader.value);
}

static bool is_detail(struct str name)
{
    size_t i = 0;
    while (detail_kind(i) && !str_equal(str_from_c(detail_kind(i)->name), name))
        i++;
    return detail_kind(i);
}

/* "recover-money millions". */
static const struct fault *take_sum(struct form_file *file)
{
    struct str rest = file->reader.value;
    const struct fault *fault = begin_measure(file);
    if (fault)
        return fault;
    file->column->measure = MEASURE_DETAIL;
    file->column->detail = str_cut(&rest, ' ');
    if (!is_detail(file->column->detail))
        return law_broken(&file->reader, "report.broken.measure", file->column->detail);
    file->column->is_millions = rest.ptr && str_equal(str_trim(rest), STR("millions"));
    if (rest.ptr && !file->column->is_millions)
        return law_broken(&file->reader, "report.broken.measure", rest);
    return NULL;
}

static const struct fault *take_when(struct form_file *file)
{
    struct str rest = file->reader.value;
    while (rest.len > 0) {
        struct str name = str_cut(&rest, ' ');
        uint64_t bit = condition_bit(name);
        if (name.len == 0)
            continue;
        if (!bit)
            return law_broken(&file->reader, "report.broken.condition", name);
        file->column->when |= bit;
    }
    return NULL;
}

enum {
    OF_FORM = 1,   /* stands before the first column */
    OF_COLUMN = 2, /* stands behind its column */
    OFTEN = 4      /* may stand more than once */
};

/* columns: word, what takes its line, where and how often it stands */
static const struct {
    struct str word;
    const struct fault *(*take)(struct form_file *file);
    unsigned may;
} words[] = {
    {STR_INIT("form"),      take_form,      OF_FORM                    },
    {STR_INIT("version"),   take_version,   OF_FORM                    },
    {STR_INIT("by"),        take_by,        OF_FORM                    },
    {STR_INIT("certainty"), take_certainty, OF_FORM                    },
    {STR_INIT("title"),     take_title,     OF_FORM                    },
    {STR_INIT("note"),      take_note,      OF_FORM | OF_COLUMN        },
    {STR_INIT("must"),      take_must,      OF_FORM | OFTEN            },
    {STR_INIT("carry"),     take_carry,     OF_FORM                    },
    {STR_INIT("after"),     take_after,     OF_FORM                    },
    {STR_INIT("column"),    take_column,    OF_FORM | OF_COLUMN | OFTEN},
    {STR_INIT("count"),     take_count,     OF_COLUMN | OFTEN          },
    {STR_INIT("sum"),       take_sum,       OF_COLUMN | OFTEN          },
    {STR_INIT("when"),      take_when,      OF_COLUMN                  },
};

/* A line said twice, or of what it does not belong to, is never a form by accident. */
static const struct fault *take_line(struct form_file *file)
{
    size_t i = 0;
    while (i < sizeof(words) / sizeof(words[0]) && !str_equal(words[i].word, file->reader.word))
        i++;
    if (i == sizeof(words) / sizeof(words[0]) ||
        !(words[i].may & (file->column ? OF_COLUMN : OF_FORM)))
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    if (!(words[i].may & OFTEN) && (file->seen & 1U << i))
        return law_broken(&file->reader, "law.broken.twice", file->reader.word);
    file->seen |= 1U << i;
    return words[i].take(file);
}

/* ---- proof ---- */

static const struct fault *prove_sum(struct arena *arena, const struct form_version *form,
                                     const struct form_sum *sum, int line)
{
    for (size_t i = 0; i < sum->count; i++) {
        const struct form_column *column = form_column(form, sum->numbers[i], NULL);
        if (!column || column->is_words)
            return law_broken_at(arena, form->file, line, "report.broken.column",
                                 arena_printf(arena, "%d", sum->numbers[i]));
    }
    return NULL;
}

static const struct fault *prove_identity(struct arena *arena, const struct form_version *form,
                                          const struct form_identity *identity)
{
    const struct fault *fault = prove_sum(arena, form, &identity->left, identity->line);
    return fault ? fault : prove_sum(arena, form, &identity->right, identity->line);
}

static const struct fault *prove(struct arena *arena, const struct form_version *form)
{
    const struct fault *fault = NULL;
    if (!form->number.len || !form->columns.count || date_is_none(form->from) ||
        form->certainty == CERTAINTY_NONE || !form->title.vi.len || !form->by.len)
        return law_broken_at(arena, form->file, 1, "law.broken.empty", form->name);
    for (size_t i = 0; !fault && i < form->columns.count; i++) {
        const struct form_column *column = &form->columns.items[i];
        if (column->measure != MEASURE_NONE && !column->when)
            fault = law_broken_at(arena, form->file, column->line, "report.broken.condition",
                                  column->levels[column->level_count - 1].vi);
    }
    for (size_t i = 0; !fault && i < form->musts.count; i++)
        fault = prove_identity(arena, form, &form->musts.items[i]);
    if (!fault && form->has_carry)
        fault = prove_identity(arena, form, &form->carry);
    return fault;
}

static bool overlap(const struct form_version *a, const struct form_version *b)
{
    return str_equal(a->number, b->number) &&
           (date_is_none(a->to) || date_compare(b->from, a->to) <= 0) &&
           (date_is_none(b->to) || date_compare(a->from, b->to) <= 0);
}

/* ---- all files ---- */

static struct str name_of(struct str file)
{
    struct str name = str_from(file, strlen("law/forms/"));
    return str_slice(name, 0, name.len - strlen(".txt"));
}

static const struct fault *read_file(struct arena *arena, const struct asset *asset,
                                     struct forms *forms)
{
    struct form_file file = {.reader = law_reader_to_end(arena, asset),
                             .form = ARENA_NEW(arena, struct form_version)};
    const struct fault *fault = NULL;
    *file.form = (struct form_version){
        .name = name_of(asset->name), .file = asset->name, .from = DATE_NONE, .to = DATE_NONE};
    while (!fault && law_reader_next(&file.reader))
        fault = take_line(&file);
    if (!fault)
        fault = end_column(&file);
    if (!fault)
        fault = prove(arena, file.form);
    for (size_t i = 0; !fault && i < forms->all.count; i++)
        if (overlap(forms->all.items[i], file.form))
            fault = law_broken_at(arena, asset->name, file.form->line, "law.broken.overlap",
                                  file.form->number);
    if (!fault)
        *VEC_PUSH(&forms->all, arena) = file.form;
    return fault;
}

/* What one goes on from is there, carries, and ends the day before. */
static const struct fault *prove_after(struct arena *arena, const struct forms *forms)
{
    for (size_t i = 0; i < forms->all.count; i++) {
        const struct form_version *form = forms->all.items[i];
        const struct form_version *before = forms_named(forms, form->after);
        if (form->after.len && (!form->has_carry || !before || !before->has_carry ||
                                date_add_days(before->to, 1).days != form->from.days))
            return law_broken_at(arena, form->file, form->after_line, "report.broken.after",
                                 form->after);
    }
    return NULL;
}

const struct fault *forms_read(struct arena *arena, const struct asset *files, size_t count,
                               const struct forms **ret_forms)
{
    struct forms *forms = ARENA_NEW(arena, struct forms);
    const struct fault *fault = NULL;
    *forms = (struct forms){0};
    for (size_t i = 0; !fault && i < count; i++)
        if (str_starts(files[i].name, STR("law/forms/")) && str_ends(files[i].name, STR(".txt")))
            fault = read_file(arena, &files[i], forms);
    if (!fault)
        fault = prove_after(arena, forms);
    if (!fault)
        *ret_forms = forms;
    return fault;
}

/* ---- beside the law ---- */

const struct fault *forms_prove(struct arena *arena, const struct forms *forms,
                                const struct law *law)
{
    for (size_t i = 0; i < forms->all.count; i++) {
        const struct form_version *form = forms->all.items[i];
        const struct law_instrument *by = law_instrument(law, form->by);
        if (!by)
            return law_broken_at(arena, form->file, form->by_line, "law.broken.instrument",
                                 form->by);
        if (date_compare(form->from, by->from) < 0 ||
            (!date_is_none(by->to) &&
             (date_is_none(form->to) || date_compare(form->to, by->to) > 0)))
            return law_broken_at(arena, form->file, form->by_line, "law.broken.force", form->by);
    }
    return NULL;
}

/* ---- asking ---- */

const struct form_version *const *forms_all(const struct forms *forms, size_t *ret_count)
{
    *ret_count = forms->all.count;
    return (const struct form_version *const *)forms->all.items;
}

const struct form_version *forms_named(const struct forms *forms, struct str name)
{
    for (size_t i = 0; i < forms->all.count; i++)
        if (str_equal(forms->all.items[i]->name, name))
            return forms->all.items[i];
    return NULL;
}

bool form_is_for(const struct form_version *form, struct civil_date last)
{
    return date_compare(form->from, last) <= 0 &&
           (date_is_none(form->to) || date_compare(last, form->to) <= 0);
}

const struct form_column *form_column(const struct form_version *form, int number,
                                      size_t *ret_index)
{
    if (number < 1 || (size_t)number > form->columns.count)
        return NULL;
    if (ret_index)
        *ret_index = (size_t)number - 1;
    return &form->columns.items[number - 1];
}

int64_t form_sum_of(const struct form_version *form, const struct form_sum *sum,
                    const int64_t *amounts)
{
    int64_t total = 0;
    for (size_t i = 0; i < sum->count; i++) {
        size_t index = 0;
        if (form_column(form, sum->numbers[i], &index))
            total += sum->signs[i] * amounts[index];
    }
    return total;
}
