/*
 * Letters and a real mail server: tests/mail/server.py on loopback, with every
 * mood a mail server has. The last stories end the sender in the middle, and run
 * two nodes at once.
 */
#include "post.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum {
    LETTERS = 30
};

/* ---- letters ---- */

static const struct fault *put(struct work *work, void *to)
{
    struct letter letter = {.kind = "notice-digest",
                            .to = str_from_c(to),
                            .subject = STR("Tin mới của huyện"),
                            .text = STR(".\r\n.dòng một\n"),
                            .html = STR("<p>một</p>")};
    return outbox_put(work, &letter);
}

static void write_to(struct post *post, const char *address)
{
    assert_no_fault(db_write(post->site->work, put, (void *)address));
    db_release(post->site->work);
}

/* The newest letter, as staff see it. */
static struct outbox_row newest(struct post *post)
{
    outbox_rows rows;
    assert_no_fault(outbox_list(post->site->work, OUTBOX_STATES, 0, 1, &rows));
    db_release(post->site->work);
    assert_int_equal(rows.count, 1);
    return rows.items[0];
}

/* ---- stories ---- */

static void a_letter_arrives_once_and_is_erased(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        struct str masked;
        struct str bytes;
        const struct fault *fault;
        post_begin(&post, &site);
        write_to(&post, "an@thanhba.example");
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        assert_int_equal(letters_of(&post), 1);
        bytes = letter_at(&post, 0);
        assert_true(str_starts(bytes, STR("X-From: thu@thanhba.example\r\n"
                                          "X-To: an@thanhba.example\r\n"
                                          "Date: Mon, 07 Mar 2022 08:00:00 +0700\r\n")));
        assert_int_equal(newest(&post).state, OUTBOX_SENT);
        assert_int_equal(newest(&post).code, 250);
        fault = outbox_look(site.work, newest(&post).id, STR("xem"), &masked);
        assert_string_equal(fault->key, "outbox.erased");
        post_end(&post);
    }
}

static void every_mood_of_a_server_has_its_answer(void **state)
{
    /* columns: address, answer, what becomes of the letter, reply code */
    static const struct {
        const char *to;
        enum outbox_answer answer;
        enum outbox_state then;
        int code;
    } rows[] = {
        {"unknown@x.example",  ANSWER_UNKNOWN_ADDRESS, OUTBOX_FAILED,  550},
        {"plain550@x.example", ANSWER_UNKNOWN_ADDRESS, OUTBOX_FAILED,  550},
        {"policy@x.example",   ANSWER_REFUSED,         OUTBOX_FAILED,  550},
        {"spam@x.example",     ANSWER_REFUSED,         OUTBOX_FAILED,  554},
        {"later@x.example",    ANSWER_LATER,           OUTBOX_WAITING, 451},
        {"drop@x.example",     ANSWER_BROKEN,          OUTBOX_WAITING, 354},
        {"an@x.example",       ANSWER_TAKEN,           OUTBOX_SENT,    250},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        post_begin(&post, &site);
        for (size_t i = 0; i < COUNT(rows); i++) {
            write_to(&post, rows[i].to);
            assert_int_equal(send_next(&post), rows[i].answer);
            assert_int_equal(newest(&post).state, rows[i].then);
            assert_int_equal(newest(&post).code, rows[i].code);
            site_testing_wait(&site, 1);
        }
        assert_int_equal(letters_of(&post), 1);
        post_end(&post);
    }
}

static void a_greylisted_letter_comes_again_later(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        post_begin(&post, &site);
        write_to(&post, "grey@x.example");
        assert_int_equal(send_next(&post), ANSWER_LATER);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        site_testing_wait(&site, 119);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        site_testing_wait(&site, 1);
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        assert_int_equal(letters_of(&post), 1);
        post_end(&post);
    }
}

