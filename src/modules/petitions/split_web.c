/*
 * Taking one matter out of a petition of several contents (đơn có nhiều nội dung): a
 * file of its own, of the same sender, received on the same day, opened with the same
 * key, linked with the first; an event on both. What is sealed stays sealed.
 */
#include "civic/actor.h"
#include "civic/matter_relation.h"
#include "civic/page.h"
#include "civic/seal.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"

#define KEY "split"

static const char *const open_kinds[] = {"kien-nghi", "khieu-nai", NULL};

static const struct form_field fields[] = {
    {"kind",    INPUT_CHOICE, 0,  0,                     true, open_kinds},
    {"title",   INPUT_LINE,   5,  PROPOSAL_TITLE_MOST,   true, NULL      },
    {"content", INPUT_TEXT,   20, PROPOSAL_CONTENT_MOST, true, NULL      },
    {"reason",  INPUT_TEXT,   5,  MATTER_NOTE_MOST,      true, NULL      },
    {"version", INPUT_INT,    1,  0,                     true, NULL      },
};
/* Of a sealed one only what is taken out is asked; it goes under the seal. */
static const struct form_field sealed_fields[] = {
    {"content", INPUT_TEXT, 20, PROPOSAL_CONTENT_MOST, true, NULL},
    {"reason",  INPUT_TEXT, 5,  MATTER_NOTE_MOST,      true, NULL},
    {"version", INPUT_INT,  1,  0,                     true, NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct split_page {
    struct layout layout;
    struct str code;
    struct str matter_title;
    struct str matter_content;
    bool is_sealed;
    struct url action_url;
    struct url back_url;
    struct field_view kind;
    struct field_view title;
    struct field_view content;
    struct field_view reason;
    struct code_number version;
};
static SHAPE(split_page_shape, struct split_page, RECORD(struct split_page, layout, layout_shape),
             FIELD(struct split_page, code), FIELD(struct split_page, matter_title),
             FIELD(struct split_page, matter_content), FIELD(struct split_page, is_sealed),
             FIELD(struct split_page, action_url), FIELD(struct split_page, back_url),
             RECORD(struct split_page, kind, field_view_shape),
             RECORD(struct split_page, title, field_view_shape),
             RECORD(struct split_page, content, field_view_shape),
             RECORD(struct split_page, reason, field_view_shape),
             FIELD(struct split_page, version));
const struct page_kind petition_split_kind = {"petitions/split", &split_page_shape};

static bool is_sealed(const struct matter *matter)
{
    return matter->visibility == VISIBLE_SEALED;
}

static struct form empty_form(struct work *work, const struct matter *matter)
{
    return is_sealed(matter) ? form_empty(work->arena, sealed_fields, COUNT(sealed_fields))
                             : form_empty(work->arena, fields, COUNT(fields));
}

static struct list kind_options(struct work *work, const struct field_view *view)
{
    VEC(struct option_view) options = {0};
    for (size_t i = 0; open_kinds[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "kind-%s", open_kinds[i]),
            .name = view->name,
            .value = str_from_c(open_kinds[i]),
            .label = site_message(work, arena_printf(work->arena, "%s.name", open_kinds[i]).ptr),
            .is_chosen = str_equal(view->value, str_from_c(open_kinds[i]))};
    return VEC_LIST(&options);
}

static struct url file_url(struct work *work, struct str code)
{
    return matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(code)));
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct form *form, const struct fault *faults)
{
    bool seals = is_sealed(matter);
    struct split_page page = {
        .code = matter->code,
        .matter_title = matter->title,
        .matter_content = matter->content,
        .is_sealed = seals,
        .version = {matter->version},
        .action_url = matter_in_list(
            work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/tach", STRARG(matter->code))),
        .back_url = file_url(work, matter->code)};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "split.title-page"), &page.layout);
    if (fault)
        return fault;
    if (!seals) {
        page.kind = field_view(work, KEY, &fields[0], form, faults);
        page.kind.options = kind_options(work, &page.kind);
        page.title = field_view(work, KEY, &fields[1], form, faults);
    }
    page.content = field_view(work, KEY, &fields[2], form, faults);
    page.content.rows = 8;
    page.reason = field_view(work, KEY, &fields[3], form, faults);
    page.reason.rows = 3;
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    return page_respond_form(work, response, faults, &petition_split_kind, &page);
}

