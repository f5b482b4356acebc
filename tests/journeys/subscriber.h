/*
 * Somebody who has news sent to them, for journeys: subscribing, and taking letters out
 * of the outbox as its sender does.
 */
#ifndef DINH_TESTS_JOURNEYS_SUBSCRIBER_H
#define DINH_TESTS_JOURNEYS_SUBSCRIBER_H

#include "civic/outbox_parts.h"
#include "civic/unit.h"
#include "modules/notices/notice_service.h"
#include "modules/publications/article.h"
#include "people.h"

/* ---- letters ---- */

struct taking {
    struct outbox_claim claim;
    struct outbox_outcome outcome;
    bool is_there;
};

static inline const struct fault *take(struct work *work, void *context)
{
    struct taking *taking = context;
    const struct fault *fault = outbox_claim(work, 1000000, &taking->claim, &taking->is_there);
    if (!fault && taking->is_there)
        fault = outbox_settle(work, &taking->claim, &taking->outcome);
    return fault;
}

/* The letter that is due first, as delivered or as `answer` has it; none: empty. */
static inline struct letter take_letter(struct site_testing *site, enum outbox_answer answer)
{
    struct taking taking = {
        .outcome = {.state = answer == ANSWER_TAKEN ? OUTBOX_SENT : OUTBOX_FAILED,
                    .answer = answer}
    };
    assert_no_fault(db_write(site->work, take, &taking));
    db_release(site->work);
    return taking.is_there ? taking.claim.letter : (struct letter){.kind = ""};
}

/* The address of this site, without its front, that stands in a letter behind `path`. */
static inline const char *link_in(struct site_testing *site, struct str text, const char *path)
{
    struct str front = STR("https://thanhba.example");
    struct str full = arena_printf(site->arena, PRISTR "%s", STRARG(front), path);
    ptrdiff_t at = str_find(text, full, 0);
    struct str rest = str_from(text, at < 0 ? 0 : (size_t)at + front.len);
    assert_true(at >= 0);
    rest = str_cut(&rest, '\n');
    return arena_c(site->arena, str_cut(&rest, ' '));
}

static inline void turn_mail_on(struct site_testing *site)
{
    site->site->public_address = STR("https://thanhba.example");
    site->site->mail = (struct mail_settings){.server = STR("smtp://127.0.0.1:1"),
                                              .from = STR("thu@thanhba.example"),
                                              .per_minute = 1000,
                                              .hour = 6};
}

/* Subscribes and returns the link that confirms. */
static inline const char *subscribe(struct visitor *an, const char *address, const char *source,
                                    const char *unit, const char *words)
{
    struct letter letter;
    visit_get(an, "/nhan-tin");
    visit_submit(an, "/nhan-tin", "email", address, "nguon", source, "don-vi", unit, "tu-khoa",
                 words, NULL);
    assert_leads_to(an, "/nhan-tin/da-gui");
    letter = take_letter(an->site, ANSWER_TAKEN);
    assert_string_equal(letter.kind, "notice-confirm");
    assert_str(letter.to, str_from_c(address));
    return link_in(an->site, letter.text, "/nhan-tin/xac-nhan/");
}

/* … and confirms; the visitor's own page is open. */
static inline void subscribe_and_confirm(struct visitor *an, const char *address,
                                         const char *source, const char *unit, const char *words)
{
    visit_get(an, subscribe(an, address, source, unit, words));
    assert_status(an, 200);
    visit_submit(an, "", NULL);
    visit_follow(an);
    assert_status(an, 200);
    assert_page_has(an, "Đã xác nhận");
}

static inline void publish(struct site_testing *site, const char *unit, const char *title)
{
    struct article_text text = {str_from_c(title), STR_INIT("Sapo."), STR_INIT("Nội dung."),
                                STR_INIT("Tổ biên tập")};
    struct unit found;
    int64_t id;
    assert_no_fault(unit_by_slug(site->work, str_from_c(unit), &found));
    assert_no_fault(article_create(site->work, found.id, &text, &id));
    assert_no_fault(article_publish(site->work, id, 1));
    db_release(site->work);
}

#endif
