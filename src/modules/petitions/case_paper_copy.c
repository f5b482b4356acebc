/*
 * Copies of an issued paper (bản sao): of all of it (sao y), of a part (trích sao), of a
 * copy (sao lục). Decree 30/2020/NĐ-CP, articles 25 to 27; numbered together (annex I,
 * part II, II.1.c).
 */
#include "modules/petitions/case_paper.h"

#include "civic/actor.h"
#include "civic/matter_seat.h"
#include "civic/series.h"
#include "db/db.h"
#include "db/topic.h"

#define COUNTED_AS "SAO" /* one series for all forms */

const char *const case_paper_copy_forms[] = {"sao-y", "trich-sao", "sao-luc", NULL};

struct copying {
    const struct matter *matter;
    const struct case_paper_made *seen;
    struct case_paper_copy copy;
};

/* Whether each line stands in the paper as it is. */
static bool is_of(struct str text, struct str excerpt)
{
    bool has_line = false;
    while (excerpt.len > 0) {
        struct str line = str_trim(str_cut(&excerpt, '\n'));
        struct str rest = text;
        bool is_there = line.len == 0;
        while (!is_there && rest.len > 0)
            is_there = str_equal(str_trim(str_cut(&rest, '\n')), line);
        if (!is_there)
            return false;
        has_line = has_line || line.len > 0;
    }
    return has_line;
}

static const struct fault *check(struct work *work, const struct case_paper_made *made,
                                 const struct case_paper_copy *copy)
{
    case_paper_copy_list copies;
    const struct fault *fault = case_paper_copies(work, made->id, &copies);
    bool has_first = false;
    if (fault)
        return fault;
    for (size_t i = 0; i < copies.count; i++)
        has_first = has_first || str_equal(copies.items[i].form, STR("sao-y"));
    if (str_equal(copy->form, STR("sao-luc")) && !has_first)
        return fault_field(work->arena, "form", "case-paper.copy.first");
    if (str_equal(copy->form, STR("trich-sao")) && !is_of(case_paper_text(made), copy->excerpt))
        return fault_field(work->arena, "excerpt", "case-paper.copy.excerpt");
    return NULL;
}

static const struct fault *make(struct work *work, void *context)
{
    const struct copying *copying = context;
    struct case_paper_copy copy = copying->copy;
    struct case_paper_made made;
    struct series_number number;
    struct series series = {.period = date_parts(copy.signing.signed_on).year,
                            .counts =
                                series_counts(work->arena, STR(COUNTED_AS), copy.signing.issuer),
                            .kind = case_paper_copy_abbreviation(copy.form),
                            .issuer = copy.signing.issuer};
    struct matter_mark mark = {.id = copying->matter->id, .action = STR("copy")};
    const struct fault *fault = case_paper_may_issue(work, copying->matter);
    if (!fault)
        fault = case_paper_find(work, copying->matter, copying->seen->event.seq,
                                str_from_c(copying->seen->paper->kind.name), &made);
    if (!fault && (!made.id || made.id != copying->seen->id))
        fault = fault_new(work->arena, FAULT_CONFLICT, "case-paper.not_issued", "not issued");
    if (!fault)
        fault = check(work, &made, &copy);
    if (!fault) /* whoever has the file */
        fault = matter_seat_of(work, copying->matter->unit_id, &series.unit_id);
    if (!fault)
        fault = series_issue(work, &series, copying->matter->code, &number);
    if (fault)
        return fault;
    copy.symbol = number.symbol;
    copy.unit_id = series.unit_id;
    if (!str_equal(copy.form, STR("trich-sao")))
        copy.excerpt = STR("");
    mark.note =
        arena_printf(work->arena, PRISTR " (" PRISTR ")",
                     STRARG(case_paper_title(work, made.paper, made.symbol)), STRARG(copy.symbol));
    db_touch(work, topic_of("matter", copying->matter->id));
    fault = case_paper_copy_insert(work, made.id, &copy, number.series_id, number.number);
    return fault ? fault : matter_mark(work, &mark);
}

const struct fault *case_paper_copy(struct work *work, const struct matter *matter,
                                    const struct case_paper_made *made,
                                    const struct case_paper_copy *copy)
{
    struct copying copying = {matter, made, *copy};
    return db_write(work, make, &copying);
}
