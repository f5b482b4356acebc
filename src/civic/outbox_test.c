/*
 * Letters without a server: addresses, messages, plain text, what follows from an
 * answer, and the claim, on each engine.
 */
#include "civic/outbox_parts.h"

#include "civic/module.h"
#include "db/testing.h"
#include "text/message.h"

#include <string.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return crypto_start() ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* ---- addresses ---- */

#define LONG_NAME "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl"

static void an_address_is_read_strictly(void **state)
{
    /* columns: as typed, as kept (NULL: refused) */
    static const struct {
        struct str typed;
        const char *kept;
    } rows[] = {
        {STR_INIT("an@thanhba.vn"),               "an@thanhba.vn"           },
        {STR_INIT("  An.Tran+tin@ThanhBa.VN \n"), "An.Tran+tin@thanhba.vn"  },
        {STR_INIT("o'neil@x.vn"),                 "o'neil@x.vn"             },
        {STR_INIT("an@b\xC3\xBC"
                  "cher.example"),
         "an@xn--bcher-kva.example"                                         },
        {STR_INIT("an@xn--bcher-kva.example"),    "an@xn--bcher-kva.example"},
        {STR_INIT(LONG_NAME "@x.vn"),             LONG_NAME "@x.vn"         },
        {STR_INIT(LONG_NAME "m@x.vn"),            NULL                      },
        {STR_INIT("an@x.vn\r\nBcc: b@x.vn"),      NULL                      },
        {STR_INIT("an\r\n@x.vn"),                 NULL                      },
        {STR_INIT("an@x\r\n.vn"),                 NULL                      },
        {STR_INIT("an\0b@x.vn"),                  NULL                      },
        {STR_INIT("an@x.vn\0"),                   NULL                      },
        {STR_INIT("\"an tran\"@x.vn"),            NULL                      },
        {STR_INIT("\"an\"@x.vn"),                 NULL                      },
        {STR_INIT("An <an@x.vn>"),                NULL                      },
        {STR_INIT("an@x.vn,ba@x.vn"),             NULL                      },
        {STR_INIT("an@x.vn>"),                    NULL                      },
        {STR_INIT("an(x)@x.vn"),                  NULL                      },
        {STR_INIT("an@[127.0.0.1]"),              NULL                      },
        {STR_INIT("an@127.0.0.1"),                NULL                      },
        {STR_INIT("an@localhost"),                NULL                      },
        {STR_INIT("an@-x.vn"),                    NULL                      },
        {STR_INIT("an@x..vn"),                    NULL                      },
        {STR_INIT("an@x.vn."),                    NULL                      },
        {STR_INIT(".an@x.vn"),                    NULL                      },
        {STR_INIT("an.@x.vn"),                    NULL                      },
        {STR_INIT("a..n@x.vn"),                   NULL                      },
        {STR_INIT("an@ba@x.vn"),                  NULL                      },
        {STR_INIT("\xC4\x91\xE1\xBB\xA9"
                  "c@x.vn"),
         NULL                                                               },
        {STR_INIT("an@\xC3\xBC/x.vn"),            NULL                      },
        {STR_INIT("an@\xC3\xBC:25.vn"),           NULL                      },
        {STR_INIT("@x.vn"),                       NULL                      },
        {STR_INIT("an@"),                         NULL                      },
        {STR_INIT("an"),                          NULL                      },
        {STR_INIT(""),                            NULL                      },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str address = STR("");
        bool is_read = mail_address_read(arena, rows[i].typed, &address);
        if (is_read != (rows[i].kept != NULL))
            print_error("row %zu \"" PRISTR "\"\n", i, STRARG(rows[i].typed));
        assert_int_equal(is_read, rows[i].kept != NULL);
        assert_str(address, str_from_c(rows[i].kept));
    }
}

static void an_address_of_300_characters_is_refused(void **state)
{
    struct buf buf = buf_init(arena, 1000);
    struct str address;
    (void)state;
    buf_add_literal(&buf, "an@");
    while (buf.len < 300)
        buf_add_literal(&buf, "thanhba.");
    buf_add_literal(&buf, "vn");
    assert_false(mail_address_read(arena, buf_str(&buf), &address));
}

static void an_address_is_shown_masked(void **state)
{
    (void)state;
    assert_str(mail_address_mask(arena, STR("nguyen.an@thanhba.vn")), STR("n***@thanhba.vn"));
}

/* ---- on the wire ---- */

