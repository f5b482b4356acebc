/*
 * Drafts and their SQL.
 */
#include "modules/petitions/draft.h"

#include "base/crypto.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"

#define DRAFT_COOKIE "don_dang_viet"
#define DRAFT_PATH "/don-thu/viet"

enum {
    DRAFT_BYTES = 256 * 1024
};

static const int64_t DAY_SECONDS = 24 * 60 * 60;

static const char DRAFT_LOAD[] =
    "SELECT box FROM petition_draft WHERE digest = $1 AND expires_at > $2";

const struct fault *draft_of(struct work *work, struct str token, struct draft *ret_draft)
{
    struct draft draft = {0};
    struct db_rows *rows;
    struct str text;
    const struct fault *fault;
    *ret_draft = draft;
    if (token.len != CRYPTO_TOKEN_LENGTH)
        return NULL;
    fault = db_query(work, DRAFT_LOAD, P(seal_token_digest(work, token), clock_now(work->clock)),
                     &rows);
    if (fault)
        return fault;
    if (db_next(rows) && seal_open_with_token(work, token, db_bytes(rows, 0), &text)) {
        draft.token = token;
        fault = urlencoded_parse(work->arena, text, DRAFT_FIELDS, &draft.answers);
    }
    if (!fault)
        fault = db_done(rows);
    if (!fault)
        *ret_draft = draft;
    return fault;
}

const struct fault *draft_load(struct work *work, const struct request *request,
                               struct draft *ret_draft)
{
    return draft_of(work, request_cookie(request, STR(DRAFT_COOKIE)), ret_draft);
}

static const char DRAFT_CLAIM[] =
    "INSERT INTO petition_draft (digest, box, expires_at) VALUES ($1, $2, 0)"
    " ON CONFLICT (digest) DO UPDATE SET expires_at = petition_draft.expires_at";

const struct fault *draft_claim(struct work *work, struct str token, struct draft *ret_draft)
{
    const struct fault *fault =
        db_exec(work, DRAFT_CLAIM, P(seal_token_digest(work, token), db_blob(STR(""))), NULL);
    return fault ? fault : draft_of(work, token, ret_draft);
}

struct str draft_get(const struct draft *draft, const char *name)
{
    struct str value = pairs_get(draft->answers, str_from_c(name));
    return value.ptr ? value : STR("");
}

void draft_set(struct work *work, struct draft *draft, const char *name, struct str value)
{
    struct pair *items = arena_alloc_array(work->arena, draft->answers.count + 1, sizeof(*items));
    size_t count = 0;
    for (size_t i = 0; i < draft->answers.count; i++)
        if (!str_equal(draft->answers.items[i].name, str_from_c(name)))
            items[count++] = draft->answers.items[i];
    if (value.len > 0)
        items[count++] = (struct pair){str_from_c(name), value};
    draft->answers = (struct pairs){items, count};
}

/* ---- papers ---- */

static const char *ticket_name(struct work *work, size_t at)
{
    return arena_printf(work->arena, "file%zu", at).ptr;
}

void draft_tickets(struct work *work, const struct draft *draft, case_ticket_list *ret_tickets)
{
    struct case_ticket ticket;
    *ret_tickets = (case_ticket_list){0};
    for (size_t i = 0; i < DRAFT_FILES; i++)
        if (case_ticket_read(draft_get(draft, ticket_name(work, i)), &ticket))
            *VEC_PUSH(ret_tickets, work->arena) = ticket;
}

void draft_set_tickets(struct work *work, struct draft *draft, const case_ticket_list *tickets)
{
    for (size_t i = 0; i < DRAFT_FILES; i++)
        draft_set(work, draft, ticket_name(work, i),
                  i < tickets->count ? case_ticket_line(work->arena, &tickets->items[i]) : STR(""));
}

/* ---- storing ---- */

static const char DRAFT_PUT[] =
    "INSERT INTO petition_draft (digest, box, expires_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (digest) DO UPDATE SET box = $2, expires_at = $3";

