/*
 * /can-bo/viec/{code}/lien-quan: links with other files, and whom a file is about.
 */
#include "modules/matters/file_part.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/matter_relation.h"

#define KEY "matters.relation"

static const char *const kinds[] = {"duplicate-of", "split-from", NULL};
static const struct form_field link_fields[] = {
    {"kind", INPUT_CHOICE, 0, 0,  true, kinds},
    {"code", INPUT_LINE,   0, 40, true, NULL },
};
static const struct form_field unlink_fields[] = {
    {"kind", INPUT_CHOICE, 0, 0,  true, kinds},
    {"from", INPUT_LINE,   0, 40, true, NULL },
    {"to",   INPUT_LINE,   0, 40, true, NULL },
};
static const struct form_field person_fields[] = {
    {"person", INPUT_ID,   0, 0,                true,  NULL},
    {"note",   INPUT_TEXT, 0, MATTER_NOTE_MOST, false, NULL},
};

struct link_row {
    struct url url; /* empty: not for this official, as is all below but the code */
    struct str words;
    struct str code;
    struct str kind;
    struct str from;
    struct str to;
    bool is_by_hand; /* an official made it and may take it back */
};
static SHAPE(link_row_shape, struct link_row, FIELD(struct link_row, url),
             FIELD(struct link_row, words), FIELD(struct link_row, code),
             FIELD(struct link_row, kind), FIELD(struct link_row, from), FIELD(struct link_row, to),
             FIELD(struct link_row, is_by_hand));

struct person_row {
    struct code_number id;
    struct str name;
    struct str post;
};
static SHAPE(person_row_shape, struct person_row, FIELD(struct person_row, id),
             FIELD(struct person_row, name), FIELD(struct person_row, post));

/* A hidden field of the search: the list that the address of the page carries. */
struct carried_row {
    struct str name;
    struct str value;
};
static SHAPE(carried_row_shape, struct carried_row, FIELD(struct carried_row, name),
             FIELD(struct carried_row, value));

struct relation_page {
    struct layout layout;
    struct str code;
    struct str matter_title;
    struct url link_url;
    struct url unlink_url;
    struct url name_url;
    struct url free_url;
    struct url here_url;
    struct list carried; /* struct carried_row */
    struct str words;
    bool has_searched;
    struct field_view other;
    struct field_view kind;
    struct list links;       /* struct link_row */
    struct list respondents; /* struct person_row */
    struct list found;       /* struct person_row */
};
static SHAPE(relation_page_shape, struct relation_page,
             RECORD(struct relation_page, layout, layout_shape), FIELD(struct relation_page, code),
             FIELD(struct relation_page, matter_title), FIELD(struct relation_page, link_url),
             FIELD(struct relation_page, unlink_url), FIELD(struct relation_page, name_url),
             FIELD(struct relation_page, free_url), FIELD(struct relation_page, here_url),
             LIST(struct relation_page, carried, carried_row_shape),
             FIELD(struct relation_page, words), FIELD(struct relation_page, has_searched),
             RECORD(struct relation_page, other, field_view_shape),
             RECORD(struct relation_page, kind, field_view_shape),
             LIST(struct relation_page, links, link_row_shape),
             LIST(struct relation_page, respondents, person_row_shape),
             LIST(struct relation_page, found, person_row_shape));
const struct page_kind matter_relation_kind = {"matters/relation", &relation_page_shape};

/* The page itself, or ("noi") a form of it. */
static struct url url_of(struct work *work, const struct matter *matter, const char *form)
{
    struct url url =
        url_relative(work->arena, "/can-bo/viec/" PRISTR "/lien-quan", STRARG(matter->code));
    if (form)
        url = url_relative(work->arena, "/can-bo/viec/" PRISTR "/lien-quan/%s",
                           STRARG(matter->code), form);
    return matter_in_list(work, url);
}

