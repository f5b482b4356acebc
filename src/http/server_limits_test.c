/*
 * The server among those who send too much, too slowly or too often, and its end.
 */
#include <limits.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "http/testing.h"

static long resident_pages(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long all;
    long resident;
    assert_int_equal(fscanf(file, "%ld %ld", &all, &resident), 2);
    fclose(file);
    return resident;
}

/* 100 MB in chunks: refused when the head was read, and none of them is read on. */
static void a_body_without_end_is_cut_off_and_not_kept(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct buf chunk = buf_init(site->arena, 70000);
    int line = dial(site);
    long before;
    size_t sent = 0;
    (void)state;
    buf_add_literal(&chunk, "10000\r\n");
    for (int i = 0; i < 0x10000; i++)
        buf_add_byte(&chunk, 'a');
    buf_add_literal(&chunk, "\r\n");
    before = resident_pages();
    say(line, STR("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"));
    while (sent < (100u << 20)) {
        ssize_t now = send(line, chunk.ptr, chunk.len, MSG_NOSIGNAL);
        if (now != (ssize_t)chunk.len)
            break;
        sent += (size_t)now;
    }
    assert_true(sent < (32u << 20));
    assert_true((resident_pages() - before) * sysconf(_SC_PAGESIZE) < (32 << 20));
    close(line);
    site_stop(site);
}

/* RFC 9112, section 6.3: a server may refuse a body that does not say its length. */
static void a_body_in_chunks_is_asked_for_its_length(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct str answer = talk(site->arena, site,
                             STR("POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
                                 "5\r\nhello\r\n0\r\n\r\nGET /b HTTP/1.1\r\n" HOST "\r\n"));
    (void)state;
    assert_int_equal(status_of(answer), 411);
    assert_int_equal(count_of(answer, "HTTP/1.1 "), 1); /* what follows is nobody's request */
    assert_int_equal(count_of(answer, "request.no_length"), 1); /* the application's page */
    assert_int_equal(count_of(answer, "Content-Security-Policy"), 1);
    assert_int_equal(count_of(answer, "X-May-Wait: no"), 1); /* said by what reads requests */
    site_stop(site);
}

/* A form with a field before a file of `size` bytes and one behind it. */
static struct str large_form(struct arena *arena, size_t size)
{
    struct buf body = buf_init(arena, size + 1024);
    char *room;
    buf_add_literal(&body, "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
                           "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n");
    room = buf_reserve(&body, size);
    memset(room, 'a', size);
    body.len += size;
    buf_add_literal(&body, "\r\n--B\r\nContent-Disposition: form-data; name=b\r\n\r\n2\r\n"
                           "--B--\r\n");
    return buf_str(&body);
}

static void a_form_with_too_large_a_file_comes_without_it(void **state)
{
    enum {
        SIZE = 100 << 20
    };
    struct site *site = site_start((struct server_options){.folder = "/proc/nowhere"});
    struct str body = large_form(site->arena, SIZE);
    long before = resident_pages();
    int line = dial(site);
    struct str answer;
    (void)state;
    say(line, arena_printf(site->arena,
                           "POST /upload HTTP/1.1\r\nContent-Length: %zu\r\n"
                           "Content-Type: multipart/form-data; boundary=B\r\n" LAST,
                           body.len));
    say(line, body);
    answer = hear(site->arena, line, NULL);
    assert_int_equal(status_of(answer), 200);
    assert_int_equal(count_of(answer, "POST /upload? [] 3 (1)(2)"), 1);
    assert_true((resident_pages() - before) * sysconf(_SC_PAGESIZE) < (32 << 20));
    close(line);
    /* the same to a route that takes no files */
    answer = talk(site->arena, site,
                  arena_printf(site->arena,
                               "POST / HTTP/1.1\r\nContent-Length: %zu\r\n"
                               "Content-Type: multipart/form-data; boundary=B\r\n" LAST,
                               body.len));
    assert_int_equal(status_of(answer), 413);
    site_stop(site);
}

