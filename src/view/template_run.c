/*
 * Running a program: one loop over its steps. Nothing is looked up and nothing
 * is decided here that the compiler could decide.
 */
#include "text/number.h"
#include "view/format.h"
#include "view/template_program.h"

/* What a scope looks at, and where in its list that stands. */
struct slot {
    const char *base;
    size_t index;
    size_t count;
    size_t size;
};

static void write_long(const struct program *program, struct civil_date date, struct buf *out)
{
    if (!date_is_none(date))
        html_escape_to(out, date_long(out->arena, program->messages, program->locale, date));
}

static void write_instant_long(const struct program *program, struct instant at, struct buf *out)
{
    if (at.us != 0)
        write_long(program, instant_date(at), out);
}

static void write_member(const struct program *program, const struct step *step, const char *member,
                         struct buf *out)
{
    const void *place = member;
    switch (step->kind) {
    case STEP_TEXT:
        html_escape_to(out, *(const struct str *)place);
        break;
    case STEP_HTML:
        buf_add(out, ((const struct html *)place)->markup);
        break;
    case STEP_INT:
        format_grouped(out, *(const int *)place, format_separator(program->locale));
        break;
    case STEP_INT64:
        format_grouped(out, *(const int64_t *)place, format_separator(program->locale));
        break;
    case STEP_INT_PLAIN:
        buf_add_int(out, *(const int *)place);
        break;
    case STEP_INT64_PLAIN:
        buf_add_int(out, *(const int64_t *)place);
        break;
    case STEP_DATE:
        format_date(out, *(const struct civil_date *)place);
        break;
    case STEP_DATE_ISO:
        format_date_iso(out, *(const struct civil_date *)place);
        break;
    case STEP_DATE_LONG:
        write_long(program, *(const struct civil_date *)place, out);
        break;
    case STEP_INSTANT:
        format_instant(out, *(const struct instant *)place);
        break;
    case STEP_INSTANT_ISO:
        format_instant_iso(out, *(const struct instant *)place);
        break;
    case STEP_INSTANT_LONG:
        write_instant_long(program, *(const struct instant *)place, out);
        break;
    case STEP_LITERAL:
    case STEP_INDEX:
    case STEP_TEST:
    case STEP_TEST_FIRST:
    case STEP_TEST_LAST:
    case STEP_TEST_ONE:
    case STEP_ENTER:
    case STEP_EACH:
    case STEP_NEXT:
    case STEP_JUMP:
        break;
    }
}

/* Whether a section over this member is shown (shape.h, the table of kinds). */
static bool is_shown(enum field_kind kind, const void *place)
{
    switch (kind) {
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
        return ((const struct str *)place)->len > 0;
    case FIELD_INT:
        return *(const int *)place != 0;
    case FIELD_INT64:
    case FIELD_CODE:
    case FIELD_INSTANT:
        return *(const int64_t *)place != 0;
    case FIELD_BOOL:
        return *(const bool *)place;
    case FIELD_DATE:
        return !date_is_none(*(const struct civil_date *)place);
    case FIELD_LIST:
        return ((const struct list *)place)->count > 0;
    case FIELD_POINTER:
        return *(const void *const *)place != NULL;
    case FIELD_RECORD:
        return true;
    }
    return false;
}

static bool is_one(enum field_kind kind, const void *place)
{
    return kind == FIELD_INT ? *(const int *)place == 1 : *(const int64_t *)place == 1;
}

/* Whether to go on with the next step; false is the jump. */
static bool goes_on(const struct step *step, const struct slot *slot, const void *place)
{
    if (step->kind == STEP_TEST)
        return is_shown(step->field, place) == step->wanted;
    if (step->kind == STEP_TEST_ONE)
        return is_one(step->field, place);
    if (step->kind == STEP_TEST_FIRST)
        return (slot->index == 0) == step->wanted;
    return (slot->index + 1 == slot->count) == step->wanted;
}

/* Enters a list or a pointer; false where there is nothing in it. */
static bool enter(const struct step *step, struct slot *to, const void *place)
{
    if (step->kind == STEP_EACH) {
        const struct list *list = place;
        *to = (struct slot){list->items, 0, list->count, list->size};
        return list->count > 0;
    }
    *to = (struct slot){*(const char *const *)place, 0, 1, 0};
    return to->base != NULL;
}

void template_run(const struct program *program, const void *page, struct buf *out)
{
    struct slot slots[TEMPLATE_DEPTH + 1] = {
        {.base = page, .count = 1}
    };
    size_t at = 0;
    while (at < program->count) {
        const struct step *step = &program->steps[at++];
        struct slot *slot = &slots[step->slot];
        buf_add(out, step->text);
        switch (step->kind) {
        case STEP_LITERAL:
            break;
        case STEP_INDEX:
            format_grouped(out, (int64_t)slot->index + 1, format_separator(program->locale));
            break;
        case STEP_TEST:
        case STEP_TEST_FIRST:
        case STEP_TEST_LAST:
        case STEP_TEST_ONE:
            if (!goes_on(step, slot, slot->base + step->offset))
                at = step->jump;
            break;
        case STEP_ENTER:
        case STEP_EACH:
            if (!enter(step, &slots[step->to], slot->base + step->offset))
                at = step->jump;
            break;
        case STEP_NEXT:
            slot = &slots[step->to];
            slot->base += slot->size;
            if (++slot->index < slot->count)
                at = step->jump;
            break;
        case STEP_JUMP:
            at = step->jump;
            break;
        case STEP_TEXT:
        case STEP_HTML:
        case STEP_INT:
        case STEP_INT64:
        case STEP_INT_PLAIN:
        case STEP_INT64_PLAIN:
        case STEP_DATE:
        case STEP_DATE_ISO:
        case STEP_DATE_LONG:
        case STEP_INSTANT:
        case STEP_INSTANT_ISO:
        case STEP_INSTANT_LONG:
            write_member(program, step, slot->base + step->offset, out);
            break;
        }
    }
}
