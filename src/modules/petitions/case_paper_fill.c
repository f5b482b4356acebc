/*
 * Which step makes which paper, and what stands in it.
 */
#include "modules/petitions/case_paper.h"

#include "civic/series.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "modules/petitions/case_paper_law.h"

/* ---- what a paper is filled with ---- */

struct filled {
    struct paper_head head;
    struct str issuer;
    struct str decider; /* "Chủ tịch Ủy ban nhân dân xã Đồng Xuân" */
    struct case_paper_law law;
    struct str code;
    struct str sender; /* never of a denunciation */
    struct str address;
    struct str title;
    struct str about;
    struct str official;
    struct civil_date received_on;
    struct civil_date happened_on;
    struct civil_date due_on;
    struct civil_date dialogue_on;
    struct list dialogue;  /* struct str */
    struct list lines;     /* struct str: the reason, the answer, the decision */
    struct list receivers; /* struct str */
    struct str filed;
};

#define COMMON                                                                                     \
    RECORD(struct filled, head, paper_head_shape), FIELD(struct filled, issuer),                   \
        FIELD(struct filled, decider), RECORD(struct filled, law, case_paper_law_shape),           \
        FIELD(struct filled, code), FIELD(struct filled, about), FIELD(struct filled, official),   \
        FIELD(struct filled, received_on), FIELD(struct filled, happened_on),                      \
        FIELD(struct filled, due_on), LIST(struct filled, lines, text_shape),                      \
        LIST(struct filled, receivers, text_shape), FIELD(struct filled, filed)

static SHAPE(open_shape, struct filled, COMMON, FIELD(struct filled, sender),
             FIELD(struct filled, address), FIELD(struct filled, title),
             FIELD(struct filled, dialogue_on), LIST(struct filled, dialogue, text_shape));
static SHAPE(sealed_shape, struct filled, COMMON);

/* ---- the table ---- */

#define COMPLAINTS "khieu-nai khieu-nai-2"

/* clang-format off */
#define OPEN(name) {name, &open_shape}
#define SEALED(name) {name, &sealed_shape}
/* columns: kinds, action, template, abbreviation, whether the sender may see it */
const struct case_paper case_papers[CASE_PAPERS] = {
    {COMPLAINTS,    "propose",       OPEN("petition-proposal"),          NO_NUMBER, false},
    {"khieu-nai",   "guide",         OPEN("petition-guidance"),          "HD", true},
    {"khieu-nai",   "return",        OPEN("complaint-return"),           "TB", true},
    {COMPLAINTS,    "accept",        OPEN("complaint-acceptance"),       "TB", true},
    {COMPLAINTS,    "refuse",        OPEN("complaint-refusal"),          "TB", true},
    {COMPLAINTS,    "verify",        OPEN("complaint-verification"),     "QĐ", true},
    {COMPLAINTS,    "report",        OPEN("complaint-report"),           "BC", false},
    {COMPLAINTS,    "invite",        OPEN("complaint-invitation"),       "TB", true},
    {COMPLAINTS,    "dialogue",      OPEN("complaint-dialogue"),         NO_NUMBER, true},
    {"khieu-nai",   "decide",        OPEN("complaint-decision"),         "QĐ", true},
    {"khieu-nai-2", "decide",        OPEN("complaint-decision-2"),       "QĐ", true},
    {COMPLAINTS,    "suspend",       OPEN("complaint-suspension"),       "QĐ", true},
    {COMPLAINTS,    "resume",        OPEN("complaint-resumption"),       "QĐ", true},
    {COMPLAINTS,    "terminate",     OPEN("complaint-termination"),      "QĐ", true},
    {COMPLAINTS,    "execute",       OPEN("complaint-execution"),        "",   false},
    {"khieu-nai kien-nghi", "transfer", OPEN("petition-transfer"),       "PC", true},
    {"khieu-nai kien-nghi", "urge-body", OPEN("petition-urge"),          "",   true},
    {"kien-nghi",   "approve",       OPEN("proposal-answer"),            "",   true},
    {"to-cao",      "accept take-up take-over", SEALED("denunciation-acceptance"), "QĐ", false},
    {"to-cao",      "notify",        SEALED("denunciation-notice"),      "TB", true},
    {"to-cao",      "notify",        SEALED("denunciation-content"),     "TB", false},
    {"to-cao",      "refuse",        SEALED("denunciation-refusal"),     "TB", true},
    {"to-cao",      "demand",        SEALED("denunciation-demand"),      "",   false},
    {"to-cao",      "uphold",        SEALED("denunciation-upheld"),      "TB", true},
    {"to-cao",      "take-back withdraw give-up", SEALED("denunciation-withdrawal"), NO_NUMBER, false},
    {"to-cao",      "transfer to-party move-on", SEALED("denunciation-transfer"),    "PC", false},
    {"to-cao",      "urge-body",     SEALED("denunciation-urge"),        "",   false},
    {"to-cao",      "verify",        SEALED("denunciation-verification"), "QĐ", false},
    {"to-cao",      "extend",        SEALED("denunciation-extension"),   "QĐ", true},
    {"to-cao",      "suspend",       SEALED("denunciation-suspension"),  "QĐ", true},
    {"to-cao",      "resume",        SEALED("denunciation-resumption"),  "QĐ", true},
    {"to-cao",      "terminate",     SEALED("denunciation-termination"), "QĐ", true},
    {"to-cao",      "report",        SEALED("denunciation-report"),      "BC", false},
    {"to-cao",      "conclude",      SEALED("denunciation-conclusion"),  "KL", true},
    {"to-cao",      "publish",       SEALED("denunciation-publication"), "TB", true},
    {COMPLAINTS,    "stay",          OPEN("complaint-stay"),             "QĐ", true},
    {COMPLAINTS,    "lift-stay",     OPEN("complaint-stay-lifted"),      "QĐ", true},
};