static const struct fault *fill_links(struct work *work, const struct matter *matter,
                                      struct relation_page *page)
{
    matter_link_list links;
    VEC(struct link_row) rows = {0};
    const struct fault *fault = matter_links(work, matter->id, &links);
    for (size_t i = 0; !fault && i < links.count; i++) {
        const struct matter_linked *linked = &links.items[i];
        struct str kind = matter_link_name(linked->kind);
        struct str key = arena_printf(work->arena, "matter.link." PRISTR ".%s", STRARG(kind),
                                      linked->is_from_here ? "to" : "from");
        struct link_row row = {.words = site_message(work, key.ptr)};
        bool may;
        fault = matter_code_shown(work, &linked->other, &may, &row.code);
        if (!fault && may) {
            row.url = matter_file_url(work->arena, row.code);
            row.kind = kind;
            row.from = linked->is_from_here ? matter->code : row.code;
            row.to = linked->is_from_here ? row.code : matter->code;
            row.is_by_hand = linked->kind != LINK_APPEAL_OF;
        }
        *VEC_PUSH(&rows, work->arena) = row;
    }
    page->links = VEC_LIST(&rows);
    return fault;
}

/* A form that is sent by GET leaves the query of its address behind. */
static const struct fault *carry(struct work *work, struct url url, struct list *ret_rows)
{
    struct str query = url.text;
    struct pairs pairs;
    VEC(struct carried_row) rows = {0};
    const struct fault *fault;
    str_cut(&query, '?');
    if (!query.ptr)
        return NULL;
    fault = urlencoded_parse(work->arena, query, REQUEST_PARAMS, &pairs);
    for (size_t i = 0; !fault && i < pairs.count; i++)
        *VEC_PUSH(&rows, work->arena) =
            (struct carried_row){pairs.items[i].name, pairs.items[i].value};
    if (!fault)
        *ret_rows = VEC_LIST(&rows);
    return fault;
}

static struct list people_rows(struct work *work, const matter_person_list *people)
{
    VEC(struct person_row) rows = {0};
    for (size_t i = 0; i < people->count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct person_row){
            {people->items[i].id}, people->items[i].name, people->items[i].post};
    return VEC_LIST(&rows);
}

static const struct fault *fill_people(struct work *work, const struct request *request,
                                       const struct matter *matter, struct relation_page *page)
{
    struct str words = request_query(request, STR("nguoi"));
    matter_person_list people;
    const struct fault *fault = matter_respondents(work, matter->id, &people);
    if (fault)
        return fault;
    page->respondents = people_rows(work, &people);
    if (!words.ptr)
        return NULL;
    page->words = words;
    page->has_searched = true;
    fault = matter_find_people(work, words, &people);
    if (!fault)
        page->found = people_rows(work, &people);
    return fault;
}

static void fill_kind(struct work *work, struct field_view *view)
{
    VEC(struct option_view) options = {0};
    for (size_t i = 0; kinds[i]; i++)
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = str_from_c(kinds[i]),
            .label =
                site_message(work, arena_printf(work->arena, "matter.link.%s.to", kinds[i]).ptr),
            .is_chosen = str_equal(view->value, str_from_c(kinds[i]))};
    view->options = VEC_LIST(&options);
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct form *form, const struct fault *faults)
{
    struct relation_page page = {.code = matter->code, .matter_title = matter->title};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.relations"), &page.layout);
    if (!fault)
        fault = fill_links(work, matter, &page);
    if (!fault)
        fault = fill_people(work, request, matter, &page);
    if (!fault)
        fault = carry(work, url_of(work, matter, NULL), &page.carried);
    if (fault)
        return fault;
    page.here_url = url_of(work, matter, NULL);
    page.link_url = url_of(work, matter, "noi");
    page.unlink_url = url_of(work, matter, "bo-noi");
    page.name_url = url_of(work, matter, "nguoi");
    page.free_url = url_of(work, matter, "bo-nguoi");
    page.kind = field_view(work, KEY, &link_fields[0], form, faults);
    page.other = field_view(work, KEY, &link_fields[1], form, faults);
    fill_kind(work, &page.kind);
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors(work, &page.layout, faults);
    return page_respond_form(work, response, faults, &matter_relation_kind, &page);
}