static void a_body_a_little_too_large_is_heard_out_and_answered(void **state)
{
    struct site *site = site_start((struct server_options){0});
    struct buf text = buf_init(site->arena, 4 << 20);
    struct str answer;
    (void)state;
    buf_add_literal(&text, "POST / HTTP/1.1\r\nContent-Length: 3145728\r\n" LAST);
    for (int i = 0; i < 3145728; i++)
        buf_add_byte(&text, 'a');
    answer = talk(site->arena, site, buf_str(&text)); /* all is sent before the answer is read */
    assert_int_equal(status_of(answer), 413);
    assert_int_equal(count_of(answer, "request.too_large"), 1);
    assert_int_equal(count_of(answer, "X-May-Wait: yes"), 1); /* said by a handler */
    site_stop(site);
}

/* The file without a name that is open here and holds more than `size` bytes. */
static int open_spool(struct arena *arena, off_t size)
{
    int64_t until = clock_monotonic() + TESTING_PATIENCE_S * INT64_C(1000000);
    while (clock_monotonic() < until)
        for (int descriptor = 3; descriptor < 256; descriptor++) {
            char target[PATH_MAX] = "";
            struct str link = arena_printf(arena, "/proc/self/fd/%d", descriptor);
            struct stat status;
            if (readlink(link.ptr, target, sizeof(target) - 1) > 0 && strstr(target, "(deleted)") &&
                fstat(descriptor, &status) == 0 && status.st_size > size)
                return descriptor;
        }
    fail_msg("no upload lies in a temporary file");
    return -1;
}

static void an_upload_lies_on_the_disk_unreadable(void **state)
{
    static const char canary[] = "Người tố cáo: CHIM HOÀNG YẾN 0912345678. ";
    enum {
        SIZE = 5 << 20
    };
    struct site *site = site_start((struct server_options){0});
    struct buf body = buf_init(site->arena, SIZE + 1024);
    char *raw = arena_alloc(site->arena, 2 * SIZE);
    int line = dial(site);
    struct str lies;
    (void)state;
    buf_add_literal(&body, "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n");
    while (body.len < SIZE)
        buf_add(&body, str_from_c(canary));
    say(line, arena_printf(site->arena,
                           "POST /upload HTTP/1.1\r\nContent-Length: %zu\r\n"
                           "Content-Type: multipart/form-data; boundary=B\r\n" LAST,
                           body.len + strlen("\r\n--B--\r\n")));
    say(line, buf_str(&body));
    /* the request is open: its last bytes are not sent */
    lies.ptr = raw;
    lies.len = (size_t)pread(open_spool(site->arena, SIZE - (1 << 20)), raw, 2 * SIZE, 0);
    assert_true(lies.len > SIZE - (1 << 20) && lies.len < 2 * SIZE);
    assert_int_equal(count_of(lies, "CHIM HO"), 0);
    assert_int_equal(count_of(lies, "09123"), 0);
    say(line, STR("\r\n--B--\r\n"));
    assert_int_equal(count_of(hear(site->arena, line, NULL), "POST /upload? [] 1"), 1);
    close(line);
    site_stop(site);
}

static void a_sender_who_expects_is_told_to_continue(void **state)
{
    struct site *site = site_start((struct server_options){0});
    int line = dial(site);
    struct str heard;
    (void)state;
    /* RFC 9110, section 10.1.1 */
    say(line, STR("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n" LAST));
    heard = hear(site->arena, line, "\r\n\r\n");
    assert_int_equal(status_of(heard), 100);
    say(line, STR("hello"));
    heard = hear(site->arena, line, NULL);
    assert_int_equal(count_of(heard, "[hello]"), 1);
    close(line);
    /* and not where the answer is known without the body */
    heard =
        talk(site->arena, site,
             STR("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 104857600\r\n" LAST));
    assert_int_equal(status_of(heard), 413);
    site_stop(site);
}

