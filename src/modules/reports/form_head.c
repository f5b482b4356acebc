/*
 * The head of a form's table, and its numbers as they are printed.
 */
#include "base/buf.h"
#include "modules/reports/form.h"
#include "text/number.h"

enum {
    NUMBER_LIMIT = 400,
    MILLION_DIGITS = 6,
    RUN_LEAST = 4 /* terms that are written as a run */
};

/* Whether two columns stand below the same headings down to `level`. */
static bool are_together(const struct form_column *a, const struct form_column *b, size_t level)
{
    for (size_t i = 0; i <= level; i++)
        if (i >= a->level_count || i >= b->level_count ||
            !str_equal(a->levels[i].vi, b->levels[i].vi))
            return false;
    return true;
}

void form_headings(struct arena *arena, const struct form_version *form,
                   form_heading_list *ret_headings)
{
    form_heading_list headings = {0};
    for (size_t row = 0; row < form->levels; row++) {
        size_t next;
        for (size_t c = 0; c < form->columns.count; c = next) {
            const struct form_column *column = &form->columns.items[c];
            bool is_own = row + 1 == column->level_count;
            next = c + 1;
            if (row >= column->level_count)
                continue;
            while (!is_own && next < form->columns.count &&
                   are_together(column, &form->columns.items[next], row))
                next++;
            *VEC_PUSH(&headings, arena) =
                (struct form_heading){.text = column->levels[row],
                                      .row = row,
                                      .column = c,
                                      .rows = is_own ? form->levels - row : 1,
                                      .columns = next - c};
        }
    }
    *ret_headings = headings;
}

/* How many terms from `at` on follow each other, all added: 2 + 3 + 4. */
static size_t run_of(const struct form_sum *sum, size_t at)
{
    size_t count = 1;
    while (at + count < sum->count && sum->signs[at + count] > 0 &&
           sum->numbers[at + count] == sum->numbers[at] + (int)count)
        count++;
    return count;
}

/* "2+…+7", "9+13". */
static void add_sum(struct buf *text, const struct form_sum *sum)
{
    for (size_t t = 0; t < sum->count;) {
        size_t run = run_of(sum, t);
        buf_printf(text, "%s%d", t == 0 ? "" : sum->signs[t] < 0 ? "-" : "+", sum->numbers[t]);
        if (run < RUN_LEAST) {
            t++;
            continue;
        }
        buf_printf(text, "+…+%d", sum->numbers[t + run - 1]);
        t += run;
    }
}

struct str form_number_text(struct arena *arena, const struct form_version *form,
                            const struct form_column *column)
{
    struct buf text = buf_init(arena, NUMBER_LIMIT);
    buf_printf(&text, "%d", column->number);
    for (size_t i = 0; i < form->musts.count; i++) {
        const struct form_identity *must = &form->musts.items[i];
        if (must->left.count != 1 || must->left.numbers[0] != column->number)
            continue;
        buf_add_literal(&text, " = ");
        add_sum(&text, &must->right);
    }
    return buf_str(&text);
}

struct str form_amount_text(struct arena *arena, enum locale locale,
                            const struct form_column *column, int64_t amount)
{
    int decimals = column->is_millions ? MILLION_DIGITS : 0;
    if (column->is_words)
        return STR("");
    for (; decimals > 0 && amount % 10 == 0; amount /= 10)
        decimals--;
    return number_text_decimal(arena, locale, amount, decimals);
}