static void letters_wait_for_a_server_that_is_down_or_refuses(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        const char *port;
        post_begin(&post, &site);
        port = arena_printf(site.arena, "%lld", (long long)post.port).ptr;
        write_to(&post, "an@x.example");
        make_file(&post, "refuse");
        assert_int_equal(send_next(&post), ANSWER_SENDER_REFUSED);
        unlink(in_folder(&post, "refuse"));
        stop_server(&post);
        site_testing_wait(&site, 3600);
        assert_int_equal(send_next(&post), ANSWER_UNREACHABLE);
        site_testing_wait(&site, INT64_C(9) * 24 * 3600);
        assert_int_equal(send_next(&post), ANSWER_UNREACHABLE);
        assert_int_equal(newest(&post).state, OUTBOX_WAITING);
        start_server(&post, port, NULL, NULL);
        site_testing_wait(&site, 3600);
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        assert_int_equal(letters_of(&post), 1);
        post_end(&post);
    }
}

static void signing_in_takes_the_password_from_its_file(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        enum outbox_answer answer;
        const char *path;
        post_begin(&post, &site);
        stop_server(&post);
        start_server(&post, "0", "cong", "m\xE1\xBA\xADt");
        use_server(&post, site.site);
        site.site->mail.user = STR("cong");
        path = arena_printf(site.arena, "%s/keys/mail.password", site.folder).ptr;
        write_to(&post, "an@x.example");
        assert_string_equal(outbox_send_one(site.work, post.smtp, &answer)->key, "outbox.password");
        assert_no_fault(file_write(site.arena, path, STR("sai\n"), 0600));
        assert_int_equal(send_next(&post), ANSWER_SIGN_IN);
        assert_no_fault(file_write(site.arena, path, STR("m\xE1\xBA\xADt\n"), 0600));
        site_testing_wait(&site, 3600);
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        post_end(&post);
    }
}

static void nothing_is_sent_where_mail_is_off(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        post_begin(&post, &site);
        write_to(&post, "an@x.example");
        site.site->public_address = STR("");
        assert_int_equal(mail_readiness(site.site), MAIL_NO_ADDRESS);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        site.site->mail.from = STR("");
        assert_int_equal(mail_readiness(site.site), MAIL_NO_FROM);
        site.site->mail.server = STR("");
        assert_int_equal(mail_readiness(site.site), MAIL_NO_SERVER);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        assert_int_equal(newest(&post).attempts, 0);
        post_end(&post);
    }
}

/* ---- kill -9 ---- */

/* The program itself, which stands four folders above this test's. */
static const char *program(struct arena *arena)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof(path));
    struct str rest = {path, len > 0 ? (size_t)len : 0};
    ptrdiff_t at = str_find(rest, STR("/test/tests/journeys/"), 0);
    assert_true(at > 0);
    return arena_printf(arena, PRISTR "/dinh", STRARG(str_slice(rest, 0, (size_t)at))).ptr;
}

static void configure_node(struct post *post)
{
    struct arena *arena = post->arena;
    const char *conf = arena_printf(arena, "%s/dinh.conf", post->site->folder).ptr;
    struct str text;
    assert_no_fault(file_read(arena, conf, 1 << 20, &text));
    text = arena_printf(arena,
                        PRISTR "\npublic_address = https://thanhba.example\nmail_server = " PRISTR
                               "\nmail_from = thu@thanhba.example\n",
                        STRARG(text), STRARG(post->site->site->mail.server));
    assert_no_fault(file_write(arena, conf, text, 0600));
}

static pid_t start_node(struct post *post, int port)
{
    const char *data = post->site->folder;
    const char *binary = program(post->arena);
    const char *port_text = arena_printf(post->arena, "%d", port).ptr;
    pid_t node = fork();
    if (node == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, 1);
        dup2(nothing, 2);
        execl(binary, binary, "serve", "--data", data, "--port", port_text, (char *)NULL);
        _exit(127);
    }
    return node;
}

/* A node that has made the file. Nobody calls it, but it listens: on a port below those
 * that the system gives to whoever calls out, on another one where somebody has that. */
static pid_t run_node_until(struct post *post, const char *name)
{
    const char *file = in_folder(post, name);
    configure_node(post);
    for (int attempt = 0; attempt < 5; attempt++) {
        pid_t node = start_node(post, 20000 + (getpid() + attempt * 1009) % 10000);
        assert_comes_true(file_exists(file) || waitpid(node, NULL, WNOHANG) == node);
        if (file_exists(file))
            return node;
    }
    fail_msg("no node listens");
    return 0;
}

