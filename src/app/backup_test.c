/*
 * Backups are put back elsewhere, on either engine, and compared table by table;
 * writers go on meanwhile; files that were harmed are refused.
 */
#include "app/open.h"
#include "app/restore.h"
#include "app/testing.h"
#include "base/file.h"
#include "civic/unit.h"
#include "modules/admin/admin.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ---- places ---- */

struct place {
    struct arena *arena;
    struct arena *whole; /* what lives as long as the place */
    const char *folder;
};

static struct place place_new(void)
{
    struct arena *whole = arena_new();
    return (struct place){arena_new(), whole, testing_folder(whole)};
}

static void place_free(struct place *place)
{
    arena_free(place->arena);
    arena_free(place->whole);
}

static const char *in(struct place *place, const char *name)
{
    return arena_printf(place->arena, "%s/%s", place->folder, name).ptr;
}

/* ---- what tables hold ---- */

struct contents {
    struct arena *arena;
    struct buf text;
};

static const struct fault *gather(void *context, struct arena *scratch, struct str lines,
                                  int64_t rows)
{
    struct contents *contents = context;
    (void)scratch;
    (void)rows;
    buf_add(&contents->text, lines);
    return NULL;
}

static int compare_lines(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Every row of every table, sorted: an engine may keep them in any order. */
static struct str contents_of(struct work *work)
{
    struct contents contents = {work->arena, buf_init(work->arena, 16 * 1024 * 1024)};
    struct buf sorted = buf_init(work->arena, 16 * 1024 * 1024);
    VEC(struct str) lines = {0};
    table_list tables;
    struct str rest;
    assert_no_fault(table_list_of(work, &tables));
    assert_true(tables.count > 20);
    for (size_t i = 0; i < tables.count; i++)
        assert_no_fault(table_dump(work, &tables.items[i], gather, &contents));
    db_release(work);
    rest = buf_str(&contents.text);
    while (rest.len > 0)
        *VEC_PUSH(&lines, work->arena) = str_cut_line(&rest);
    qsort(lines.items, lines.count, sizeof(*lines.items), compare_lines);
    for (size_t i = 0; i < lines.count; i++) {
        buf_add(&sorted, lines.items[i]);
        buf_add_byte(&sorted, '\n');
    }
    assert_false(buf_overflowed(&sorted));
    return buf_str(&sorted);
}

static void write_text(const char *path, const char *text)
{
    struct arena *arena = arena_new();
    const char *slash = strrchr(path, '/');
    assert_no_fault(
        file_make_folder(arena, arena_c(arena, (struct str){path, (size_t)(slash - path)}), 0700));
    assert_no_fault(file_write(arena, path, str_from_c(text), 0600));
    arena_free(arena);
}

static void assert_file(struct arena *arena, const char *path, const char *text)
{
    struct str bytes;
    assert_no_fault(file_read(arena, path, 1024, &bytes));
    assert_str(bytes, str_from_c(text));
}

/* ---- elsewhere ---- */

/* Restores to a new database of `engine` and compares; false where it is not there. */
static bool restored_is_the_same(struct place *place, const char *keys, enum db_engine engine,
                                 struct str expected)
{
    struct db_testing target;
    struct restore restore = {
        .file = in(place, "backup"),
        .data = arena_printf(place->arena, "%s/to-%d", place->folder, (int)engine).ptr,
        .keys = keys};
    struct restored restored;
    struct str url;
    struct db_pool *pool;
    if (!db_testing_begin(&target, engine, false))
        return false;
    restore.database = engine == DB_POSTGRES ? target.url : STR("sqlite:dinh.db");
    assert_no_fault(restore_run(place->arena, &restore, &restored));
    assert_int_equal(restored.sum.files, 2);
    assert_true(restored.indexed > 0);
    url = engine == DB_POSTGRES ? target.url
                                : arena_printf(place->arena, "sqlite:%s/dinh.db", restore.data);
    assert_no_fault(db_open(place->arena, (struct db_options){.url = url, .readers = 1}, &pool));
    assert_str(contents_of(db_testing_work(&target, pool)), expected);
    db_close(pool);
    assert_file(place->arena, arena_printf(place->arena, "%s/files/ab/abcd", restore.data).ptr,
                "tệp thứ nhất");
    assert_file(place->arena, arena_printf(place->arena, "%s/files/cd/cdef.pdf", restore.data).ptr,
                "");
    db_testing_end(&target);
    return true;
}

static const struct fault *awkward(struct work *work, void *context)
{
    struct unit unit;
    const struct fault *fault = unit_top(work, &unit);
    (void)context;
    if (!fault)
        fault = db_exec(work,
                        "INSERT INTO article (id, unit_id, slug, title, lead, body, byline,"
                        " picture, picture_alt, caption, status, updated_at, original)"
                        " VALUES ($1, $2, 'kho', $3, '', $4, '', '', '', '', 'draft', $5, $6)",
                        P(INT64_MAX, unit.id, STR("Dấu \"nháy\", \\ gạch, </script>, xuống\ndòng"),
                          STR("\x01\x7f \xe2\x80\xa8 \xf0\x9f\x8f\xae"), INT64_MIN,
                          db_blob((struct str){"\0\xff\n\"", 4})),
                        NULL);
    if (!fault)
        fault = db_exec(work,
                        "INSERT INTO article (id, unit_id, slug, title, lead, body, byline,"
                        " picture, picture_alt, caption, status, updated_at, original)"
                        " VALUES (-5, $1, 'rong', '', '', '', '', '', '', '', 'draft', 0, $2)",
                        P(unit.id, db_blob(STR(""))), NULL);
    return fault;
}

static void add_awkward_rows(struct work *work)
{
    assert_no_fault(db_write(work, awkward, NULL));
}

static void a_backup_restored_elsewhere_has_the_same_rows(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct place place = place_new();
        const char *keys = in(&place, "keys");
        struct backup_sum sum;
        struct str expected;
        add_awkward_rows(site.work);
        write_text(arena_printf(site.arena, "%s/files/ab/abcd", site.folder).ptr, "tệp thứ nhất");
        write_text(arena_printf(site.arena, "%s/files/cd/cdef.pdf", site.folder).ptr, "");
        write_text(arena_printf(site.arena, "%s/files/.hidden", site.folder).ptr, "not yet a file");
        expected = contents_of(site.work);
        assert_no_fault(backup_make(site.work, in(&place, "backup"), NULL, NULL, &sum));
        assert_int_equal(sum.files, 2);
        assert_no_fault(backup_make_keys(site.arena, site.folder, keys, site.now));
        assert_true(restored_is_the_same(&place, keys, DB_SQLITE, expected));
        restored_is_the_same(&place, keys, DB_POSTGRES, expected);
        place_free(&place);
    }
}

