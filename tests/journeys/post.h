/*
 * A real mail server for journeys: tests/mail/server.py on loopback, and what it took.
 */
#ifndef DINH_TESTS_JOURNEYS_POST_H
#define DINH_TESTS_JOURNEYS_POST_H

#include "app/testing.h"
#include "base/file.h"
#include "civic/outbox_parts.h"
#include "civic/outbox_sender.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 20000 /* a test that waits longer has failed */
};

struct post {
    struct arena *arena;
    struct site_testing *site;
    const char *folder;
    pid_t server;
    int64_t port;
    struct smtp *smtp;
};

static inline void start_server(struct post *post, const char *port, const char *user,
                                const char *password)
{
    int ends[2];
    char line[16] = {0};
    struct pollfd one = {.events = POLLIN};
    assert_int_equal(pipe(ends), 0);
    post->server = fork();
    if (post->server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(ends[1], 1);
        close(ends[0]);
        execl("/usr/bin/python3", "python3", "tests/mail/server.py", port, post->folder, user,
              password, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    one.fd = ends[0];
    assert_int_equal(poll(&one, 1, PATIENCE_MS), 1);
    assert_true(read(ends[0], line, sizeof(line) - 1) > 0);
    close(ends[0]);
    assert_true(str_to_int64(str_trim(str_from_c(line)), &post->port));
}

static inline void stop_server(struct post *post)
{
    kill(post->server, SIGKILL);
    waitpid(post->server, NULL, 0);
}

static inline void use_server(struct post *post, struct site *site)
{
    site->public_address = STR("https://thanhba.example");
    site->mail = (struct mail_settings){
        .server = arena_printf(post->arena, "smtp://127.0.0.1:%lld", (long long)post->port),
        .from = STR("thu@thanhba.example"),
        .per_minute = 1000};
}

static inline void post_begin(struct post *post, struct site_testing *site)
{
    *post =
        (struct post){.arena = site->arena, .site = site, .folder = testing_folder(site->arena)};
    start_server(post, "0", NULL, NULL);
    use_server(post, site->site);
    post->smtp = smtp_new(site->arena);
}

static inline const char *in_folder(struct post *post, const char *name)
{
    return arena_printf(post->arena, "%s/%s", post->folder, name).ptr;
}

static inline void post_end(struct post *post)
{
    stop_server(post);
}

static inline void make_file(struct post *post, const char *name)
{
    assert_no_fault(file_write(post->arena, in_folder(post, name), STR("x"), 0600));
}

static inline size_t letters_of(struct post *post)
{
    struct str *names;
    size_t count;
    size_t letters = 0;
    assert_no_fault(file_list(post->arena, post->folder, &names, &count));
    for (size_t i = 0; i < count; i++)
        letters += str_ends(names[i], STR(".eml"));
    return letters;
}

static inline struct str letter_at(struct post *post, int number)
{
    struct str bytes;
    const char *name = arena_printf(post->arena, "%04d.eml", number).ptr;
    assert_no_fault(file_read(post->arena, in_folder(post, name), 1 << 20, &bytes));
    return bytes;
}

static inline enum outbox_answer send_next(struct post *post)
{
    enum outbox_answer answer;
    assert_no_fault(outbox_send_one(post->site->work, post->smtp, &answer));
    db_release(post->site->work);
    return answer;
}

/* Sends all that is due; how many letters left. */
static inline int send_all(struct post *post)
{
    int count = 0;
    while (send_next(post) == ANSWER_TAKEN)
        count++;
    return count;
}

/* What stands behind the first "base64" of a letter: its plain part. */
static inline struct str letter_text(struct post *post, int number)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct str mark = STR("base64\r\n\r\n");
    struct str letter = letter_at(post, number);
    ptrdiff_t at = str_find(letter, mark, 0);
    struct buf text = buf_init(post->arena, SIZE_MAX);
    unsigned bits = 0;
    int held = 0;
    assert_true(at > 0);
    for (size_t i = (size_t)at + mark.len; i < letter.len && letter.ptr[i] != '-'; i++) {
        const char *sign = strchr(signs, letter.ptr[i]);
        if (!sign || !*sign)
            continue;
        bits = bits << 6 | (unsigned)(sign - signs);
        held += 6;
        if (held >= 8) {
            held -= 8;
            buf_add_byte(&text, (char)(bits >> held & 0xff));
        }
    }
    return buf_str(&text);
}

static inline int times_in(struct str text, const char *words)
{
    int count = 0;
    for (ptrdiff_t at = str_find(text, str_from_c(words), 0); at >= 0;
         at = str_find(text, str_from_c(words), (size_t)at + 1))
        count++;
    return count;
}

#endif