/* Drips bytes until the line is cut; the test's patience is the only clock. */
static void drip_until_cut(int line, struct str drops)
{
    int64_t until = clock_monotonic() + TESTING_PATIENCE_S * INT64_C(1000000);
    size_t at = 0;
    for (;;) {
        struct pollfd event = {.fd = line, .events = POLLIN};
        char byte;
        if (clock_monotonic() > until)
            fail_msg("the line was not cut in %d s", TESTING_PATIENCE_S);
        if (poll(&event, 1, 20) > 0 && recv(line, &byte, 1, 0) <= 0)
            return;
        send(line, &drops.ptr[at++ % drops.len], 1, MSG_NOSIGNAL);
    }
}

static void who_drips_is_cut_off(void **state)
{
    /*  what is said at once, what drips then */
    static const struct {
        struct str start;
        struct str drops;
    } rows[] = {
        {STR_INIT("G"),                                                STR_INIT("E")},
        {STR_INIT("GET / HTTP/1.1\r\nX: "),                            STR_INIT("a")},
        {STR_INIT("POST / HTTP/1.1\r\nContent-Length: 9999\r\n" LAST), STR_INIT("a")},
        {STR_INIT("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                  "Content-Length: 9999\r\n" LAST),
         STR_INIT("\r")                                                             },
    };
    struct site *site = site_start((struct server_options){.header_us = 200000,
                                                           .idle_us = 200000,
                                                           .transfer_us = 200000,
                                                           .bytes_per_second = INT64_C(1) << 40});
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int line = dial(site);
        say(line, rows[i].start);
        drip_until_cut(line, rows[i].drops);
        close(line);
    }
    /* who says nothing at all, and who says nothing more */
    for (int i = 0; i < 2; i++) {
        int line = dial(site);
        if (i)
            say(line, STR("GET / HTTP/1.1\r\n" HOST "\r\n"));
        hear(site->arena, line, NULL);
        close(line);
    }
    site_stop(site);
}

static void who_does_not_read_is_cut_off(void **state)
{
    struct site *site = site_start(
        (struct server_options){.transfer_us = 200000, .bytes_per_second = INT64_C(1) << 40});
    int line = dial(site);
    (void)state;
    /* asks for much more than the sockets hold, and takes none of it */
    for (int i = 0; i < 4; i++)
        say(line, STR("GET /large HTTP/1.1\r\n" HOST "\r\n"));
    assert_comes_true(server_stats(site->server).requests > 0);
    assert_comes_true(server_stats(site->server).connections == 0);
    close(line);
    site_stop(site);
}

static void many_lines_are_served_at_once(void **state)
{
    enum {
        LINES = 200
    };
    struct site *site = site_start((struct server_options){0});
    int lines[LINES];
    (void)state;
    for (int i = 0; i < LINES; i++) {
        lines[i] = dial(site);
        say(lines[i], STR("GET /a HTTP/1.1\r\n" HOST "\r\n"));
    }
    for (int i = 0; i < LINES; i++)
        assert_int_equal(status_of(hear(site->arena, lines[i], "[] 0")), 200);
    assert_int_equal(server_stats(site->server).connections, LINES);
    for (int i = LINES - 1; i >= 0; i--) {
        say(lines[i], STR("POST /a HTTP/1.1\r\nContent-Length: 2\r\n" LAST "ab"));
        assert_int_equal(status_of(hear(site->arena, lines[i], NULL)), 200);
        close(lines[i]);
    }
    site_stop(site);
}

static void a_full_queue_says_when_to_come_again(void **state)
{
    struct site *site = site_start((struct server_options){.handlers = 1, .queue = 1});
    int first = dial(site);
    int second = dial(site);
    struct str answer;
    (void)state;
    say(first, STR("GET /slow HTTP/1.1\r\n" LAST));
    assert_true(await(&site->entered));
    say(second, STR("GET /slow HTTP/1.1\r\n" LAST));
    assert_comes_true(server_stats(site->server).requests == 2);
    /* the second may still be on its way into the queue, so ask until it is full */
    do {
        int line = dial(site);
        struct pollfd event = {.fd = line, .events = POLLIN};
        say(line, STR("POST /other HTTP/1.1\r\nContent-Length: 1\r\n" LAST "a"));
        assert_int_equal(poll(&event, 1, TESTING_PATIENCE_S * 1000), 1);
        answer = hear(site->arena, line, NULL);
        close(line);
    } while (status_of(answer) != 503);
    assert_int_equal(count_of(answer, "Retry-After: "), 1); /* RFC 9110, 15.6.4 */
    assert_int_equal(count_of(answer, "server.busy"), 1);
    sem_post(&site->leave);
    sem_post(&site->leave);
    assert_int_equal(status_of(hear(site->arena, first, NULL)), 200);
    assert_int_equal(status_of(hear(site->arena, second, NULL)), 200);
    close(first);
    close(second);
    site_stop(site);
}

