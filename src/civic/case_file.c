/*
 * Case files: encrypting, boxes, and who may see what.
 */
#include "base/crypto.h"
#include "civic/actor.h"
#include "civic/case_file_store.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"
#include "text/number.h"

#include <string.h>

#define TAKEN (FILETYPE_PAPER | FILETYPE_PICTURE | FILETYPE_SOUND)

/* ---- tickets ---- */

/* digest key size type name: the name last, for it may have spaces. */
struct str case_ticket_line(struct arena *arena, const struct case_ticket *ticket)
{
    return arena_printf(arena, PRISTR " " PRISTR " %lld " PRISTR " " PRISTR, STRARG(ticket->digest),
                        STRARG(ticket->key), (long long)ticket->size, STRARG(ticket->type),
                        STRARG(ticket->name));
}

bool case_ticket_read(struct str line, struct case_ticket *ret_ticket)
{
    struct case_ticket ticket;
    struct str size;
    ticket.digest = str_cut(&line, ' ');
    ticket.key = str_cut(&line, ' ');
    size = str_cut(&line, ' ');
    ticket.type = str_cut(&line, ' ');
    ticket.name = line;
    if (ticket.digest.len != UPLOAD_DIGEST || ticket.key.len != (size_t)CRYPTO_KEY_SIZE * 2 ||
        !str_to_int64(size, &ticket.size) || ticket.name.len == 0)
        return false;
    *ret_ticket = ticket;
    return true;
}

/* ---- taking ---- */

struct straying {
    struct str digest;
    struct instant until;
};

static const struct fault *add_stray(struct work *work, void *context)
{
    const struct straying *straying = context;
    return stray_file_add(work, straying->digest, straying->until);
}

static const struct fault *encrypt(struct work *work, const struct upload_looked *looked, int days,
                                   struct case_ticket *ret_ticket)
{
    uint8_t key[CRYPTO_KEY_SIZE];
    struct straying straying = {.until = clock_now(work->clock)};
    struct str box;
    const struct fault *fault;
    crypto_random(key, sizeof(key));
    box = crypto_seal(work->arena, key, looked->bytes);
    fault = upload_put_bytes(work, box, &straying.digest);
    straying.until.us += (int64_t)days * 24 * 60 * 60 * 1000 * 1000;
    if (!fault)
        fault = db_write(work, add_stray, &straying);
    if (!fault)
        *ret_ticket = (struct case_ticket){.digest = straying.digest,
                                           .key = crypto_hex(work->arena, key, sizeof(key)),
                                           .name = looked->name,
                                           .type = str_from_c(looked->type->mime),
                                           .size = (int64_t)looked->bytes.len};
    crypto_wipe(key, sizeof(key));
    return fault;
}

static struct fault *too_many(struct work *work, const char *field, size_t most)
{
    return fault_with(fault_field(work->arena, field, "case-file.many"), "most",
                      arena_printf(work->arena, "%zu", most));
}

const struct fault *case_files_receive(struct work *work, const struct form_value *value,
                                       size_t room, int days, case_ticket_list *ret_tickets)
{
    const char *field = value->field->name;
    const struct fault *faults = NULL;
    *ret_tickets = (case_ticket_list){0};
    for (size_t i = 0; i < value->file_count; i++) {
        struct upload_looked looked;
        struct case_ticket ticket;
        const struct fault *fault;
        if (ret_tickets->count >= room)
            return fault_join(faults, too_many(work, field, room));
        fault = upload_look(work, value->files[i], TAKEN, &looked);
        if (!fault)
            fault = encrypt(work, &looked, days, &ticket);
        if (fault && fault->kind != FAULT_INVALID)
            return fault;
        if (fault) {
            struct fault *own = fault_field(work->arena, field, "case-file.refused");
            fault_with(own, "name", value->files[i]->filename);
            faults = fault_join(faults, fault_with(own, "why", site_fault_message(work, fault)));
        } else {
            *VEC_PUSH(ret_tickets, work->arena) = ticket;
        }
    }
    return faults;
}

const struct fault *case_ticket_drop(struct work *work, const struct case_ticket *ticket)
{
    const struct fault *fault = stray_file_remove(work, ticket->digest);
    if (!fault)
        upload_drop_bytes(work, ticket->digest);
    return fault;
}

static const struct fault *expire(struct work *work, void *context)
{
    struct str digests[STRAY_AT_ONCE];
    size_t count = 0;
    const struct fault *fault = stray_files_ended(work, clock_now(work->clock), digests, &count);
    (void)context;
    for (size_t i = 0; !fault && i < count; i++)
        fault = case_ticket_drop(work, &(struct case_ticket){.digest = digests[i]});
    return fault;
}

const struct fault *case_files_expire(struct work *work)
{
    return db_write(work, expire, NULL);
}

/* ---- keeping ---- */