#define AT(n) &case_papers[n].kind
const struct paper_kind *const case_paper_kinds[CASE_PAPERS] = {
    AT(0),  AT(1),  AT(2),  AT(3),  AT(4),  AT(5),  AT(6),  AT(7),  AT(8),  AT(9),
    AT(10), AT(11), AT(12), AT(13), AT(14), AT(15), AT(16), AT(17), AT(18), AT(19),
    AT(20), AT(21), AT(22), AT(23), AT(24), AT(25), AT(26), AT(27), AT(28), AT(29),
    AT(30), AT(31), AT(32), AT(33), AT(34), AT(35), AT(36),
};
/* clang-format on */

/* ---- making ---- */

/* One item a line, without empty ones. */
static struct list lines_of(struct work *work, struct str text)
{
    VEC(struct str) lines = {0};
    while (text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0)
            *VEC_PUSH(&lines, work->arena) = line;
    }
    return VEC_LIST(&lines);
}

static const struct fault *fill_sender(struct work *work, const struct matter *matter,
                                       struct filled *filled)
{
    matter_party_list parties;
    const struct fault *fault = matter_parties(work, matter->id, &parties);
    for (size_t i = 0; !fault && i < parties.count; i++)
        if (str_equal(parties.items[i].part, STR("sender"))) {
            filled->sender = parties.items[i].name;
            filled->address = parties.items[i].address;
        }
    filled->title = matter->title;
    return fault;
}

/* Who decides: the one for whom a deputy signs; of a People's Committee with its name. */
static struct str decider_of(struct work *work, const struct case_paper_signing *signing,
                             struct str issuer)
{
    struct str post = signing->position;
    if (str_starts(signing->authority, STR("KT. ")))
        post = str_from(signing->authority, sizeof("KT. ") - 1);
    if (post.len == 0 || !str_starts(issuer, STR("Ủy ban nhân dân")) ||
        str_find(post, STR("Ủy ban"), 0) >= 0)
        return post;
    return arena_printf(work->arena, PRISTR " " PRISTR, STRARG(post), STRARG(issuer));
}

static const struct fault *fill_annexes(struct work *work, const struct case_paper_made *made,
                                        struct filled *filled)
{
    VEC(struct paper_annex) annexes = {0};
    case_paper_annex_list stored = made->signing.annexes;
    const struct fault *fault = made->id ? case_paper_annexes(work, made->id, &stored) : NULL;
    if (fault)
        return fault;
    for (size_t i = 0; i < stored.count; i++)
        *VEC_PUSH(&annexes, work->arena) =
            (struct paper_annex){.name = stored.items[i].name,
                                 .symbol = made->symbol,
                                 .signed_on = made->signing.signed_on,
                                 .issuer = filled->issuer,
                                 .lines = lines_of(work, stored.items[i].text)};
    filled->head.annexes = VEC_LIST(&annexes);
    return NULL;
}

static const struct fault *fill_head(struct work *work, const struct case_paper_made *made,
                                     struct filled *filled)
{
    struct unit unit;
    struct unit above = {.name = STR("")};
    const struct fault *fault = unit_load(work, made->unit_id, &unit);
    if (!fault && unit.parent_id)
        fault = unit_load(work, unit.parent_id, &above);
    if (fault)
        return fault;
    filled->issuer = paper_body(work->arena, unit.name);
    filled->head = (struct paper_head){
        .superior = paper_body(work->arena, above.name),
        .issuer = filled->issuer,
        .number =
            made->symbol.len ? series_line(work->arena, SERIES_GOVERNMENT, made->symbol) : STR(""),
        .place = paper_place(unit.name),
        .signed_on = made->signing.signed_on,
        .authority = made->signing.authority,
        .position = made->signing.position,
        .signer = made->signing.signer,
        .urgency = made->signing.urgency,
        .replaces = made->replaces};
    filled->decider = decider_of(work, &made->signing, filled->issuer);
    return fill_annexes(work, made, filled);
}

struct str case_paper_text(const struct case_paper_made *made)
{
    return made->event.answer.len > 0 ? made->event.answer : made->event.note;
}

