/*
 * The table of questions.
 */
#include "modules/petitions/intake.h"

#include "civic/site.h"
#include "text/message.h"
#include "text/number.h"

static const char *const kind_choices[] = {"khieu-nai", "to-cao", "kien-nghi", NULL};

static const struct form_field which[] = {
    {"kind", INPUT_CHOICE, 0, 0, true, kind_choices}
};
static const struct form_field about[] = {
    {"about", INPUT_LINE, 3, LETTER_ABOUT_MOST, true, NULL}
};
static const struct form_field title[] = {
    {"title", INPUT_LINE, 5, PROPOSAL_TITLE_MOST, true, NULL}
};
static const struct form_field content[] = {
    {"content", INPUT_TEXT, 20, PROPOSAL_CONTENT_MOST, true, NULL}
};
static const struct form_field request[] = {
    {"request", INPUT_TEXT, 5, LETTER_REQUEST_MOST, true, NULL}
};
static const struct form_field evidence[] = {
    {"evidence", INPUT_TEXT, 0, LETTER_REQUEST_MOST, false, NULL}
};
static const struct form_field person[] = {
    {"name",    INPUT_LINE, 2, PROPOSAL_NAME_MOST,    true, NULL},
    {"address", INPUT_LINE, 5, PROPOSAL_ADDRESS_MOST, true, NULL},
};
/* a denunciation may be sent without a name: then it takes the path of Điều 25 */
static const struct form_field denouncer[] = {
    {"name",      INPUT_LINE, 2, PROPOSAL_NAME_MOST,    false, NULL},
    {"address",   INPUT_LINE, 5, PROPOSAL_ADDRESS_MOST, false, NULL},
    {"anonymous", INPUT_BOOL, 0, 0,                     false, NULL},
};
static const struct form_field contact[] = {
    {"phone", INPUT_PHONE, 0, 0, false, NULL},
    {"email", INPUT_EMAIL, 0, 0, false, NULL},
};
/* an answer may be published without names, unless the sender says no; never of a
 * denunciation, which is not asked */
static const struct form_field contact_open[] = {
    {"phone",   INPUT_PHONE, 0, 0, false, NULL},
    {"email",   INPUT_EMAIL, 0, 0, false, NULL},
    {"private", INPUT_BOOL,  0, 0, false, NULL},
};
static const struct form_field protection[] = {
    {"protect", INPUT_BOOL, 0, 0, false, NULL}
};