/* The petition that {code} names, if the actor may take it apart. */
static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter)
{
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    return fault ? fault : actor_must(work, PETITION_TAKERS, ret_matter->unit_id);
}

const struct fault *petition_split_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct matter matter;
    struct form form;
    const struct fault *fault = find(work, request, &matter);
    if (fault)
        return fault;
    form = empty_form(work, &matter);
    return show(work, request, response, &matter, &form, NULL);
}

/* ---- splitting ---- */

struct splitting {
    const struct matter *matter;
    int64_t version; /* of the file as it was shown */
    struct letter letter;
    struct str reason;
    struct matter_receipt receipt;
};

static const struct fault *copy_sender(struct work *work, const struct matter *matter,
                                       struct letter *letter)
{
    matter_party_list parties;
    const struct fault *fault = matter_parties(work, matter->id, &parties);
    for (size_t i = 0; !fault && i < parties.count; i++) {
        const struct matter_party *party = &parties.items[i];
        if (str_equal(party->part, STR("sender")))
            letter->sender = *party;
        else if (str_equal(party->part, STR("representative")))
            letter->representatives =
                arena_printf(work->arena, PRISTR PRISTR "\n", STRARG(letter->representatives),
                             STRARG(party->name));
        else
            letter->agent = (struct letter_agent){
                .part = party->part, .name = party->name, .address = party->address};
    }
    return fault;
}

/* The new file, its link and key, and an event on both. */
static const struct fault *split(struct work *work, void *context)
{
    struct splitting *splitting = context;
    const struct matter *matter = splitting->matter;
    struct matter_mark off = {.id = matter->id, .action = STR("split")};
    struct matter_mark from = {.action = STR("split-from")};
    struct matter now;
    const struct fault *fault = matter_load(work, matter->id, &now);
    if (!fault) /* a button pressed twice takes one file out */
        fault = matter_must_be_at(work, &now, splitting->version);
    if (!fault)
        fault = letter_receive(work, &splitting->letter, &splitting->receipt);
    if (!fault)
        fault = matter_share_key(work, splitting->receipt.id, matter->id);
    if (!fault)
        fault = matter_link(work, splitting->receipt.id, matter->id, LINK_SPLIT_FROM);
    if (fault)
        return fault;
    off.note = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(splitting->receipt.code),
                            STRARG(splitting->reason));
    from.id = splitting->receipt.id;
    from.note = arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(matter->code),
                             STRARG(splitting->reason));
    fault = matter_mark(work, &off);
    return fault ? fault : matter_mark(work, &from);
}

const struct fault *petition_split(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct matter matter;
    struct form form;
    struct splitting splitting = {.matter = &matter};
    const struct fault *fault = find(work, request, &matter);
    bool seals;
    if (fault)
        return fault;
    seals = is_sealed(&matter);
    fault = form_read(work, request, seals ? sealed_fields : fields,
                      seals ? COUNT(sealed_fields) : COUNT(fields), &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &form, fault);
    if (fault)
        return fault;
    splitting.version = form_int(&form, "version");
    splitting.reason = form_str(&form, "reason");
    splitting.letter = (struct letter){.kind = &denunciation_kind,
                                       .unit_id = matter.unit_id,
                                       .source = matter.source,
                                       .received_on = matter.received_on,
                                       .content = form_str(&form, "content"),
                                       .seal_from = seals ? matter.id : 0,
                                       .is_anonymous = matter_has_fact(&matter, "anonymous")};
    if (!seals) {
        splitting.letter.kind =
            str_equal(form_str(&form, "kind"), STR("khieu-nai")) ? &complaint_kind : &proposal_kind;
        splitting.letter.title = form_str(&form, "title");
        fault = copy_sender(work, &matter, &splitting.letter);
    }
    if (!fault)
        fault =
            seal_must_not_name(work, &matter, &(struct seal_words){"reason", splitting.reason}, 1);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &form, fault);
    if (!fault)
        fault = db_write(work, split, &splitting);
    if (fault && fault->kind == FAULT_CONFLICT)
        return show(work, request, response, &matter, &form, fault);
    if (!fault)
        response_redirect(response, url_add(work->arena, file_url(work, splitting.receipt.code),
                                            STR("xong"), STR("split"))
                                        .text);
    return fault;
}