static const struct fault *fill(struct work *work, const struct matter *matter,
                                const struct case_paper_made *made, struct filled *filled)
{
    const struct fault *fault;
    *filled = (struct filled){.code = matter->code,
                              .about = made->about,
                              .official = made->official,
                              .received_on = matter->received_on,
                              .happened_on = made->event.happened_on,
                              .due_on = made->due_on,
                              .dialogue_on = made->dialogue_on,
                              .dialogue = lines_of(work, made->dialogue),
                              .lines = lines_of(work, case_paper_text(made)),
                              .receivers = lines_of(work, made->signing.receivers),
                              .filed = STR("VT, hồ sơ")};
    fault = fill_head(work, made, filled);
    if (!fault)
        fault = case_paper_law_on(work, matter,
                                  date_is_none(made->signing.signed_on) ? made->event.happened_on
                                                                        : made->signing.signed_on,
                                  &filled->law);
    if (!fault && matter->visibility != VISIBLE_SEALED)
        fault = fill_sender(work, matter, filled);
    return fault;
}

const struct fault *case_paper_pdf(struct work *work, const struct matter *matter,
                                   const struct case_paper_made *made, struct str *ret_pdf)
{
    struct filled filled;
    const struct fault *fault = fill(work, matter, made, &filled);
    if (fault)
        return fault;
    if (made->recalled_at.us)
        return paper_recalled(work, &made->paper->kind, &filled, ret_pdf);
    return made->id ? paper_render(work, &made->paper->kind, &filled, ret_pdf)
                    : paper_preview(work, &made->paper->kind, &filled, ret_pdf);
}

/* columns: form, its abbreviation in the number, what stands on the copy (Decree
 * 30/2020/NĐ-CP, annex III, I) */
static const struct {
    struct str form;
    struct str abbreviation;
    struct str words;
} copy_forms[] = {
    {STR_INIT("sao-y"),     STR_INIT("SY"),  STR_INIT("SAO Y")     },
    {STR_INIT("trich-sao"), STR_INIT("TrS"), STR_INIT("TRÍCH SAO")},
    {STR_INIT("sao-luc"),   STR_INIT("SL"),  STR_INIT("SAO LỤC") },
};

static size_t find_copy_form(struct str form)
{
    size_t i = 0;
    while (i + 1 < sizeof(copy_forms) / sizeof(copy_forms[0]) &&
           !str_equal(form, copy_forms[i].form))
        i++;
    return i;
}

struct str case_paper_copy_abbreviation(struct str form)
{
    return copy_forms[find_copy_form(form)].abbreviation;
}

/* The form of a copy as it stands below the paper. */
static const struct fault *copy_form(struct work *work, const struct case_paper_copy *copy,
                                     struct paper_copy *ret_form)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, copy->unit_id, &unit);
    if (fault)
        return fault;
    *ret_form =
        (struct paper_copy){.issuer = paper_body(work->arena, unit.name),
                            .number = series_line(work->arena, SERIES_GOVERNMENT, copy->symbol),
                            .place = paper_place(unit.name),
                            .made_on = copy->signing.signed_on,
                            .authority = copy->signing.authority,
                            .position = copy->signing.position,
                            .signer = copy->signing.signer,
                            .receivers = lines_of(work, copy->signing.receivers),
                            .filed = STR("VT")};
    ret_form->form = copy_forms[find_copy_form(copy->form)].words;
    return NULL;
}

/* A sao lục shows the sao y that it was made of (article 3.12), the latest before it. */
static const struct fault *add_forms(struct work *work, const case_paper_copy_list *copies,
                                     size_t at, struct paper_head *head)
{
    VEC(struct paper_copy) forms = {0};
    const struct fault *fault = NULL;
    size_t from = at;
    while (str_equal(copies->items[at].form, STR("sao-luc")) && from > 0 &&
           !str_equal(copies->items[from].form, STR("sao-y")))
        from--;
    if (from != at)
        fault = copy_form(work, &copies->items[from], VEC_PUSH(&forms, work->arena));
    if (!fault)
        fault = copy_form(work, &copies->items[at], VEC_PUSH(&forms, work->arena));
    head->copies = VEC_LIST(&forms);
    return fault;
}

const struct fault *case_paper_copy_pdf(struct work *work, const struct matter *matter,
                                        const struct case_paper_made *made,
                                        const case_paper_copy_list *copies, size_t at,
                                        struct str *ret_pdf)
{
    struct filled filled;
    const struct fault *fault = fill(work, matter, made, &filled);
    if (!fault)
        fault = add_forms(work, copies, at, &filled.head);
    if (fault)
        return fault;
    if (copies->items[at].excerpt.len > 0) {
        filled.lines = lines_of(work, copies->items[at].excerpt);
        filled.head.annexes.count = 0;
    }
    return made->recalled_at.us ? paper_recalled(work, &made->paper->kind, &filled, ret_pdf)
                                : paper_render(work, &made->paper->kind, &filled, ret_pdf);
}