/* ---- while writing ---- */

struct scribe {
    struct site *site;
    _Atomic bool is_over;
    _Atomic int64_t written;
};

/* Two tables in one transaction: a snapshot has both or neither. */
static const struct fault *write_pair(struct work *work, void *context)
{
    struct scribe *scribe = context;
    struct unit unit;
    const struct fault *fault = unit_top(work, &unit);
    if (!fault)
        fault = db_exec(work,
                        "INSERT INTO admin_event (id, at, unit_id, event, detail)"
                        " VALUES ($1, 0, $2, 'unit-added', 'x')",
                        P(1000 + scribe->written, unit.id), NULL);
    if (!fault)
        fault = db_exec(work,
                        "INSERT INTO backup_made (id, made_at, name, bytes, row_count, file_count,"
                        " took_us) VALUES ($1, 0, 'x', 0, 0, 0, 0)",
                        P(1000 + scribe->written), NULL);
    return fault;
}

static void *scribble(void *context)
{
    struct scribe *scribe = context;
    while (!scribe->is_over) {
        struct work *work = work_begin(scribe->site, LOCALE_VI);
        if (db_write(work, write_pair, scribe))
            abort();
        scribe->written++;
        work_end(work);
    }
    return NULL;
}

static int64_t count_of(struct work *work, const char *sql)
{
    struct db_rows *rows;
    assert_no_fault(db_one(work, sql, P0, &rows));
    return db_int(rows, 0);
}

static void a_backup_made_while_others_write_is_one_moment(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct place place = place_new();
        struct scribe scribe = {.site = site.site};
        struct restore restore = {.file = in(&place, "backup"),
                                  .data = in(&place, "to"),
                                  .keys = in(&place, "keys"),
                                  .database = STR("sqlite:dinh.db")};
        struct restored restored;
        struct backup_sum sum;
        struct db_pool *pool;
        struct work *work;
        pthread_t thread;
        bool is_written = false;
        assert_int_equal(pthread_create(&thread, NULL, scribble, &scribe), 0);
        /* at least five, and the last while something was written already */
        for (int made = 0; made < 5 || !is_written; made++) {
            is_written = scribe.written > 0;
            assert_true(made < 1000);
            assert_no_fault(backup_make(site.work, in(&place, "backup"), NULL, NULL, &sum));
        }
        scribe.is_over = true;
        pthread_join(thread, NULL);
        assert_no_fault(backup_make_keys(site.arena, site.folder, restore.keys, site.now));
        assert_no_fault(restore_run(place.arena, &restore, &restored));
        assert_no_fault(
            db_open(place.arena,
                    (struct db_options){
                        .url = arena_printf(place.arena, "sqlite:%s/to/dinh.db", place.folder),
                        .readers = 1},
                    &pool));
        work = ARENA_NEW(place.arena, struct work);
        work->arena = arena_new();
        assert_no_fault(db_attach(pool, work, DB_READ_ONLY));
        assert_true(count_of(work, "SELECT COUNT(*) FROM admin_event") > 0);
        assert_int_equal(count_of(work, "SELECT COUNT(*) FROM admin_event"),
                         count_of(work, "SELECT COUNT(*) FROM backup_made"));
        arena_free(work->arena);
        db_close(pool);
        place_free(&place);
    }
}

