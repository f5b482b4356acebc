/*
 * What the files of the outbox share among themselves: the claim on a letter,
 * the letter as it goes over the wire, and the mail server.
 */
#ifndef DINH_CIVIC_OUTBOX_PARTS_H
#define DINH_CIVIC_OUTBOX_PARTS_H

#include "civic/outbox.h"
#include "civic/site.h"

/* ---- the claim: outbox_store.c ---- */

struct outbox_claim {
    int64_t id;
    int64_t attempts; /* this one included; names the claim */
    struct instant created_at;
    struct letter letter;
    bool is_readable; /* the key opened it */
};

/* What is to become of a letter after an attempt. */
struct outbox_outcome {
    enum outbox_state state; /* WAITING, SENT or FAILED */
    enum outbox_answer answer;
    int code;
    struct instant next_at; /* of WAITING */
};

/* Claims the letter that is due first, unless `most_per_minute` were tried by all
 * nodes in the last minute; inside db_write. False where there is none. */
const struct fault *outbox_claim(struct work *work, int64_t most_per_minute,
                                 struct outbox_claim *ret_claim, bool *ret_is_there) FAULT_CHECK;
/* Writes down what came of it, where the claim still stands; inside db_write. */
const struct fault *outbox_settle(struct work *work, const struct outbox_claim *claim,
                                  const struct outbox_outcome *outcome) FAULT_CHECK;

/* ---- the rule: outbox.c ---- */

/* What follows from an answer to the attempt number `attempts` at `now`. */
struct outbox_outcome outbox_decide(enum outbox_answer answer, int code, int64_t attempts,
                                    struct instant created_at, struct instant now);
/* Whether the answer says something of the server, so that other letters need not be tried. */
bool outbox_answer_is_of_server(enum outbox_answer answer);

/* ---- as it is sent: outbox_letter.c ---- */

/* A letter written while the site did not know its address has links without a front:
 * gives them `base` ("https://…"), and reads the plain part anew. */
void letter_complete(struct arena *arena, struct str base, struct letter *letter);

/* ---- on the wire: outbox_message.c ---- */

struct mail_sender {
    struct str address; /* mail_from */
    struct str name;    /* shown beside it; may be empty */
};

/* The letter as RFC 5322 has it, with CRLF; the same letter gives the same bytes.
 * Its Message-ID is `id` at the domain of the sender. */
struct str mail_message(struct arena *arena, const struct letter *letter,
                        const struct mail_sender *sender, int64_t id, struct instant created_at);
/* Text for a header: as it is where it is plain ASCII, else RFC 2047 words that
 * begin behind `used` characters of the line. Line ends and controls become spaces. */
struct str mail_words(struct arena *arena, struct str text, size_t used);

/* ---- the mail server: outbox_smtp.c ---- */

struct smtp;

struct smtp_server {
    struct str url; /* smtp://host:port, smtps://host:port */
    struct str user;
    struct str password;
    struct str from;
};

struct smtp_answer {
    enum outbox_answer answer;
    int code;
};

/* A connection, made at the first letter and kept; used by one thread, closed
 * with the arena. */
struct smtp *smtp_new(struct arena *arena);
/*
 * Hands one message to the server: at most SMTP_SECONDS. TLS is required but on
 * this machine itself (STARTTLS with smtp://), with a certificate that is good.
 */
struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena,
                             const struct smtp_server *server, struct str to, struct str message);
/* The reply of a server read for what it means for a letter. `stage` is the command
 * it answers: "RCPT", "DATA", "MAIL" … */
enum outbox_answer smtp_meaning(struct str stage, struct str reply);
enum {
    SMTP_CONNECT_SECONDS = 10,
    SMTP_SECONDS = 60
};

#endif
