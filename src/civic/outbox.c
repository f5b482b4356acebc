/*
 * The rules of the outbox: what follows from an answer, and what stands around
 * every letter.
 */
#include "civic/outbox_parts.h"

#include "civic/appearance.h"
#include "text/message.h"
#include "text/utf8.h"

#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define DAY_US (24 * 60 * MINUTE_US)

/* ---- names ---- */

static const struct str state_names[OUTBOX_STATES] = {
    [OUTBOX_WAITING] = STR_INIT("waiting"),
    [OUTBOX_SENDING] = STR_INIT("sending"),
    [OUTBOX_SENT] = STR_INIT("sent"),
    [OUTBOX_FAILED] = STR_INIT("failed"),
};

/* What an answer means. of_server: other letters fare no better for now; is_final:
 * trying again is of no use. */
static const struct {
    struct str name;
    bool is_of_server;
    bool is_final;
} answers[ANSWER_COUNT] = {
    [ANSWER_NONE] = {STR_INIT("none"),            false, false},
    [ANSWER_TAKEN] = {STR_INIT("taken"),           false, true },
    [ANSWER_LATER] = {STR_INIT("later"),           false, false},
    [ANSWER_UNKNOWN_ADDRESS] = {STR_INIT("unknown-address"), false, true },
    [ANSWER_REFUSED] = {STR_INIT("refused"),         false, true },
    [ANSWER_SENDER_REFUSED] = {STR_INIT("sender-refused"),  true,  false},
    [ANSWER_SIGN_IN] = {STR_INIT("sign-in"),         true,  false},
    [ANSWER_NOT_TRUSTED] = {STR_INIT("not-trusted"),     true,  false},
    [ANSWER_UNREACHABLE] = {STR_INIT("unreachable"),     true,  false},
    [ANSWER_BROKEN] = {STR_INIT("broken"),          false, false},
    [ANSWER_UNREADABLE] = {STR_INIT("unreadable"),      false, true },
};

struct str outbox_state_name(enum outbox_state state)
{
    return state_names[state];
}

bool outbox_state_from_name(struct str name, enum outbox_state *ret_state)
{
    for (unsigned i = 0; i < OUTBOX_STATES; i++) {
        if (str_equal(state_names[i], name)) {
            *ret_state = (enum outbox_state)i;
            return true;
        }
    }
    return false;
}

struct str outbox_answer_name(enum outbox_answer answer)
{
    return answers[answer].name;
}

bool outbox_answer_is_of_server(enum outbox_answer answer)
{
    return answers[answer].is_of_server;
}

/* ---- what follows ---- */

/* The wait after attempt number `attempts`: each longer than the one before. The
 * first is over a greylist's usual minute or five; the last are hours. */
static int64_t wait_of(enum outbox_answer answer, int64_t attempts)
{
    static const int minutes[] = {2, 6, 15, 45, 120, 240};
    /* the server comes back for all letters at once: they need not wait for hours */
    const int64_t steps = answers[answer].is_of_server ? 3 : 6;
    int64_t step = attempts < steps ? attempts : steps;
    return minutes[step > 0 ? step - 1 : 0] * MINUTE_US;
}

struct outbox_outcome outbox_decide(enum outbox_answer answer, int code, int64_t attempts,
                                    struct instant created_at, struct instant now)
{
    struct outbox_outcome outcome = {.state = OUTBOX_WAITING, .answer = answer, .code = code};
    bool is_old = now.us - created_at.us > OUTBOX_GIVE_UP_DAYS * DAY_US;
    if (answer == ANSWER_TAKEN)
        outcome.state = OUTBOX_SENT;
    else if (answers[answer].is_final || (is_old && !answers[answer].is_of_server))
        outcome.state = OUTBOX_FAILED;
    else
        outcome.next_at = (struct instant){now.us + wait_of(answer, attempts)};
    return outcome;
}

/* ---- what stands around every letter ---- */

SHAPE(letter_frame_shape, struct letter_frame, FIELD(struct letter_frame, lang),
      FIELD(struct letter_frame, unit_name), FIELD(struct letter_frame, site_url),
      FIELD(struct letter_frame, manage_url), FIELD(struct letter_frame, is_demo));

const struct fault *letter_frame(struct work *work, struct letter_frame *ret_frame)
{
    const struct site *site = work->site;
    struct letter_frame frame = {.lang = locale_name(work->locale), .is_demo = site->is_demo};
    const struct fault *fault = site_title(work, &frame.unit_name);
    if (fault)
        return fault;
    if (site->public_address.len > 0)
        frame.site_url = url_under(work->arena, site->public_address, URL("/"));
    *ret_frame = frame;
    return NULL;
}

const struct fault *outbox_render(struct work *work, const struct page_kind *kind, const void *page,
                                  struct letter *letter)
{
    struct html html;
    if (!view_render_html(work->site->view, letter->locale, kind, page, work->arena,
                          LETTER_PART_MOST, &html))
        return fault_new(work->arena, FAULT_TOO_LARGE, "outbox.too_large", "letter %s is too long",
                         kind->name);
    letter->html = html.markup;
    letter->text = letter_plain(work->arena, html.markup);
    letter->subject = text_excerpt(work->arena, letter->subject, LETTER_SUBJECT_MOST);
    return NULL;
}
