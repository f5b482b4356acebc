/*
 * Papers, pictures and recordings that belong to a matter (tài liệu kèm theo): what a
 * person sends with a petition, scans of what came on paper. Their bytes are looked at
 * at the door (civic/file_store.h) and lie in DATA/files encrypted, each under a key
 * of its own, so that neither the folder nor a backup shows them. The ticket, which
 * holds that key, the name and the type, lies in a box: of the draft while a petition
 * is written, under the seal of the matter where that is sealed (civic/seal.h), under
 * the site's key otherwise. Whoever takes a file out is written down.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_CASE_FILE_H
#define DINH_CIVIC_CASE_FILE_H

#include "civic/file_store.h"
#include "civic/matter.h"
#include "http/form.h"

enum {
    CASE_FILES_MOST = 60, /* of one matter */
    CASE_FILES_AT_ONCE = 10
};

/* What opens a file. */
struct case_ticket {
    struct str digest; /* of the encrypted bytes */
    struct str key;    /* in hex */
    struct str name;   /* "Biên bản đo.pdf" */
    struct str type;   /* media type */
    int64_t size;      /* of the plain bytes */
};
typedef VEC(struct case_ticket) case_ticket_list;

struct case_file {
    int64_t id;
    int64_t matter_id;
    struct instant at;
    struct str part; /* sender, official */
    struct str by;   /* name of the official who added it; empty for a sender */
    bool is_sealed;
    int64_t size;
    struct case_ticket ticket; /* of a sealed one empty but for digest and size */
};
typedef VEC(struct case_file) case_file_list;

/* ---- taking ---- */

/*
 * Looks at every file of a field (FILETYPE_PAPER, _PICTURE, _SOUND), encrypts and
 * stores those that are taken; outside db_write. The bytes go after `days` if no
 * matter takes them. Faults: FAULT_INVALID at the field, one for each file that is
 * not taken, "case-file.refused" {name} {why}, "case-file.many" {most} where there
 * are more than `room`; the tickets of the others are given all the same.
 */
const struct fault *case_files_receive(struct work *work, const struct form_value *value,
                                       size_t room, int days,
                                       case_ticket_list *ret_tickets) FAULT_CHECK;
/* As one line and back; false where the line is none. */
struct str case_ticket_line(struct arena *arena, const struct case_ticket *ticket);
bool case_ticket_read(struct str line, struct case_ticket *ret_ticket);
/* Forgets the bytes of a file that no matter took; inside db_write. */
const struct fault *case_ticket_drop(struct work *work,
                                     const struct case_ticket *ticket) FAULT_CHECK;
/* A job: takes away the bytes that no matter took in time. */
const struct fault *case_files_expire(struct work *work) FAULT_CHECK;

struct case_file_new {
    int64_t matter_id;
    struct str part; /* sender, official */
    bool is_sealed;
    const struct case_ticket *tickets;
    size_t count;
};
/* Gives them to a matter; inside db_write. FAULT_INVALID "case-file.many" {most} at
 * the field "file". */
const struct fault *case_files_keep(struct work *work,
                                    const struct case_file_new *wanted) FAULT_CHECK;

/* Puts the files of a matter that are not sealed under the seal of another, which takes
 * them over; nobody reads them on the way. Inside db_write. */
const struct fault *case_files_seal(struct work *work, int64_t from_id,
                                    int64_t matter_id) FAULT_CHECK;

/* ---- asking ---- */

/* Of one matter, in the order they came. */
const struct fault *case_files_of(struct work *work, int64_t matter_id,
                                  case_file_list *ret_files) FAULT_CHECK;
/* The same with the names of what is sealed, to whoever opened the seal; faults as
 * seal_read. */
const struct fault *case_files_opened(struct work *work, const struct matter *matter,
                                      int64_t opening, case_file_list *ret_files) FAULT_CHECK;
/* How many. */
const struct fault *case_files_count(struct work *work, int64_t matter_id,
                                     int64_t *ret_count) FAULT_CHECK;

/*
 * Answers with the file `id` of a list that the caller has found the visitor may
 * see, saved and never run; an official's reading is written down. FAULT_NOT_FOUND
 * "file.unknown" where the list lacks it or its name is sealed, FAULT_UNAVAILABLE
 * "file.lost".
 */
const struct fault *case_file_respond(struct work *work, struct response *response,
                                      const case_file_list *files, int64_t id) FAULT_CHECK;

struct case_file_reading {
    int64_t file_id;
    struct str name;
    struct instant at;
};
typedef VEC(struct case_file_reading) case_file_reading_list;
/* Who took files of a matter out, newest first, at most `limit`. */
const struct fault *case_file_readings(struct work *work, int64_t matter_id, int limit,
                                       case_file_reading_list *ret_readings) FAULT_CHECK;

extern const char *const case_file_statements[];

#endif