static const struct fault *box_of(struct work *work, const struct case_file_new *wanted,
                                  const struct case_ticket *ticket, struct str *ret_box)
{
    struct str line = case_ticket_line(work->arena, ticket);
    if (wanted->is_sealed)
        return seal_box(work, wanted->matter_id, line, ret_box);
    *ret_box = crypto_seal(work->arena, work->site->key, line);
    return NULL;
}

const struct fault *case_files_keep(struct work *work, const struct case_file_new *wanted)
{
    int64_t have;
    const struct fault *fault = case_files_count(work, wanted->matter_id, &have);
    if (!fault && have + (int64_t)wanted->count > CASE_FILES_MOST)
        fault = too_many(work, "file", CASE_FILES_MOST);
    for (size_t i = 0; !fault && i < wanted->count; i++) {
        const struct case_ticket *ticket = &wanted->tickets[i];
        struct case_file_row row = {
            .file = {.matter_id = wanted->matter_id,
                     .part = wanted->part,
                     .is_sealed = wanted->is_sealed,
                     .size = ticket->size,
                     .ticket = {.digest = ticket->digest}}
        };
        fault = box_of(work, wanted, ticket, &row.box);
        if (!fault)
            fault = case_file_insert(work, &row);
        if (!fault)
            fault = stray_file_remove(work, ticket->digest);
    }
    return fault;
}

/* ---- asking ---- */

static void open_agency(struct work *work, struct case_file_row *row)
{
    struct str line;
    if (!row->file.is_sealed && crypto_unseal(work->arena, work->site->key, row->box, &line))
        case_ticket_read(line, &row->file.ticket);
}

const struct fault *case_files_of(struct work *work, int64_t matter_id, case_file_list *ret_files)
{
    case_file_list files = {0};
    case_file_rows rows;
    const struct fault *fault = case_file_rows_of(work, matter_id, &rows);
    for (size_t i = 0; !fault && i < rows.count; i++) {
        open_agency(work, &rows.items[i]);
        *VEC_PUSH(&files, work->arena) = rows.items[i].file;
    }
    if (!fault)
        *ret_files = files;
    return fault;
}

const struct fault *case_files_opened(struct work *work, const struct matter *matter,
                                      int64_t opening, case_file_list *ret_files)
{
    case_file_list files = {0};
    case_file_rows rows;
    const struct fault *fault = case_file_rows_of(work, matter->id, &rows);
    for (size_t i = 0; !fault && i < rows.count; i++) {
        struct case_file_row *row = &rows.items[i];
        struct str line;
        open_agency(work, row);
        if (row->file.is_sealed)
            fault = seal_unbox(work, matter, opening, row->box, &line);
        if (!fault && row->file.is_sealed)
            case_ticket_read(line, &row->file.ticket);
        if (!fault)
            *VEC_PUSH(&files, work->arena) = row->file;
    }
    if (!fault)
        *ret_files = files;
    return fault;
}

const struct fault *case_files_seal(struct work *work, int64_t from_id, int64_t matter_id)
{
    case_file_rows rows;
    const struct fault *fault = case_file_rows_of(work, from_id, &rows);
    for (size_t i = 0; !fault && i < rows.count; i++) {
        struct case_file_row *row = &rows.items[i];
        if (row->file.is_sealed)
            continue;
        open_agency(work, row);
        fault =
            seal_box(work, matter_id, case_ticket_line(work->arena, &row->file.ticket), &row->box);
        if (!fault)
            fault = case_file_move(work, row, matter_id);
    }
    return fault;
}

/* ---- showing ---- */

static const struct fault *note_reading(struct work *work, void *context)
{
    const int64_t *id = context;
    return case_file_reading_add(work, *id);
}

static const struct fault *respond(struct work *work, struct response *response,
                                   const struct case_file *file)
{
    uint8_t key[CRYPTO_KEY_SIZE];
    struct str box;
    struct str bytes;
    bool is_open;
    const struct fault *fault = upload_get_bytes(work, file->ticket.digest, &box);
    if (fault)
        return fault;
    is_open = crypto_from_hex(file->ticket.key, key, sizeof(key)) &&
              crypto_unseal(work->arena, key, box, &bytes);
    crypto_wipe(key, sizeof(key));
    if (!is_open)
        return fault_new(work->arena, FAULT_UNAVAILABLE, "file.lost",
                         "the bytes of file %lld are others", (long long)file->id);
    response_bytes(response, 200, file->ticket.type, bytes);
    response_attachment(response, file->ticket.name);
    response_sandbox(response);
    response_keep(response, RESPONSE_NO_STORE);
    return NULL;
}

const struct fault *case_file_respond(struct work *work, struct response *response,
                                      const case_file_list *files, int64_t id)
{
    const struct case_file *file = NULL;
    const struct fault *fault = NULL;
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].id == id && files->items[i].ticket.name.len > 0)
            file = &files->items[i];
    if (!file)
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no such file");
    if (actor_is_signed_in(work->actor))
        fault = db_write(work, note_reading, &id);
    return fault ? fault : respond(work, response, file);
}