/* Khiếu nại quyết định kỷ luật cán bộ, công chức: Luật Khiếu nại, Điều 47 */
static const char *const decision_choices[] = {"administrative", "discipline", "dismissal", NULL};
static const struct form_field decision[] = {
    {"decision", INPUT_CHOICE, 0, 0, true, decision_choices}
};
static const char *const agent_choices[] = {"self", "legal", "authorised", "lawyer", NULL};
static const struct form_field acts[] = {
    {"agent", INPUT_CHOICE, 0, 0, true, agent_choices}
};
/* who acts for the complainant; asked where somebody does */
static const struct form_field agent[] = {
    {"agent_name",    INPUT_LINE, 2, PROPOSAL_NAME_MOST,    true, NULL},
    {"agent_address", INPUT_LINE, 5, PROPOSAL_ADDRESS_MOST, true, NULL},
    {"agent_scope",   INPUT_TEXT, 5, LETTER_REQUEST_MOST,   true, NULL},
};
/* the same under an authorisation, which is a paper of its own form */
static const struct form_field authorised[] = {
    {"agent_name",    INPUT_LINE,   2, PROPOSAL_NAME_MOST,    true, NULL                 },
    {"agent_address", INPUT_LINE,   5, PROPOSAL_ADDRESS_MOST, true, NULL                 },
    {"agent_scope",   INPUT_TEXT,   5, LETTER_REQUEST_MOST,   true, NULL                 },
    {"agent_paper",   INPUT_CHOICE, 0, 0,                     true, letter_authorisations},
};
static const struct form_field group[] = {
    {"people",          INPUT_INT,  1, LETTER_PEOPLE_MOST,          false, NULL},
    {"representatives", INPUT_TEXT, 0, LETTER_REPRESENTATIVES_MOST, false, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* columns: page, kinds, fields, how many */
static const struct intake_step steps[] = {
    {"loai",         "*",                          which,        COUNT(which)       },
    {"quyet-dinh",   "khieu-nai",                  decision,     COUNT(decision)    },
    {"ve-viec",      "khieu-nai to-cao",           about,        COUNT(about)       },
    {"tom-tat",      "khieu-nai kien-nghi",        title,        COUNT(title)       },
    {"noi-dung",     "khieu-nai to-cao kien-nghi", content,      COUNT(content)     },
    {"yeu-cau",      "khieu-nai",                  request,      COUNT(request)     },
    {"chung-cu",     "to-cao",                     evidence,     COUNT(evidence)    },
    {"cung-don",     "khieu-nai kien-nghi",        group,        COUNT(group)       },
    {"ai-khieu-nai", "khieu-nai",                  acts,         COUNT(acts)        },
    {"nguoi-thay",   "khieu-nai",                  agent,        COUNT(agent)       },
    {"nguoi-thay",   "khieu-nai",                  authorised,   COUNT(authorised)  },
    {INTAKE_PAPERS,  "khieu-nai to-cao kien-nghi", NULL,         0                  },
    {"ho-ten",       "khieu-nai kien-nghi",        person,       COUNT(person)      },
    {"nguoi-to-cao", "to-cao",                     denouncer,    COUNT(denouncer)   },
    {"bao-ve",       "to-cao",                     protection,   COUNT(protection)  },
    {"lien-he",      "to-cao",                     contact,      COUNT(contact)     },
    {"lien-he",      "khieu-nai kien-nghi",        contact_open, COUNT(contact_open)},
};

const struct intake_step *intake_steps(size_t *ret_count)
{
    *ret_count = COUNT(steps);
    return steps;
}

/* Whether somebody acts for the complainant. */
static bool has_agent(const struct draft *draft)
{
    struct str acting = draft_get(draft, "agent");
    return str_equal(draft_get(draft, "kind"), STR("khieu-nai")) && acting.len > 0 &&
           !str_equal(acting, STR("self"));
}

static bool is_asked(const struct draft *draft, const struct intake_step *step)
{
    bool is_legal = str_equal(draft_get(draft, "agent"), STR("legal"));
    if (!words_have(step->kinds, draft_get(draft, "kind")))
        return false;
    if (step->fields == agent)
        return has_agent(draft) && is_legal;
    return step->fields != authorised || (has_agent(draft) && !is_legal);
}

const struct intake_step *intake_step(const struct draft *draft, struct str name)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        if (str_equal(str_from_c(steps[i].name), name) && is_asked(draft, &steps[i]))
            return &steps[i];
    return NULL;
}

const struct intake_step *intake_step_named(struct str name)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        if (str_equal(str_from_c(steps[i].name), name))
            return &steps[i];
    return NULL;
}

size_t intake_place(const struct draft *draft, const struct intake_step *step, size_t *ret_count)
{
    size_t place = 0;
    *ret_count = 0;
    for (size_t i = 0; i < COUNT(steps); i++) {
        *ret_count += is_asked(draft, &steps[i]);
        if (&steps[i] == step)
            place = *ret_count;
    }
    return place;
}

const struct intake_step *intake_next(const struct draft *draft, const struct intake_step *step)
{
    while (++step < steps + COUNT(steps))
        if (is_asked(draft, step))
            return step;
    return NULL;
}

const struct intake_step *intake_before(const struct draft *draft, const struct intake_step *step)
{
    while (step-- > steps)
        if (is_asked(draft, step))
            return step;
    return NULL;
}

/* A tick is 1. */
static int64_t number_of(const struct form_field *field, struct str text)
{
    int64_t number = text.len > 0;
    if (field->kind == INPUT_INT && !number_from_vi(text, &number))
        return 0;
    return number;
}

struct form intake_form(struct work *work, const struct intake_step *step,
                        const struct draft *draft)
{
    struct form_value *values = arena_alloc_array(work->arena, step->count + 1, sizeof(*values));
    for (size_t i = 0; i < step->count; i++) {
        struct str text = draft_get(draft, step->fields[i].name);
        values[i] = (struct form_value){.field = &step->fields[i],
                                        .given = text.len > 0,
                                        .good = text.len > 0,
                                        .typed = text,
                                        .text = text,
                                        .number = number_of(&step->fields[i], text)};
    }
    return (struct form){values, step->count};
}

/* With the form that the law of the day asks of the authorisation. */
static const struct fault *check_authorised(struct work *work, const struct form *form)
{
    return letter_check_authorisation(work, clock_today(work->clock), form_str(form, "agent_paper"),
                                      NULL);
}

const struct fault *intake_check(struct work *work, const struct intake_step *step,
                                 const struct form *form)
{
    const struct fault *faults = NULL;
    if (step->fields == authorised)
        return check_authorised(work, form);
    if (step->fields == group)
        return letter_check_group(work, clock_today(work->clock), form_int(form, "people"),
                                  form_str(form, "representatives"), NULL);
    if (step->fields != denouncer || form_bool(form, "anonymous"))
        return NULL;
    if (!form_given(form, "name"))
        faults = fault_join(faults, fault_field(work->arena, "name", "intake.name.missing"));
    if (!form_given(form, "address"))
        faults = fault_join(faults, fault_field(work->arena, "address", "form.required"));
    return faults;
}

