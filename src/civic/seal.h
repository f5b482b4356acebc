/*
 * Sealed words (niêm phong): who denounced and what they wrote (Luật Tố cáo 25/2018,
 * Điều 8, 9, 47–58). They lie encrypted under a key of their own for each matter;
 * that key is wrapped by the site's seal key (keys/seal.key), which is kept outside
 * the database and apart from its backups. Nothing of them is indexed, logged or
 * shown but to an authorised official who gives a reason; every opening is written
 * down for good. Where two are required, a second official must agree first.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_SEAL_H
#define DINH_CIVIC_SEAL_H

#include "civic/matter.h"
#include "text/redact.h"

enum {
    SEAL_REASON_LEAST = 10, /* characters */
    SEAL_REASON_MOST = 500,
    SEAL_OPEN_SECONDS = 15 * 60 /* an opening may be read so long */
};

struct sealed_text {
    struct instant at;
    struct str text;
};
typedef VEC(struct sealed_text) sealed_text_list;

/* One opening, in the log of a matter. */
struct seal_opening {
    int64_t id;
    int64_t matter_id;
    int64_t account_id;
    struct str name;
    struct str reason;
    struct instant at;
    int64_t second_id; /* 0: nobody agreed yet */
    struct str second_name;
    struct instant second_at;
};
typedef VEC(struct seal_opening) seal_opening_list;

/* Puts words under the seal of a matter; inside db_write or alone. `needs_two` counts
 * where the matter has no seal yet. */
const struct fault *seal_add(struct work *work, int64_t matter_id, struct str text,
                             bool needs_two) FAULT_CHECK;
/* Who is under the seal, besides the words that say so: known to the program, which does
 * not let anybody name them where all who handle the matter read. Behind seal_add, inside
 * db_write or alone. */
const struct fault *seal_people(struct work *work, int64_t matter_id,
                                const redact_people *people) FAULT_CHECK;
/* What stands before ": " in sealed words that say who it is. */
enum seal_part {
    SEAL_PART_NAME,
    SEAL_PART_ADDRESS,
    SEAL_PART_PHONE,
    SEAL_PART_EMAIL,
    SEAL_PART_OTHERS, /* a name a line */
    SEAL_PART_ELSE    /* what redact_people has no place for */
};
struct seal_label {
    const char *key; /* of a message, in any language of the site */
    enum seal_part part;
};
/* For matters that were sealed before the program knew people (seal_people): reads who it is out
 * of the sealed words, where they lie, and shows it to nobody. The matters behind `after`, some
 * at once, each a write of its own; `*ret_last` is where to go on, 0 at the end. Adds to
 * `*filled` those in which somebody was found, to `*unknown` the others; what another key sealed
 * is left. */
const struct fault *seal_people_of_past(struct work *work, const struct seal_label *labels,
                                        size_t count, int64_t after, int64_t *ret_last, int *filled,
                                        int *unknown) FAULT_CHECK;
/* Puts all that is under the seal of one matter under that of another, which two open
 * where two open the first or `needs_two`; nobody reads it. Inside db_write or alone.
 * FAULT_UNAVAILABLE "seal.key". */
const struct fault *seal_copy(struct work *work, int64_t from_id, int64_t matter_id,
                              bool needs_two) FAULT_CHECK;
/* From now on two officials open the seal; it is never loosened, and nothing changes
 * where there is none. Inside db_write. */
const struct fault *seal_need_two(struct work *work, int64_t matter_id) FAULT_CHECK;
/* Whether there is something under seal, and whether two must open it. */
const struct fault *seal_state(struct work *work, int64_t matter_id, bool *ret_is_sealed,
                               bool *ret_needs_two) FAULT_CHECK;

/* Whether the actor may open the seal of a matter: its responsible official or a
 * leader of the unit, without a conflict of interest. FAULT_FORBIDDEN
 * "error.forbidden" and those of matter_must_read. */
const struct fault *seal_must_open(struct work *work, const struct matter *matter) FAULT_CHECK;
/* Writes down that the actor opens it, and why. FAULT_INVALID "seal.reason" at reason,
 * and those of seal_must_open. */
const struct fault *seal_ask(struct work *work, const struct matter *matter, struct str reason,
                             int64_t *ret_opening) FAULT_CHECK;
/* The actor agrees to somebody else's opening. FAULT_FORBIDDEN "seal.same_eyes" for
 * one's own, FAULT_NOT_FOUND "seal.no_opening", and those of seal_must_open. */
const struct fault *seal_agree(struct work *work, const struct matter *matter,
                               int64_t opening) FAULT_CHECK;
/* What is under seal, oldest first, to whoever opened it. FAULT_FORBIDDEN
 * "seal.not_open" for others, before the second agreed and after SEAL_OPEN_SECONDS;
 * FAULT_UNAVAILABLE "seal.key" where the seal key is another. */
const struct fault *seal_read(struct work *work, const struct matter *matter, int64_t opening,
                              sealed_text_list *ret_texts) FAULT_CHECK;
/* Other bytes under the same key, kept by the caller: into a box, inside db_write or
 * alone; and out of it, to whoever opened the seal, with the faults of seal_read. */
const struct fault *seal_box(struct work *work, int64_t matter_id, struct str text,
                             struct str *ret_box) FAULT_CHECK;
const struct fault *seal_unbox(struct work *work, const struct matter *matter, int64_t opening,
                               struct str box, struct str *ret_text) FAULT_CHECK;
/* The log of a matter, newest first. */
const struct fault *seal_log(struct work *work, int64_t matter_id,
                             seal_opening_list *ret_openings) FAULT_CHECK;

/* Words that an official typed in a field. */
struct seal_words {
    const char *field;
    struct str words;
};
/* Words that are to stand outside the seal: FAULT_INVALID "seal.names" at each field that
 * names who is under it (redact_names). As this tells whoever tries that it was a hit, it is
 * written down in the log of the seal. Ask it last, when nothing else would refuse the
 * words, so that a guess which misses is kept as what they wrote; and outside db_write, which
 * would undo the log. */
const struct fault *seal_must_not_name(struct work *work, const struct matter *matter,
                                       const struct seal_words *words, size_t count) FAULT_CHECK;
/* The same without the log: after a refusal, to say at which fields of a longer form. */
const struct fault *seal_names_at(struct work *work, const struct matter *matter,
                                  const struct seal_words *words, size_t count) FAULT_CHECK;

/* Somebody who wrote who is under seal, and was not let. */
struct seal_slip {
    struct str name;
    struct instant at;
};
typedef VEC(struct seal_slip) seal_slip_list;
/* Those of a matter, newest first. */
const struct fault *seal_slips(struct work *work, int64_t matter_id,
                               seal_slip_list *ret_slips) FAULT_CHECK;

/*
 * For what a visitor has typed and not sent yet: encrypted under a key made of the
 * seal key and a token that only the visitor's browser has.
 */
struct str seal_with_token(struct work *work, struct str token, struct str text);
/* False where the box was not made with the token. */
bool seal_open_with_token(struct work *work, struct str token, struct str box,
                          struct str *ret_text);
/* By which a box is found; the token cannot be told from it. */
struct str seal_token_digest(struct work *work, struct str token);

extern const char *const seal_statements[];

#endif
