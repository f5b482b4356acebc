/*
 * The forms of actions, and what they make of the answers.
 */
#include "modules/petitions/step_form.h"

#include "base/buf.h"
#include "civic/site.h"

#include <string.h>

enum {
    REASON_MOST = 300,
    PART_LEAST = 10,
    PART_MOST = 4000,
    MADE_LIMIT = 64 * 1024
};

static const char *const is_met[] = {"met", "unmet", NULL};
static const char *const outcomes[] = {"founded", "partly", "unfounded", NULL};

/* One condition of the law and why it is or is not met. */
#define CONDITION(n)                                                                               \
    {"c" #n, INPUT_CHOICE, 0, 0, true, is_met},                                                    \
    {                                                                                              \
        "r" #n, INPUT_LINE, 0, REASON_MOST, false, NULL                                            \
    }
#define VERSION                                                                                    \
    {                                                                                              \
        "version", INPUT_INT, 1, 0, true, NULL                                                     \
    }
#define PART(name)                                                                                 \
    {                                                                                              \
        name, INPUT_TEXT, PART_LEAST, PART_MOST, true, NULL                                        \
    }

/* Luật Khiếu nại, Điều 11 (1–9), and whether it is ours (10). */
static const struct form_field complaint_check[] = {
    VERSION,      CONDITION(1), CONDITION(2), CONDITION(3), CONDITION(4),  CONDITION(5),
    CONDITION(6), CONDITION(7), CONDITION(8), CONDITION(9), CONDITION(10),
};
/* Luật Tố cáo, Điều 29.1. */
static const struct form_field denunciation_check[] = {
    VERSION, CONDITION(1), CONDITION(2), CONDITION(3), CONDITION(4), CONDITION(5),
};
static const struct form_field complaint_mark[] = {
    VERSION,
    {"complex",    INPUT_BOOL, 0, 0,                false, NULL},
    {"remote",     INPUT_BOOL, 0, 0,                false, NULL},
    {"differ",     INPUT_BOOL, 0, 0,                false, NULL},
    {"discipline", INPUT_BOOL, 0, 0,                false, NULL},
    {"dismissal",  INPUT_BOOL, 0, 0,                false, NULL},
    {"front",      INPUT_BOOL, 0, 0,                false, NULL},
    {"note",       INPUT_TEXT, 1, MATTER_NOTE_MOST, true,  NULL},
};
static const struct form_field denunciation_mark[] = {
    VERSION,
    {"many_places",       INPUT_BOOL, 0, 0,                false, NULL},
    {"complex",           INPUT_BOOL, 0, 0,                false, NULL},
    {"specially_complex", INPUT_BOOL, 0, 0,                false, NULL},
    {"note",              INPUT_TEXT, 1, MATTER_NOTE_MOST, true,  NULL},
};
/* What an answer may not lack: evidence, basis, decision, the way to go on. */
static const struct form_field decision[] = {
    VERSION,       {"outcome", INPUT_CHOICE, 0, 0, true, outcomes},
    PART("found"), PART("basis"),
    PART("ruled"), PART("appeal"),
};

/* What ends a matter without deciding it: the reason, its basis, the way to go on. */
static const struct form_field refusal[] = {VERSION, PART("reason"), PART("basis"), PART("appeal")};
/* An answer to a proposal: what was found, its basis, what is done, the way to go on. */
static const struct form_field reply[] = {VERSION, PART("found"), PART("basis"), PART("ruled"),
                                          PART("appeal")};

static struct str word(struct work *work, const char *words, const char *name)
{
    return site_message(work, arena_printf(work->arena, "%s.%s", words, name).ptr);
}

/* ---- conditions ---- */

static const struct fault *fill_check(struct work *work, const struct step_form *form,
                                      const struct form *given, struct matter_step *step)
{
    struct buf note = buf_init(work->arena, MADE_LIMIT);
    const struct fault *faults = NULL;
    bool are_all_met = true;
    for (size_t i = 1; i + 1 < form->count; i += 2) {
        const char *condition = form->fields[i].name;
        const char *reason = form->fields[i + 1].name;
        struct str why = form_str(given, reason);
        bool met = str_equal(form_str(given, condition), STR("met"));
        if (!met && why.len == 0)
            faults =
                fault_join(faults, fault_field(work->arena, reason, "petition.check.no_reason"));
        are_all_met &= met;
        buf_printf(&note, "%zu. " PRISTR ": " PRISTR "%s" PRISTR "\n", (i + 1) / 2,
                   STRARG(word(work, form->words, condition)),
                   STRARG(site_message(work, met ? "petition.check.met" : "petition.check.unmet")),
                   why.len ? ". " : "", STRARG(why));
    }
    step->facts = are_all_met ? STR("eligible -ineligible") : STR("ineligible -eligible");
    step->note = str_trim(buf_str(&note));
    return faults;
}

/* ---- the nature of a case ---- */

/* Ticked; what is specially complex is not complex besides, or no rule would fit. */
static bool is_marked(const struct step_form *form, const struct form *given, const char *fact)
{
    bool is_special = false;
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->fields[i].name, "specially_complex") == 0)
            is_special = form_bool(given, "specially_complex");
    return form_bool(given, fact) && !(is_special && strcmp(fact, "complex") == 0);
}

