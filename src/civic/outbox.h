/*
 * Letters to people (thư gửi đi). A use-case writes its letter into the outbox
 * inside its own transaction: what is not kept sends no letter, and what is kept
 * sends one, also after a crash. A thread sends them (outbox_sender.h).
 *
 *     struct letter letter = {.kind = "petition-moved", .about = petition.id,
 *                             .to = address, .locale = LOCALE_VI, .subject = subject};
 *     fault = outbox_render(work, &petition_moved_letter, &page, &letter);
 *     if (!fault)
 *         fault = outbox_put(work, &letter);      inside db_write
 *
 * The address, the subject and the text are sealed with the site's key before
 * they reach the database, and erased when the letter has been delivered. No
 * log line and no fault names an address.
 *
 * Sent once: a letter is claimed by compare-and-set for OUTBOX_LEASE_US before it
 * is sent, so two nodes never send the same one. A node that dies after the mail
 * server has taken a letter and before that is written down sends it again when
 * the claim has run out: there and nowhere else a letter may come twice, each time
 * with the same Message-ID, by which mail programs know it.
 */
#ifndef DINH_CIVIC_OUTBOX_H
#define DINH_CIVIC_OUTBOX_H

#include "base/vec.h"
#include "base/work.h"
#include "view/url.h"
#include "view/view.h"

#define OUTBOX_LEASE_US INT64_C(180000000) /* longer than one sending may take */

enum {
    LETTER_ADDRESS_MOST = 254,     /* bytes (RFC 5321, 4.5.3.1.3, without < and >) */
    LETTER_SUBJECT_MOST = 200,     /* characters; the rest is cut */
    LETTER_PART_MOST = 512 * 1024, /* bytes of each of text and HTML */
    OUTBOX_GIVE_UP_DAYS = 5,       /* a letter put off so long has failed (RFC 5321, 4.5.4.1) */
    OUTBOX_KEPT_DAYS = 90,         /* the row of a delivered letter, without its contents */
    OUTBOX_PAGE = 50
};

struct letter {
    const char *kind;       /* of a–z and "-": also the message "outbox.kind.KIND" */
    int64_t about;          /* the thing it is about, for who is told of bounces; or 0 */
    struct str to;          /* as mail_address_read gave it */
    enum locale locale;     /* of its words */
    struct str subject;     /* plain text */
    struct str text;        /* the plain part */
    struct str html;        /* the same as a page; may be empty */
    struct url unsubscribe; /* absolute: one click ends such letters (RFC 8058); may be empty */
};

/* Puts a letter into the outbox; inside db_write. Faults: the database's, and
 * FAULT_TOO_LARGE "outbox.too_large". */
const struct fault *outbox_put(struct work *work, const struct letter *letter) FAULT_CHECK;

/* ---- what a letter says ---- */

/* What stands around every letter; the first member of each letter's struct, as
 * `frame`, with RECORD(struct x_letter, frame, letter_frame_shape). Its template
 * fills the block "main" of the parent "notices/letter". */
struct letter_frame {
    struct str lang;
    struct str unit_name;
    struct url site_url;   /* absolute; empty where the site does not know its address */
    struct url manage_url; /* where the person changes or ends such letters; may be empty */
    bool is_demo;
};
extern const struct shape letter_frame_shape;

/* Fills the frame in the language of the work. Faults: the database's. */
const struct fault *letter_frame(struct work *work, struct letter_frame *ret_frame) FAULT_CHECK;

/* The page of the letter as HTML, and the same read as plain text, put into
 * `letter`, in the letter's language. FAULT_TOO_LARGE "outbox.too_large". */
const struct fault *outbox_render(struct work *work, const struct page_kind *kind, const void *page,
                                  struct letter *letter) FAULT_CHECK;

/*
 * What a reader sees of markup that this program made: words, with white space
 * collapsed, an empty line between blocks, "- " in front of items, and the
 * address of a link behind its words. So a letter has one template.
 */
struct str letter_plain(struct arena *arena, struct str markup);

/* ---- addresses ---- */