/* ---- what is refused ---- */

static void assert_refused(const struct fault *fault, const char *key)
{
    assert_non_null(fault);
    assert_string_equal(fault->key, key);
}

static void a_harmed_file_is_refused_and_nothing_stays(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct place place = place_new();
        struct restore restore = {.data = in(&place, "to"), .keys = in(&place, "keys")};
        struct restored restored;
        struct backup_head head;
        struct backup_sum sum;
        struct backup_sum harmed_sum;
        struct str bytes;
        size_t refused = 0;
        size_t step;
        struct str *names;
        size_t count;
        restore.file = in(&place, "harmed");
        assert_no_fault(backup_make(site.work, in(&place, "backup"), NULL, NULL, &sum));
        assert_no_fault(backup_make_keys(site.arena, site.folder, restore.keys, site.now));
        assert_no_fault(file_read(place.arena, in(&place, "backup"), 1 << 24, &bytes));
        assert_no_fault(backup_verify(place.arena, in(&place, "backup"), NULL, NULL, &head, &sum));
        step = bytes.len / 40;
        for (size_t at = 0; at < bytes.len; at += step) {
            struct str harmed = arena_copy(place.arena, bytes);
            ((char *)(uintptr_t)harmed.ptr)[at] ^= 0x20;
            assert_no_fault(file_write(place.arena, restore.file, harmed, 0600));
            /* a byte between the members may change without changing any of them */
            if (backup_verify(place.arena, restore.file, NULL, NULL, &head, &harmed_sum))
                refused++;
            else
                assert_memory_equal(&harmed_sum, &sum, sizeof(sum));
            assert_no_fault(file_write(place.arena, restore.file, str_slice(bytes, 0, at), 0600));
            assert_refused(backup_verify(place.arena, restore.file, NULL, NULL, &head, &harmed_sum),
                           "backup.damaged");
        }
        assert_true(refused > 20);
        assert_refused(restore_run(place.arena, &restore, &restored), "backup.damaged");
        /* the arena of a command that failed takes the folder under construction away */
        arena_free(place.arena);
        place.arena = arena_new();
        assert_no_fault(file_list(place.arena, place.folder, &names, &count));
        assert_int_equal(count, 3); /* backup, harmed, keys */
        place_free(&place);
    }
}

/* Files of this program become no longer than so many bytes: a full disk, for one who
 * writes. */
static void let_files_grow_to(rlim_t bytes)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN); /* writing fails instead */
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_is_said_and_leaves_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct place place = place_new();
        struct restore restore = {.data = in(&place, "to"), .keys = in(&place, "keys")};
        struct restored restored;
        struct backup_sum sum;
        struct stat whole;
        struct str *names;
        size_t count;
        const struct fault *fault;
        struct work *work;
        restore.file = in(&place, "backup");
        assert_no_fault(backup_make_keys(site.arena, site.folder, restore.keys, site.now));
        assert_no_fault(backup_make(site.work, restore.file, NULL, NULL, &sum));
        assert_int_equal(stat(restore.file, &whole), 0);
        let_files_grow_to((rlim_t)whole.st_size / 2);
        /* the one of the night before stays as it is */
        work = work_begin(site.site, LOCALE_VI);
        work->clock = site.work->clock;
        fault = backup_make(work, restore.file, NULL, NULL, &sum);
        let_files_grow_to(RLIM_INFINITY);
        assert_refused(fault, "backup.write");
        work_end(work);
        let_files_grow_to((rlim_t)whole.st_size);
        fault = restore_run(place.arena, &restore, &restored); /* into SQLite */
        let_files_grow_to(RLIM_INFINITY);
        assert_non_null(fault);
        arena_free(place.arena);
        place.arena = arena_new();
        assert_no_fault(file_list(place.arena, place.folder, &names, &count));
        assert_int_equal(count, 2); /* backup, keys */
        assert_no_fault(backup_verify(place.arena, in(&place, "backup"), NULL, NULL,
                                      ARENA_NEW(place.arena, struct backup_head), &sum));
        place_free(&place);
    }
}