static const struct fault *fill_mark(struct work *work, const struct step_form *form,
                                     const struct form *given, struct matter_step *step)
{
    struct buf note = buf_init(work->arena, MADE_LIMIT);
    struct buf facts = buf_init(work->arena, MADE_LIMIT);
    for (size_t i = 1; i + 1 < form->count; i++) {
        const char *fact = form->fields[i].name;
        bool is_so = is_marked(form, given, fact);
        buf_printf(&facts, "%s%s ", is_so ? "" : "-", fact);
        if (is_so)
            buf_printf(&note, PRISTR "\n", STRARG(word(work, form->words, fact)));
    }
    buf_add(&note, form_str(given, "note"));
    step->facts = str_trim(buf_str(&facts));
    step->note = buf_str(&note);
    return NULL;
}

/* ---- what is made of parts ---- */

/* Every part with its heading, from the field at `at` on. */
static struct str parts_of(struct work *work, const struct step_form *form,
                           const struct form *given, size_t at)
{
    struct buf answer = buf_init(work->arena, MADE_LIMIT);
    for (size_t i = at; i < form->count; i++)
        buf_printf(&answer, "\n" PRISTR "\n" PRISTR "\n",
                   STRARG(word(work, form->words, form->fields[i].name)),
                   STRARG(form_str(given, form->fields[i].name)));
    return str_trim(buf_str(&answer));
}

static const struct fault *fill_parts(struct work *work, const struct step_form *form,
                                      const struct form *given, struct matter_step *step)
{
    step->answer = parts_of(work, form, given, 1);
    return NULL;
}

/* ---- decision, conclusion ---- */

static const struct fault *fill_decision(struct work *work, const struct step_form *form,
                                         const struct form *given, struct matter_step *step)
{
    struct str outcome = form_str(given, "outcome");
    step->answer = arena_printf(
        work->arena, PRISTR ": " PRISTR "\n\n" PRISTR, STRARG(word(work, form->words, "outcome")),
        STRARG(word(work, "petition.outcome", arena_c(work->arena, outcome))),
        STRARG(parts_of(work, form, given, 2)));
    step->facts = arena_printf(work->arena, "-founded -partly -unfounded " PRISTR, STRARG(outcome));
    return NULL;
}

/* ---- the table ---- */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define COMPLAINTS "khieu-nai khieu-nai-2"

/* clang-format off */
/* columns: kinds, action, words, fields, count, what it makes */
static const struct step_form forms[] = {
    {COMPLAINTS, "check",          "khieu-nai.check", complaint_check,    COUNT(complaint_check),    fill_check},
    {COMPLAINTS, "mark",           "khieu-nai.mark",  complaint_mark,     COUNT(complaint_mark),     fill_mark},
    {COMPLAINTS, "draft-decision", "khieu-nai.draft", decision,           COUNT(decision),           fill_decision},
    {COMPLAINTS, "refuse",         "khieu-nai.refuse", refusal,          COUNT(refusal),            fill_parts},
    {COMPLAINTS, "terminate",      "khieu-nai.terminate", refusal,       COUNT(refusal),            fill_parts},
    {"to-cao",   "refuse",         "to-cao.refuse",   refusal,            COUNT(refusal),            fill_parts},
    {"to-cao",   "terminate",      "to-cao.terminate", refusal,           COUNT(refusal),            fill_parts},
    {"to-cao",   "uphold",         "to-cao.uphold",   refusal,            COUNT(refusal),            fill_parts},
    {"kien-nghi", "draft",         "kien-nghi.draft", reply,              COUNT(reply),              fill_parts},
    {"to-cao",   "check",          "to-cao.check",    denunciation_check, COUNT(denunciation_check), fill_check},
    {"to-cao",   "mark",           "to-cao.mark",     denunciation_mark,  COUNT(denunciation_mark),  fill_mark},
    {"to-cao",   "draft-decision", "to-cao.draft",    decision,           COUNT(decision),           fill_decision},
};
/* clang-format on */

const struct step_form *step_form_find(struct str kind, struct str action)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        if (words_have(forms[i].kinds, kind) && str_equal(str_from_c(forms[i].action), action))
            return &forms[i];
    return NULL;
}