static bool is_anonymous(const struct draft *draft)
{
    return str_equal(draft_get(draft, "kind"), STR("to-cao")) &&
           draft_get(draft, "anonymous").len > 0;
}

bool intake_insists(const struct draft *draft, const char *field)
{
    return words_have("name address", str_from_c(field)) && !is_anonymous(draft);
}

void intake_settle(struct work *work, struct draft *draft)
{
    if (!is_anonymous(draft))
        return;
    draft_set(work, draft, "name", STR(""));
    draft_set(work, draft, "address", STR(""));
}

bool intake_lacks_authority(struct work *work, const struct draft *draft)
{
    case_ticket_list tickets;
    draft_tickets(work, draft, &tickets);
    return has_agent(draft) && tickets.count == 0;
}

static bool is_answered(struct work *work, const struct draft *draft,
                        const struct intake_step *step)
{
    struct form form = intake_form(work, step, draft);
    for (size_t i = 0; i < step->count; i++)
        if (step->fields[i].required && !form.values[i].given)
            return false;
    if (step->count == 0)
        return !intake_lacks_authority(work, draft);
    return !intake_check(work, step, &form);
}

const struct intake_step *intake_open(struct work *work, const struct draft *draft)
{
    for (size_t i = 0; i < COUNT(steps); i++)
        if (is_asked(draft, &steps[i]) && !is_answered(work, draft, &steps[i]))
            return &steps[i];
    return NULL;
}

const char *intake_key(struct work *work, const struct draft *draft, const char *field)
{
    struct str kind = draft_get(draft, "kind");
    const char *own = arena_printf(work->arena, PRISTR ".intake.%s", STRARG(kind), field).ptr;
    struct str text;
    return message_text(work->site->messages, work->locale, str_from_c(own), &text)
               ? arena_printf(work->arena, PRISTR ".intake", STRARG(kind)).ptr
               : "intake";
}

const struct matter_kind *intake_kind(const struct draft *draft)
{
    const struct matter_kind *const kinds[] = {&complaint_kind, &denunciation_kind, &proposal_kind};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_equal(str_from_c(kinds[i]->name), draft_get(draft, "kind")))
            return kinds[i];
    return NULL;
}

/* What this kind of petition is asked: another may have been chosen first, and nobody sees
 * before sending what was answered then. */
static struct draft asked_of(struct work *work, const struct draft *draft)
{
    struct draft asked = {.token = draft->token};
    for (size_t s = 0; s < COUNT(steps); s++)
        for (size_t i = 0; is_asked(draft, &steps[s]) && i < steps[s].count; i++) {
            const char *name = steps[s].fields[i].name;
            draft_set(work, &asked, name, draft_get(draft, name));
        }
    return asked;
}

struct letter intake_letter(struct work *work, const struct draft *typed)
{
    const struct draft asked = asked_of(work, typed);
    const struct draft *draft = &asked;
    bool is_anonymous = draft_get(draft, "anonymous").len > 0;
    case_ticket_list tickets;
    struct letter letter = {.kind = intake_kind(draft),
                            .source = STR("web"),
                            .received_on = clock_today(work->clock),
                            .about = draft_get(draft, "about"),
                            .title = draft_get(draft, "title"),
                            .content = draft_get(draft, "content"),
                            .request = draft_get(draft, "request"),
                            .evidence = draft_get(draft, "evidence"),
                            .decision = draft_get(draft, "decision"),
                            .representatives = draft_get(draft, "representatives"),
                            .is_anonymous = is_anonymous,
                            .asks_protection = draft_get(draft, "protect").len > 0,
                            .is_private = draft_get(draft, "private").len > 0,
                            .is_by_sender = true};
    letter.sender =
        (struct matter_party){.name = is_anonymous ? STR("") : draft_get(draft, "name"),
                              .address = is_anonymous ? STR("") : draft_get(draft, "address"),
                              .phone = draft_get(draft, "phone"),
                              .email = draft_get(draft, "email")};
    number_from_vi(draft_get(draft, "people"), &letter.people);
    if (has_agent(draft))
        letter.agent = (struct letter_agent){.part = draft_get(draft, "agent"),
                                             .name = draft_get(draft, "agent_name"),
                                             .address = draft_get(draft, "agent_address"),
                                             .scope = draft_get(draft, "agent_scope"),
                                             .paper = draft_get(draft, "agent_paper")};
    draft_tickets(work, typed, &tickets);
    letter.tickets = tickets.items;
    letter.ticket_count = tickets.count;
    return letter;
}