static void kill_node(pid_t node)
{
    kill(node, SIGKILL);
    waitpid(node, NULL, 0);
}

/* The node writes times of the machine's clock. */
static void go_on_after_the_lease(struct post *post)
{
    post->site->now.us = clock_now(clock_system()).us + OUTBOX_LEASE_US;
}

static void a_sender_killed_before_the_letter_was_taken_sends_it_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        pid_t node;
        post_begin(&post, &site);
        make_file(&post, "hold");
        write_to(&post, "hold@x.example");
        node = run_node_until(&post, "holding");
        kill_node(node);
        unlink(in_folder(&post, "hold"));
        assert_int_equal(newest(&post).state, OUTBOX_SENDING);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        go_on_after_the_lease(&post);
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        assert_int_equal(letters_of(&post), 1);
        post_end(&post);
    }
}

/* The one place where a letter may come twice; it is the same letter. */
static void a_sender_killed_after_the_letter_was_taken_sends_the_same_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        pid_t node;
        post_begin(&post, &site);
        make_file(&post, "hold");
        write_to(&post, "late@x.example");
        node = run_node_until(&post, "0000.eml");
        kill_node(node);
        unlink(in_folder(&post, "hold"));
        go_on_after_the_lease(&post);
        assert_int_equal(send_next(&post), ANSWER_TAKEN);
        assert_int_equal(send_next(&post), ANSWER_NONE);
        assert_int_equal(letters_of(&post), 2);
        assert_str(letter_at(&post, 0), letter_at(&post, 1));
        post_end(&post);
    }
}

/* ---- two nodes ---- */

struct node {
    struct site *site;
    struct instant *now;
    int failures;
};

static void *send_until_none(void *context)
{
    struct node *node = context;
    struct arena *arena = arena_new();
    struct smtp *smtp = smtp_new(arena);
    struct work *work = work_begin(node->site, LOCALE_VI);
    work->clock = clock_fixed(node->now);
    for (int idle = 0, turns = 0; idle < LETTERS && turns < 10 * LETTERS; turns++) {
        enum outbox_answer answer;
        if (outbox_send_one(work, smtp, &answer))
            node->failures++;
        db_release(work);
        idle = answer == ANSWER_NONE ? idle + 1 : 0;
    }
    work_end(work);
    arena_free(arena);
    return NULL;
}

static void two_nodes_send_every_letter_once(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct post post;
        struct arena *arena = arena_new();
        struct open_options options = {.data = site.folder, .has_pages = true};
        struct opened other;
        pthread_t threads[2];
        post_begin(&post, &site);
        assert_no_fault(site_open(arena, &options, &other));
        use_server(&post, other.site);
        for (int i = 0; i < LETTERS; i++)
            write_to(&post, arena_printf(site.arena, "nguoi%d@x.example", i).ptr);
        struct node nodes[2] = {
            {site.site,  &site.now, 0},
            {other.site, &site.now, 0}
        };
        for (int i = 0; i < 2; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, send_until_none, &nodes[i]), 0);
        for (int i = 0; i < 2; i++)
            pthread_join(threads[i], NULL);
        assert_int_equal(nodes[0].failures + nodes[1].failures, 0);
        assert_int_equal(letters_of(&post), LETTERS);
        for (int i = 0; i < LETTERS; i++)
            for (int j = 0; j < i; j++)
                assert_false(str_equal(letter_at(&post, i), letter_at(&post, j)));
        arena_free(arena);
        post_end(&post);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_arrives_once_and_is_erased),
        cmocka_unit_test(every_mood_of_a_server_has_its_answer),
        cmocka_unit_test(a_greylisted_letter_comes_again_later),
        cmocka_unit_test(letters_wait_for_a_server_that_is_down_or_refuses),
        cmocka_unit_test(signing_in_takes_the_password_from_its_file),
        cmocka_unit_test(nothing_is_sent_where_mail_is_off),
        cmocka_unit_test(a_sender_killed_before_the_letter_was_taken_sends_it_once),
        cmocka_unit_test(a_sender_killed_after_the_letter_was_taken_sends_the_same_again),
        cmocka_unit_test(two_nodes_send_every_letter_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
