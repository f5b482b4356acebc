/*
 * The words of a command line, and how long work is shown: on a terminal one line
 * that is written over, elsewhere plain lines now and then.
 */
#include "civic/cli.h"

#include "base/buf.h"
#include "base/testing.h"
#include "civic/built_in_fixture.h"
#include "civic/site.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define MINUTE_US INT64_C(60000000)

static struct str option(int argc, char **argv, const char *name, int *ret_left)
{
    struct cli cli = {argc, argv};
    struct str value = cli_option(&cli, name);
    *ret_left = cli.argc;
    return value;
}

static void options_flags_and_words_are_taken_out(void **state)
{
    char unit[] = "--unit", all[] = "--all", one[] = "mot", two[] = "hai", place[] = "huyen";
    char *argv[] = {one, unit, place, all, two, unit};
    char *alone[] = {unit};
    struct cli cli = {COUNT(argv), argv};
    int left;
    (void)state;
    assert_str(cli_option(&cli, "--unit"), STR("huyen"));
    assert_true(cli_flag(&cli, "--all"));
    assert_false(cli_flag(&cli, "--all"));
    assert_str(cli_word(&cli), STR("mot"));
    assert_str(cli_word(&cli), STR("hai"));
    /* an option without a value is no word and stays for the complaint */
    assert_null(cli_word(&cli).ptr);
    assert_int_equal(cli.argc, 1);
    assert_null(option(1, alone, "--unit", &left).ptr);
    assert_int_equal(left, 1);
}

static void a_value_may_be_joined_to_its_option(void **state)
{
    char units[] = "--units", joined[] = "--unit=xa = 1", empty[] = "--unit=";
    char *argv[] = {units, joined};
    char *alone[] = {empty};
    int left;
    (void)state;
    assert_str(option(2, argv, "--unit", &left), STR("xa = 1"));
    assert_int_equal(left, 1);
    assert_str(option(1, alone, "--unit", &left), STR(""));
    assert_int_equal(left, 0);
}

/* ---- progress ---- */

/* Standard error, led elsewhere for a while. */
struct captured {
    int reader;
    int kept;
};

static struct captured capture(int reader, int writer)
{
    struct captured captured = {reader, dup(STDERR_FILENO)};
    assert_true(captured.kept >= 0 && writer >= 0);
    assert_int_equal(dup2(writer, STDERR_FILENO), STDERR_FILENO);
    close(writer);
    return captured;
}

/* All that was written: nobody writes any more, so reading comes to an end. */
static struct str release(struct arena *arena, struct captured captured)
{
    struct buf text = buf_init(arena, 4096);
    char bytes[512];
    ssize_t len;
    assert_int_equal(dup2(captured.kept, STDERR_FILENO), STDERR_FILENO);
    close(captured.kept);
    while ((len = read(captured.reader, bytes, sizeof(bytes))) > 0)
        buf_add(&text, (struct str){bytes, (size_t)len});
    close(captured.reader);
    return buf_str(&text);
}

static struct cli_progress progress_of(struct work *work, struct site *site, struct arena *arena)
{
    *site = (struct site){.arena = arena, .messages = built_in_messages()};
    *work = (struct work){.arena = arena, .site = site, .locale = LOCALE_VI};
    return (struct cli_progress){
        .work = work, .what = "command.import-units.progress", .total = 3000};
}

static void a_terminal_shows_one_line_that_is_written_over(void **state)
{
    struct arena *arena = arena_new();
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    struct site site;
    struct work work;
    struct cli_progress progress = progress_of(&work, &site, arena);
    struct captured captured;
    (void)state;
    assert_true(terminal >= 0);
    assert_int_equal(grantpt(terminal), 0);
    assert_int_equal(unlockpt(terminal), 0);
    captured = capture(terminal, open(ptsname(terminal), O_RDWR | O_NOCTTY));
    cli_progress_show(&progress, 1000);
    progress.shown_at += MINUTE_US;
    cli_progress_show(&progress, 1001); /* too soon after the last */
    progress.shown_at -= MINUTE_US + 200000;
    cli_progress_show(&progress, 2000);
    cli_progress_end(&progress);
    assert_str(release(arena, captured), STR("\r\033[KĐang nhập đơn vị: 1.000/3.000"
                                             "\r\033[KĐang nhập đơn vị: 2.000/3.000\r\033[K"));
    arena_free(arena);
}

static void elsewhere_a_plain_line_stands_every_ten_seconds(void **state)
{
    struct arena *arena = arena_new();
    int ends[2];
    struct site site;
    struct work work;
    struct cli_progress progress = progress_of(&work, &site, arena);
    struct captured captured;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    captured = capture(ends[0], ends[1]);
    cli_progress_show(&progress, 1); /* work that is done at once says nothing */
    progress.shown_at -= 5000000;
    cli_progress_show(&progress, 500);
    progress.shown_at -= 5000000;
    cli_progress_show(&progress, 1000);
    progress.shown_at += MINUTE_US;
    cli_progress_show(&progress, 1001);
    cli_progress_end(&progress);
    assert_str(release(arena, captured), STR("Đang nhập đơn vị: 1.000/3.000\n"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_may_be_joined_to_its_option),
        cmocka_unit_test(options_flags_and_words_are_taken_out),
        cmocka_unit_test(a_terminal_shows_one_line_that_is_written_over),
        cmocka_unit_test(elsewhere_a_plain_line_stands_every_ten_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