static void words_of_a_header_are_encoded_in_lines(void **state)
{
    (void)state;
    assert_str(mail_words(arena, STR("Daily letter"), 9), STR("Daily letter"));
    /* base64 of "Tin mới", by hand from RFC 4648 */
    assert_str(mail_words(arena, STR("Tin m\xE1\xBB\x9Bi"), 9), STR("=?utf-8?B?VGluIG3hu5tp?="));
    /* what looks encoded is encoded, so that it is read as it was written */
    assert_str(mail_words(arena, STR("=?"), 9), STR("=?utf-8?B?PT8=?="));
    /* no line of its own can begin */
    assert_str(mail_words(arena, STR("a\r\nBcc: b@x.vn"), 9), STR("a  Bcc: b@x.vn"));
}

static void no_line_of_a_long_header_is_over_76_characters(void **state)
{
    struct buf buf = buf_init(arena, 4000);
    struct str rest;
    (void)state;
    for (int i = 0; i < 60; i++)
        buf_add_literal(&buf, "Nghị quyết ");
    rest = mail_words(arena, buf_str(&buf), 9);
    for (size_t used = 9; rest.ptr; used = 0) {
        struct str line = str_cut_line(&rest);
        assert_true(used + line.len <= 76);
        assert_true(str_ends(line, STR("?=")));
        assert_true(used > 0 || str_starts(line, STR(" =?utf-8?B?")));
    }
}

static struct letter example(void)
{
    return (struct letter){.kind = "notice-digest",
                           .to = STR("an@thanhba.vn"),
                           .subject = STR("Tin mới\r\nBcc: x@y.vn"),
                           .text = STR("Xin chào\n"),
                           .html = STR("<p>Xin chào</p>"),
                           .unsubscribe = URL("https://thanhba.vn/nhan-tin/x/dung")};
}