const struct fault *draft_store(struct work *work, const struct draft *draft, int days)
{
    struct buf buf = buf_init(work->arena, DRAFT_BYTES);
    struct instant until = clock_now(work->clock);
    struct str box;
    until.us += days * DAY_SECONDS * 1000 * 1000;
    for (size_t i = 0; i < draft->answers.count; i++) {
        percent_encode(&buf, draft->answers.items[i].name, STR(""));
        buf_add_byte(&buf, '=');
        percent_encode(&buf, draft->answers.items[i].value, STR(""));
        buf_add_byte(&buf, '&');
    }
    if (buf_overflowed(&buf))
        return fault_new(work->arena, FAULT_TOO_LARGE, "error.too_large", "draft");
    box = seal_with_token(work, draft->token, buf_str(&buf));
    return db_exec(work, DRAFT_PUT, P(seal_token_digest(work, draft->token), db_blob(box), until),
                   NULL);
}

struct saving {
    const struct draft *draft;
    int days;
};

static const struct fault *save(struct work *work, void *context)
{
    const struct saving *saving = context;
    return draft_store(work, saving->draft, saving->days);
}

static void hand_cookie(const struct request *request, struct response *response, struct str token,
                        int64_t max_age)
{
    struct cookie cookie = {.name = STR(DRAFT_COOKIE),
                            .value = token,
                            .path = STR(DRAFT_PATH),
                            .max_age = max_age,
                            .secure = request->is_secure};
    response_cookie(response, &cookie);
}

const struct fault *draft_save(struct work *work, const struct request *request,
                               struct response *response, struct draft *draft, int days)
{
    struct saving saving = {draft, days};
    const struct fault *fault;
    if (draft->token.len == 0)
        draft->token = crypto_token(work->arena);
    fault = db_write(work, save, &saving);
    if (!fault)
        hand_cookie(request, response, draft->token, days * DAY_SECONDS);
    return fault;
}

struct str draft_token_of(struct work *work, struct str once, const struct form *form)
{
    struct buf buf = buf_init(work->arena, DRAFT_BYTES);
    struct str site_key = {(const char *)work->site->key, CRYPTO_KEY_SIZE};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    buf_printf(&buf, "sent " PRISTR "\n", STRARG(once));
    for (size_t i = 0; i < form->count; i++)
        buf_printf(&buf, "%zu " PRISTR "\n", form->values[i].typed.len,
                   STRARG(form->values[i].typed));
    crypto_digest_keyed(site_key, buf_str(&buf), digest);
    /* as long as those that come in a cookie */
    return str_slice(crypto_hex(work->arena, digest, sizeof(digest)), 0, CRYPTO_TOKEN_LENGTH);
}

static const char DRAFT_DELETE[] = "DELETE FROM petition_draft WHERE digest = $1";

struct forgetting {
    struct str digest;
    case_ticket_list tickets;
};

static const struct fault *delete_one(struct work *work, void *context)
{
    const struct forgetting *forgetting = context;
    const struct fault *fault = db_exec(work, DRAFT_DELETE, P(forgetting->digest), NULL);
    for (size_t i = 0; !fault && i < forgetting->tickets.count; i++)
        fault = case_ticket_drop(work, &forgetting->tickets.items[i]);
    return fault;
}

const struct fault *draft_forget(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct str token = request_cookie(request, STR(DRAFT_COOKIE));
    struct forgetting forgetting;
    struct draft draft;
    const struct fault *fault;
    hand_cookie(request, response, STR("-"), 0);
    if (token.len != CRYPTO_TOKEN_LENGTH)
        return NULL;
    fault = draft_load(work, request, &draft);
    if (fault)
        return fault;
    draft_tickets(work, &draft, &forgetting.tickets);
    forgetting.digest = seal_token_digest(work, token);
    return db_write(work, delete_one, &forgetting);
}

static const char DRAFT_EXPIRE[] = "DELETE FROM petition_draft WHERE expires_at <= $1";

static const struct fault *expire(struct work *work, void *context)
{
    (void)context;
    return db_exec(work, DRAFT_EXPIRE, P(clock_now(work->clock)), NULL);
}

const struct fault *draft_expire(struct work *work)
{
    return db_write(work, expire, NULL);
}

const char *const draft_statements[] = {DRAFT_LOAD,   DRAFT_CLAIM,  DRAFT_PUT,
                                        DRAFT_DELETE, DRAFT_EXPIRE, NULL};
