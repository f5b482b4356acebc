/*
 * The files of a matter (tài liệu kèm theo): listed, added by officials and taken out,
 * each time written down; and the sender's own, taken out with code and key.
 */
#include "modules/matters/case_file_view.h"
#include "modules/matters/file_part.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "civic/actor.h"
#include "text/number.h"

#define KEY "case-file"

enum {
    READINGS_SHOWN = 200,
    STRAY_DAYS = 1
};

SHAPE(case_file_view_shape, struct case_file_view, FIELD(struct case_file_view, url),
      FIELD(struct case_file_view, name), FIELD(struct case_file_view, size),
      FIELD(struct case_file_view, by), FIELD(struct case_file_view, at));

struct taken_row {
    struct instant at;
    struct str who;
    struct str name;
};
static SHAPE(taken_row_shape, struct taken_row, FIELD(struct taken_row, at),
             FIELD(struct taken_row, who), FIELD(struct taken_row, name));

struct files_page {
    struct layout layout;
    struct str code;
    struct url action_url;
    struct url back_url;
    struct url seal_url; /* where what is sealed may be opened; empty: nothing is */
    struct field_view file;
    struct list files;    /* struct case_file_view */
    struct list readings; /* struct taken_row */
};
static SHAPE(files_page_shape, struct files_page, RECORD(struct files_page, layout, layout_shape),
             FIELD(struct files_page, code), FIELD(struct files_page, action_url),
             FIELD(struct files_page, back_url), FIELD(struct files_page, seal_url),
             RECORD(struct files_page, file, field_view_shape),
             LIST(struct files_page, files, case_file_view_shape),
             LIST(struct files_page, readings, taken_row_shape));
const struct page_kind matter_files_kind = {"matters/files", &files_page_shape};

static const struct form_field fields[] = {
    {"file", INPUT_FILE, 1, CASE_FILES_AT_ONCE, true, NULL}
};

struct list case_file_views(struct work *work, const case_file_list *files, struct str base,
                            struct str part)
{
    VEC(struct case_file_view) views = {0};
    for (size_t i = 0; i < files->count; i++) {
        const struct case_file *file = &files->items[i];
        bool is_open = file->ticket.name.len > 0;
        if (part.ptr && !str_equal(file->part, part))
            continue;
        *VEC_PUSH(&views, work->arena) = (struct case_file_view){
            .url = is_open ? url_path(work->arena, arena_printf(work->arena, PRISTR "/%lld",
                                                                STRARG(base), (long long)file->id))
                           : URL(""),
            .name = is_open ? file->ticket.name : site_message(work, "case-file.sealed"),
            .size = size_text(work->arena, work->locale, (uint64_t)file->size),
            .by = file->by.len
                      ? file->by
                      : site_message(work, arena_printf(work->arena, "matter.actor." PRISTR,
                                                        STRARG(file->part))
                                               .ptr),
            .at = file->at};
    }
    return VEC_LIST(&views);
}

static struct str base_of(struct work *work, const struct matter *matter)
{
    return arena_printf(work->arena, "/can-bo/viec/" PRISTR "/tai-lieu", STRARG(matter->code));
}

static struct url files_url(struct work *work, const struct matter *matter)
{
    return matter_in_list(work, url_path(work->arena, base_of(work, matter)));
}

/* Who took what out; the names of what is sealed stay away. */
static const struct fault *fill_readings(struct work *work, const struct matter *matter,
                                         const case_file_list *files, struct list *ret_rows)
{
    VEC(struct taken_row) rows = {0};
    case_file_reading_list readings;
    const struct fault *fault = case_file_readings(work, matter->id, READINGS_SHOWN, &readings);
    for (size_t i = 0; !fault && i < readings.count; i++) {
        struct taken_row *row = VEC_PUSH(&rows, work->arena);
        *row = (struct taken_row){readings.items[i].at, readings.items[i].name,
                                  site_message(work, "case-file.sealed")};
        for (size_t f = 0; f < files->count; f++)
            if (files->items[f].id == readings.items[i].file_id && files->items[f].ticket.name.len)
                row->name = files->items[f].ticket.name;
    }
    if (!fault)
        *ret_rows = VEC_LIST(&rows);
    return fault;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                const struct form *form, const struct fault *faults)
{
    struct files_page page = {.code = matter->code,
                              .action_url = files_url(work, matter),
                              .back_url =
                                  matter_in_list(work, matter_file_url(work->arena, matter->code))};
    case_file_list files;
    const struct fault *fault = case_files_of(work, matter->id, &files);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "case-file.title"), &page.layout);
    if (!fault)
        fault = fill_readings(work, matter, &files, &page.readings);
    if (fault)
        return fault;
    if (matter->visibility == VISIBLE_SEALED)
        page.seal_url =
            matter_in_list(work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/niem-phong",
                                              STRARG(matter->code)));
    page.files = case_file_views(work, &files, base_of(work, matter), (struct str){NULL, 0});
    page.file = field_view(work, KEY, &fields[0], form, faults);
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors(work, &page.layout, faults);
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.done", false);
    return page_respond_form(work, response, faults, &matter_files_kind, &page);
}

const struct fault *matter_files_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct matter matter;
    struct form form = form_empty(work->arena, fields, 1);
    const struct fault *fault = matter_of_request(work, request, &matter);
    return fault ? fault : show(work, request, response, &matter, &form, NULL);
}

/* ---- adding ---- */

struct adding {
    const struct matter *matter;
    case_ticket_list tickets;
};

/* The files and the event that says so, which names them where nothing is sealed. */
static const struct fault *add(struct work *work, void *context)
{
    const struct adding *adding = context;
    bool is_sealed = adding->matter->visibility == VISIBLE_SEALED;
    struct matter_mark mark = {.id = adding->matter->id, .action = STR("file")};
    struct case_file_new wanted = {.matter_id = adding->matter->id,
                                   .part = STR("official"),
                                   .is_sealed = is_sealed,
                                   .tickets = adding->tickets.items,
                                   .count = adding->tickets.count};
    const struct fault *fault = case_files_keep(work, &wanted);
    for (size_t i = 0; !is_sealed && i < adding->tickets.count; i++)
        mark.note = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(mark.note), i ? "\n" : "",
                                 STRARG(adding->tickets.items[i].name));
    return fault ? fault : matter_mark(work, &mark);
}

const struct fault *matter_files_add(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct matter matter;
    struct adding adding = {&matter, {0}};
    struct form form;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, 1, &form);
    if (!fault)
        fault = case_files_receive(work, form_value(&form, "file"), CASE_FILES_AT_ONCE, STRAY_DAYS,
                                   &adding.tickets);
    if (!fault)
        fault = db_write(work, add, &adding);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &matter, &form, fault);
    if (!fault)
        response_redirect(
            response,
            url_add(work->arena, files_url(work, &matter), STR("xong"), STR("file")).text);
    return fault;
}

/* ---- taking out ---- */

const struct fault *matter_file_take(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct matter matter;
    case_file_list files;
    int64_t id;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = case_files_of(work, matter.id, &files);
    if (fault)
        return fault;
    if (!str_to_int64(request_param(request, STR("file")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no number");
    return case_file_respond(work, response, &files, id);
}