static void *stop_server(void *argument)
{
    struct site *site = argument;
    server_stop(site->server, TESTING_PATIENCE_S * INT64_C(1000000));
    return NULL;
}

/* Whether a new line is refused at once: nobody listens any more. */
static bool is_closed(const struct site *site)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons(site->port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_refused = connect(line, (const struct sockaddr *)&address, sizeof(address)) != 0 &&
                      errno == ECONNREFUSED;
    close(line);
    return is_refused;
}

static void stopping_finishes_what_is_at_work(void **state)
{
    struct site *site = site_start((struct server_options){0});
    int line = dial(site);
    int idle = dial(site);
    pthread_t thread;
    struct str answer;
    (void)state;
    say(idle, STR("GET /idle HTTP/1.1\r\n" HOST "\r\n"));
    hear(site->arena, idle, "[] 0");
    say(line, STR("GET /slow HTTP/1.1\r\n" HOST "\r\n"));
    assert_true(await(&site->entered));
    assert_int_equal(pthread_create(&thread, NULL, stop_server, site), 0);
    assert_comes_true(is_closed(site)); /* while one is at work */
    /* who had not heard of it yet is answered, and knows then */
    say(idle, STR("GET /idle HTTP/1.1\r\n" HOST "\r\n"));
    answer = hear(site->arena, idle, NULL);
    assert_int_equal(status_of(answer), 200);
    assert_int_equal(count_of(answer, "Connection: close\r\n"), 1);
    sem_post(&site->leave);
    answer = hear(site->arena, line, NULL);
    assert_int_equal(status_of(answer), 200);
    assert_int_equal(count_of(answer, "GET /slow? [] 0"), 1);
    pthread_join(thread, NULL);
    assert_int_equal(site->done, 3);
    close(line);
    close(idle);
    site_free(site);
}

/* An answer larger than the sockets hold, whose reader has begun when the server stops. */
static void stopping_sends_an_answer_to_its_end(void **state)
{
    enum {
        LARGE = 4 << 20
    };
    struct site *site = site_start((struct server_options){0});
    int line = dial_with_room(site, 4096);
    size_t heard;
    pthread_t thread;
    (void)state;
    say(line, STR("GET /large HTTP/1.1\r\n" HOST "\r\n"));
    heard = hear(site->arena, line, "\r\n\r\n").len;
    assert_comes_true(server_stats(site->server).requests == 1);
    assert_int_equal(pthread_create(&thread, NULL, stop_server, site), 0);
    /* nobody is let in any more: it is stopping */
    assert_comes_true(is_closed(site));
    heard += hear(site->arena, line, NULL).len;
    assert_true(heard > LARGE);
    pthread_join(thread, NULL);
    close(line);
    site_free(site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_without_end_is_cut_off_and_not_kept),
        cmocka_unit_test(a_body_in_chunks_is_asked_for_its_length),
        cmocka_unit_test(a_form_with_too_large_a_file_comes_without_it),
        cmocka_unit_test(a_body_a_little_too_large_is_heard_out_and_answered),
        cmocka_unit_test(an_upload_lies_on_the_disk_unreadable),
        cmocka_unit_test(a_sender_who_expects_is_told_to_continue),
        cmocka_unit_test(who_drips_is_cut_off),
        cmocka_unit_test(who_does_not_read_is_cut_off),
        cmocka_unit_test(many_lines_are_served_at_once),
        cmocka_unit_test(a_full_queue_says_when_to_come_again),
        cmocka_unit_test(stopping_finishes_what_is_at_work),
        cmocka_unit_test(stopping_sends_an_answer_to_its_end),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