static void a_letter_is_a_message_of_two_parts(void **state)
{
    struct letter letter = example();
    struct mail_sender sender = {STR("thu@thanhba.vn"), STR("Huyện, \"Thanh Ba\"")};
    struct instant at;
    struct str message;
    (void)state;
    assert_true(instant_from_iso(STR("2022-03-07T01:00:05Z"), &at));
    message = mail_message(arena, &letter, &sender, 255, at);
    assert_str(message, mail_message(arena, &letter, &sender, 255, at));
    assert_true(str_starts(message, STR("Date: Mon, 07 Mar 2022 08:00:05 +0700\r\n"
                                        "Message-ID: <00000000000000ff@thanhba.vn>\r\n"
                                        "From: =?utf-8?B?")));
    assert_true(str_find(message, STR("?=\r\n <thu@thanhba.vn>\r\nTo: an@thanhba.vn\r\n"), 0) > 0);
    assert_true(str_find(message, STR("\nBcc:"), 0) < 0);
    assert_true(str_find(message, STR("\r\nAuto-Submitted: auto-generated\r\n"), 0) > 0);
    assert_true(str_find(message,
                         STR("\r\nList-Unsubscribe: <https://thanhba.vn/nhan-tin/x/dung>"
                             "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
                         0) > 0);
    /* base64 of "Xin chào\n" */
    assert_true(str_find(message,
                         STR("text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                             "base64\r\n\r\nWGluIGNow6BvCg==\r\n--=_"),
                         0) > 0);
    assert_true(str_ends(message, STR("\r\n--=_00000000000000ff--\r\n")));
}

static void markup_is_read_as_plain_text(void **state)
{
    /* columns: markup, text */
    static const char *const rows[][2] = {
        {"<p>Một  hai\nba</p><p>bốn</p>",                           "Một hai ba\n\nbốn\n"},
        {"<title>x</title><style>p{}</style><p>a &lt; b &amp;c</p>",    "a < b &c\n"             },
        {"<h2>Tin</h2>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>", "Tin\n\n- a\n- b\n\nc\n" },
        {"<p><a href=\"https://x.vn/?a=1&amp;b=2\">Bài</a> mới</p>",
         "Bài https://x.vn/?a=1&b=2 mới\n"                                                    },
        {"<p><a href=\"https://x.vn\">https://x.vn</a></p>",            "https://x.vn\n"         },
        {"a<br>b",                                                      "a\nb\n"                 },
        {"<p>chưa đóng <b",                                          "chưa đóng\n"         },
        {"",                                                            "\n"                     },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(letter_plain(arena, str_from_c(rows[i][0])), str_from_c(rows[i][1]));
}

static void links_are_completed_once_the_site_knows_its_address(void **state)
{
    struct letter letter = {.html = STR("<p>a href=&quot;/x <a href=\"/nhan-tin/x\">Mở</a>"
                                        " <a href=\"https://y.vn/\">Y</a></p>"),
                            .text = STR("cũ"),
                            .unsubscribe = URL("/nhan-tin/dung/x")};
    (void)state;
    letter_complete(arena, STR("https://thanhba.vn"), &letter);
    assert_str(letter.html,
               STR("<p>a href=&quot;/x <a href=\"https://thanhba.vn/nhan-tin/x\">Mở</a>"
                   " <a href=\"https://y.vn/\">Y</a></p>"));
    assert_str(letter.text, STR("a href=\"/x Mở https://thanhba.vn/nhan-tin/x Y https://y.vn/\n"));
    assert_str(letter.unsubscribe.text, STR("https://thanhba.vn/nhan-tin/dung/x"));
    letter = (struct letter){.html = STR("<p>một</p>"), .text = STR("của tôi")};
    letter_complete(arena, STR("https://thanhba.vn"), &letter);
    assert_str(letter.text, STR("của tôi"));
}

/* ---- answers ---- */

static void a_reply_is_read_for_what_it_means(void **state)
{
    /* RFC 5321, 4.2.3 and RFC 3463, 3. columns: stage, reply, meaning */
    static const struct {
        struct str stage;
        struct str reply;
        enum outbox_answer meaning;
    } rows[] = {
        {STR_INIT("RCPT"), STR_INIT("250 2.1.5 OK"),              ANSWER_NONE           },
        {STR_INIT("DATA"), STR_INIT("354 go on"),                 ANSWER_NONE           },
        {STR_INIT("RCPT"), STR_INIT("451 4.7.1 Greylisted"),      ANSWER_LATER          },
        {STR_INIT("RCPT"), STR_INIT("452 full"),                  ANSWER_LATER          },
        {STR_INIT("RCPT"), STR_INIT("550 5.1.1 unknown"),         ANSWER_UNKNOWN_ADDRESS},
        {STR_INIT("RCPT"), STR_INIT("550 5.2.1 disabled"),        ANSWER_UNKNOWN_ADDRESS},
        {STR_INIT("RCPT"), STR_INIT("550 no such user"),          ANSWER_UNKNOWN_ADDRESS},
        {STR_INIT("RCPT"), STR_INIT("550 5.7.1 relaying denied"), ANSWER_REFUSED        },
        {STR_INIT("RCPT"), STR_INIT("552 5.2.2 quota"),           ANSWER_REFUSED        },
        {STR_INIT("RCPT"), STR_INIT("554 no"),                    ANSWER_REFUSED        },
        {STR_INIT("DATA"), STR_INIT("554 5.7.1 spam"),            ANSWER_REFUSED        },
        {STR_INIT("DATA"), STR_INIT("550 5.1.1 who"),             ANSWER_REFUSED        },
        {STR_INIT("MAIL"), STR_INIT("550 5.7.1 not you"),         ANSWER_SENDER_REFUSED },
        {STR_INIT("AUTH"), STR_INIT("535 5.7.8 wrong"),           ANSWER_SIGN_IN        },
        {STR_INIT("RCPT"), STR_INIT("5"),                         ANSWER_NONE           },
        {STR_INIT("RCPT"), STR_INIT(""),                          ANSWER_NONE           },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(smtp_meaning(rows[i].stage, rows[i].reply), rows[i].meaning);
}

static void waits_grow_and_end_after_five_days(void **state)
{
    const int64_t minute = 60000000;
    const int64_t day = 1440 * minute;
    struct instant made = {day};
    struct instant last = {0};
    (void)state;
    for (int64_t attempt = 1; attempt <= 6; attempt++) {
        struct outbox_outcome outcome = outbox_decide(ANSWER_LATER, 451, attempt, made, made);
        assert_int_equal(outcome.state, OUTBOX_WAITING);
        assert_true(outcome.next_at.us > last.us);
        last = outcome.next_at;
    }
    assert_int_equal(outbox_decide(ANSWER_LATER, 451, 9, made, (struct instant){6 * day}).state,
                     OUTBOX_WAITING);
    assert_int_equal(outbox_decide(ANSWER_LATER, 451, 9, made, (struct instant){6 * day + 1}).state,
                     OUTBOX_FAILED);
    /* a server that is down is nobody's fault: the letter waits for it */
    assert_int_equal(
        outbox_decide(ANSWER_UNREACHABLE, 0, 9, made, (struct instant){99 * day}).state,
        OUTBOX_WAITING);
    assert_int_equal(outbox_decide(ANSWER_UNKNOWN_ADDRESS, 550, 1, made, made).state,
                     OUTBOX_FAILED);
    assert_int_equal(outbox_decide(ANSWER_TAKEN, 250, 1, made, made).state, OUTBOX_SENT);
}

/* ---- the claim ---- */

static const struct fault *put_example(struct work *work, void *context)
{
    struct letter letter = example();
    (void)context;
    return outbox_put(work, &letter);
}

static const struct fault *put_and_fail(struct work *work, void *context)
{
    const struct fault *fault = put_example(work, context);
    return fault ? fault : fault_new(work->arena, FAULT_INVALID, "test", "undone");
}

struct claiming {
    struct outbox_claim claim;
    struct outbox_outcome outcome;
    bool is_there;
};

static const struct fault *claim_it(struct work *work, void *context)
{
    struct claiming *claiming = context;
    return outbox_claim(work, 1000, &claiming->claim, &claiming->is_there);
}

static const struct fault *claim_slowly(struct work *work, void *context)
{
    struct claiming *claiming = context;
    return outbox_claim(work, 1, &claiming->claim, &claiming->is_there);
}

static const struct fault *settle_it(struct work *work, void *context)
{
    struct claiming *claiming = context;
    return outbox_settle(work, &claiming->claim, &claiming->outcome);
}

static struct work *work_of(struct db_testing *test, struct site *site, struct instant *now)
{
    static const struct module *const none[] = {NULL};
    *site = (struct site){.arena = test->arena, .pool = test->pool, .modules = none};
    memset(site->key, 7, sizeof(site->key));
    test->work->site = site;
    test->work->clock = clock_fixed(now);
    return test->work;
}

static void a_letter_is_claimed_once_until_its_lease_ends(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        struct instant now = {INT64_C(1646614800000000)};
        struct work *work = work_of(&test, &site, &now);
        struct claiming first = {.is_there = false};
        struct claiming second = {.is_there = false};
        int64_t counts[OUTBOX_STATES];
        assert_non_null(db_write(work, put_and_fail, NULL));
        assert_no_fault(db_write(work, claim_it, &first));
        assert_false(first.is_there);
        assert_no_fault(db_write(work, put_example, NULL));
        assert_no_fault(db_write(work, claim_it, &first));
        assert_true(first.is_there && first.claim.is_readable);
        assert_str(first.claim.letter.to, STR("an@thanhba.vn"));
        assert_no_fault(db_write(work, claim_it, &second));
        assert_false(second.is_there);
        now.us += OUTBOX_LEASE_US;
        assert_no_fault(db_write(work, claim_it, &second));
        assert_true(second.is_there);
        assert_int_equal(second.claim.attempts, 2);
        /* whoever was slow has lost the claim and can settle nothing */
        first.outcome = (struct outbox_outcome){.state = OUTBOX_FAILED, .answer = ANSWER_REFUSED};
        assert_no_fault(db_write(work, settle_it, &first));
        second.outcome = (struct outbox_outcome){.state = OUTBOX_SENT, .answer = ANSWER_TAKEN};
        assert_no_fault(db_write(work, settle_it, &second));
        assert_no_fault(outbox_counts(work, counts));
        assert_int_equal(counts[OUTBOX_SENT], 1);
        assert_int_equal(counts[OUTBOX_FAILED], 0);
    }
}

static void no_more_letters_are_tried_than_a_minute_may_have(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        struct instant now = {INT64_C(1646614800000000)};
        struct work *work = work_of(&test, &site, &now);
        struct claiming one = {.is_there = false};
        assert_no_fault(db_write(work, put_example, NULL));
        assert_no_fault(db_write(work, put_example, NULL));
        assert_no_fault(db_write(work, claim_slowly, &one));
        assert_true(one.is_there);
        assert_no_fault(db_write(work, claim_slowly, &one));
        assert_false(one.is_there);
        now.us += INT64_C(60000000);
        assert_no_fault(db_write(work, claim_slowly, &one));
        assert_true(one.is_there);
    }
}

static void a_letter_opens_with_the_key_of_its_site_alone(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site;
        struct instant now = {INT64_C(1646614800000000)};
        struct work *work = work_of(&test, &site, &now);
        struct claiming one = {.is_there = false};
        assert_no_fault(db_write(work, put_example, NULL));
        site.key[0] ^= 1;
        assert_no_fault(db_write(work, claim_it, &one));
        assert_true(one.is_there);
        assert_false(one.claim.is_readable);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_read_strictly),
        cmocka_unit_test(an_address_of_300_characters_is_refused),
        cmocka_unit_test(an_address_is_shown_masked),
        cmocka_unit_test(words_of_a_header_are_encoded_in_lines),
        cmocka_unit_test(no_line_of_a_long_header_is_over_76_characters),
        cmocka_unit_test(a_letter_is_a_message_of_two_parts),
        cmocka_unit_test(markup_is_read_as_plain_text),
        cmocka_unit_test(links_are_completed_once_the_site_knows_its_address),
        cmocka_unit_test(a_reply_is_read_for_what_it_means),
        cmocka_unit_test(waits_grow_and_end_after_five_days),
        cmocka_unit_test(a_letter_is_claimed_once_until_its_lease_ends),
        cmocka_unit_test(no_more_letters_are_tried_than_a_minute_may_have),
        cmocka_unit_test(a_letter_opens_with_the_key_of_its_site_alone),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