static void a_restore_refuses_another_key_a_full_folder_and_a_newer_program(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct place place = place_new();
        struct restore restore = {.file = in(&place, "backup"), .data = in(&place, "to")};
        struct restored restored;
        struct backup_sum sum;
        struct backup_writer *writer;
        assert_no_fault(backup_make(site.work, restore.file, NULL, NULL, &sum));
        assert_refused(restore_run(place.arena, &restore, &restored), "restore.no_key");
        write_text(in(&place, "to/keys/site.key"),
                   "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        assert_refused(restore_run(place.arena, &restore, &restored), "restore.other_key");
        write_text(in(&place, "to/dinh.db"), "somebody's");
        assert_refused(restore_run(place.arena, &restore, &restored), "restore.there");
        assert_file(place.arena, in(&place, "to/dinh.db"), "somebody's");

        assert_no_fault(backup_begin(place.arena, in(&place, "newer"), &writer));
        assert_no_fault(backup_add(writer, place.arena, STR("backup.json"),
                                   STR("{\"format\":1,\"migration\":9000,\"key\":\"00\","
                                       "\"engine\":\"sqlite\",\"made\":\"2030-01-01T00:00:00Z\","
                                       "\"tables\":[]}"),
                                   site.now));
        assert_no_fault(backup_finish(writer, site.now));
        restore.file = in(&place, "newer");
        assert_refused(restore_run(place.arena, &restore, &restored), "restore.newer");
        place_free(&place);
    }
}

static void a_folder_that_is_replaced_is_kept_beside(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct place place = place_new();
        struct restore restore = {.file = in(&place, "backup"),
                                  .data = in(&place, "to"),
                                  .keys = in(&place, "keys"),
                                  .database = STR("sqlite:dinh.db"),
                                  .is_replaced = true};
        struct restored restored;
        struct backup_sum sum;
        assert_no_fault(backup_make(site.work, restore.file, NULL, NULL, &sum));
        assert_no_fault(backup_make_keys(site.arena, site.folder, restore.keys, site.now));
        write_text(in(&place, "to/dinh.db"), "somebody's");
        assert_no_fault(restore_run(place.arena, &restore, &restored));
        assert_non_null(restored.set_aside);
        assert_file(place.arena, arena_printf(place.arena, "%s/dinh.db", restored.set_aside).ptr,
                    "somebody's");
        assert_true(file_exists(in(&place, "to/keys/site.key")));
        place_free(&place);
    }
}

/* A tar that another program made: names that would lead out of the folder. */
static void names_that_lead_elsewhere_are_refused(void **state)
{
    static const char *const names[] = {
        "../x",      "/etc/x",     "files/../../x", "files//x",   "files/.x", "files/x/",
        "files/a b", "files/\xff", "files/x\n",     "settings/.", ""};
    struct place place = place_new();
    (void)state;
    assert_true(crypto_start());
    for (size_t i = 0; i < COUNT(names); i++) {
        struct backup_writer *writer;
        struct backup_reader *reader;
        struct backup_member member;
        struct instant at = {0};
        assert_no_fault(backup_begin(place.arena, in(&place, "backup"), &writer));
        if (backup_add(writer, place.arena, str_from_c(names[i]), STR("x"), at))
            continue; /* not even written */
        assert_no_fault(backup_finish(writer, at));
        assert_no_fault(backup_open(place.arena, in(&place, "backup"), &reader));
        assert_refused(backup_next(reader, place.arena, &member), "backup.damaged");
    }
    place_free(&place);
}

static void the_last_backup_is_remembered(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct admin_backup last;
        assert_refused(admin_backup_last(site.work, &last), "record.missing");
        assert_no_fault(admin_backup_made(
            site.work, &(struct admin_backup){.name = STR("a.tar.zst"), .bytes = 7}));
        site.now.us += 1000000;
        assert_no_fault(admin_backup_made(
            site.work, &(struct admin_backup){.name = STR("b.tar.zst"), .bytes = 9}));
        assert_no_fault(admin_backup_last(site.work, &last));
        assert_str(last.name, STR("b.tar.zst"));
        assert_int_equal(last.made_at.us, site.now.us);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_backup_restored_elsewhere_has_the_same_rows),
        cmocka_unit_test(a_backup_made_while_others_write_is_one_moment),
        cmocka_unit_test(a_full_disk_is_said_and_leaves_nothing),
        cmocka_unit_test(a_harmed_file_is_refused_and_nothing_stays),
        cmocka_unit_test(a_restore_refuses_another_key_a_full_folder_and_a_newer_program),
        cmocka_unit_test(a_folder_that_is_replaced_is_kept_beside),
        cmocka_unit_test(names_that_lead_elsewhere_are_refused),
        cmocka_unit_test(the_last_backup_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