/*
 * Reads an e-mail address that a person typed: spaces around are taken off, the
 * domain is brought to lower case and, where it is written in other letters than
 * a–z, to its ASCII form (RFC 5891). Refused, false: anything but NAME@DOMAIN with a
 * name of RFC 5322's dot-atom, a domain of at least two labels (RFC 1035, 2.3.1)
 * and LETTER_ADDRESS_MOST bytes at most; so no quotes, no comments, no line ends.
 */
bool mail_address_read(struct arena *arena, struct str typed, struct str *ret_address);
/* By which an address is found again without being kept: keyed by the site, the
 * same whatever the case of its letters. 64 hexadecimal digits. */
struct str mail_address_digest(struct work *work, struct str address);
/* "a***@thanhba.example": as much as is ever shown of somebody else's address. */
struct str mail_address_mask(struct arena *arena, struct str address);

/* ---- looking at it ---- */

enum outbox_state {
    OUTBOX_WAITING, /* đang chờ */
    OUTBOX_SENDING, /* đang gửi: claimed by a node */
    OUTBOX_SENT,    /* đã gửi */
    OUTBOX_FAILED,  /* không gửi được */
    OUTBOX_STATES
};
/* What the mail server, or its absence, said last. */
enum outbox_answer {
    ANSWER_NONE,            /* not tried yet */
    ANSWER_TAKEN,           /* delivered to the server */
    ANSWER_LATER,           /* 4xx: try again */
    ANSWER_UNKNOWN_ADDRESS, /* 5xx: there is no such address */
    ANSWER_REFUSED,         /* 5xx for another reason */
    ANSWER_SENDER_REFUSED,  /* the server takes no letter from us */
    ANSWER_SIGN_IN,         /* wrong mail_user or password */
    ANSWER_NOT_TRUSTED,     /* no TLS, or a certificate that is not good */
    ANSWER_UNREACHABLE,     /* no connection */
    ANSWER_BROKEN,          /* the connection ended in the middle */
    ANSWER_UNREADABLE,      /* the site's key no longer opens the letter */
    ANSWER_COUNT
};
struct str outbox_state_name(enum outbox_state state);
bool outbox_state_from_name(struct str name, enum outbox_state *ret_state);
struct str outbox_answer_name(enum outbox_answer answer);

/* A letter as staff see it: everything but whom it is for and what it says. */
struct outbox_row {
    int64_t id;
    struct str kind;
    enum outbox_state state;
    enum outbox_answer answer;
    int code; /* reply code of SMTP (RFC 5321, 4.2), or 0 */
    int64_t attempts;
    struct instant created_at;
    struct instant next_at; /* when it is tried next; 0 where it is not */
    struct instant sent_at; /* or 0 */
};
typedef VEC(struct outbox_row) outbox_rows;

/* Letters in this state (OUTBOX_STATES: in any), newest first, at most `limit`,
 * those older than `before` (0: the newest). */
const struct fault *outbox_list(struct work *work, enum outbox_state state, int64_t before,
                                int limit, outbox_rows *ret_rows) FAULT_CHECK;
const struct fault *outbox_counts(struct work *work, int64_t ret_counts[OUTBOX_STATES]) FAULT_CHECK;
/* Whether letters leave the house: those that were put off and have waited since before
 * `since`, and what the mail server said to the newest of them; those that have failed since. */
struct outbox_health {
    int64_t waiting; /* all that wait, put off or not */
    int64_t stuck;
    enum outbox_answer answer;
    int64_t failed;
};
const struct fault *outbox_health(struct work *work, struct instant stuck_since,
                                  struct instant failed_since,
                                  struct outbox_health *ret_health) FAULT_CHECK;

/*
 * Whom a letter is for, masked, for an administrator who says why; the reason is
 * kept with name and time. Faults: FAULT_NOT_FOUND "outbox.unknown", FAULT_GONE
 * "outbox.erased" where the address has been erased after delivery.
 */
const struct fault *outbox_look(struct work *work, int64_t id, struct str reason,
                                struct str *ret_masked) FAULT_CHECK;
/* Lets a letter that failed try again; FAULT_CONFLICT "outbox.changed" where it has not failed. */
const struct fault *outbox_retry(struct work *work, int64_t id) FAULT_CHECK;
/* Removes letters that were delivered or failed OUTBOX_KEPT_DAYS ago, some at a time. */
const struct fault *outbox_tidy(struct work *work) FAULT_CHECK;

extern const char *const outbox_statements[];

#endif