const struct fault *matter_relation_page(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form = form_empty(work->arena, link_fields, 2);
    struct matter matter;
    const struct fault *fault = matter_of_request(work, request, &matter);
    return fault ? fault : show(work, request, response, &matter, &form, NULL);
}

static enum matter_link_kind kind_of(struct str name)
{
    for (unsigned i = 0; i < LINK_KIND_COUNT; i++)
        if (str_equal(matter_link_name((enum matter_link_kind)i), name))
            return (enum matter_link_kind)i;
    return LINK_DUPLICATE_OF;
}

/* The file that was typed; not there and not to be seen are told alike. */
static const struct fault *other_of(struct work *work, struct str typed, int64_t *ret_id)
{
    struct str code = matter_code_guess(work->arena, typed);
    struct matter other;
    const struct fault *fault;
    if (!code.ptr)
        return fault_field(work->arena, "code", "matter.link.unknown");
    fault = matter_by_code(work, code, &other);
    if (!fault)
        fault = matter_must_read(work, &other);
    if (fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_FORBIDDEN))
        return fault_field(work->arena, "code", "matter.link.unknown");
    *ret_id = other.id;
    return fault;
}

const struct fault *matter_relation_link(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form;
    struct matter matter;
    struct matter_tie tie = {0};
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (fault)
        return fault;
    fault = form_read(work, request, link_fields, 2, &form);
    if (!fault)
        fault = other_of(work, form_str(&form, "code"), &tie.other_id);
    if (!fault) {
        tie.id = matter.id;
        tie.kind = kind_of(form_str(&form, "kind"));
        db_release(work);
        fault = matter_tie(work, &tie);
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &form, fault);
    if (!fault)
        response_redirect(response, url_of(work, &matter, NULL).text);
    return fault;
}

const struct fault *matter_relation_unlink(struct work *work, const struct request *request,
                                           struct response *response)
{
    struct form empty = form_empty(work->arena, link_fields, 2);
    struct form form;
    struct matter matter;
    struct matter_tie tie;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = form_read(work, request, unlink_fields, 3, &form);
    if (!fault)
        fault = other_of(work, form_str(&form, "from"), &tie.id);
    if (!fault)
        fault = other_of(work, form_str(&form, "to"), &tie.other_id);
    if (fault)
        return fault;
    tie.kind = kind_of(form_str(&form, "kind"));
    db_release(work);
    fault = matter_untie(work, &tie);
    if (fault && fault->kind == FAULT_INVALID) /* undone meanwhile */
        return show(work, request, response, &matter, &empty, fault);
    if (!fault)
        response_redirect(response, url_of(work, &matter, NULL).text);
    return fault;
}

/* Whoever named a person above them cannot come back to the file. */
static const struct fault *after_person(struct work *work, struct response *response,
                                        const struct matter *matter)
{
    const struct fault *fault = matter_must_read(work, matter);
    if (fault && fault->kind != FAULT_FORBIDDEN)
        return fault;
    response_redirect(response,
                      fault ? STR("/can-bo?xong=lien-quan") : url_of(work, matter, NULL).text);
    return NULL;
}

const struct fault *matter_relation_name(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form;
    struct matter matter;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = form_read(work, request, person_fields, 2, &form);
    if (fault)
        return fault;
    db_release(work);
    fault = matter_name_respondent(work, matter.id, form_int(&form, "person"));
    return fault ? fault : after_person(work, response, &matter);
}

const struct fault *matter_relation_free(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form empty = form_empty(work->arena, link_fields, 2);
    struct form form;
    struct matter matter;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = form_read(work, request, person_fields, 2, &form);
    if (fault)
        return fault;
    db_release(work);
    fault =
        matter_free_respondent(work, matter.id, form_int(&form, "person"), form_str(&form, "note"));
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &empty, fault);
    return fault ? fault : after_person(work, response, &matter);
}
