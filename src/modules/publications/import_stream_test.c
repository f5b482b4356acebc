/*
 * A large export cut into pieces gives the articles that it gives whole.
 */
#include "modules/publications/import_stream.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/testing.h"
#include "modules/publications/import.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;
static const char *path;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    path = testing_file(arena, STR(""));
    return crypto_start() ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void write_file(struct str bytes)
{
    assert_no_fault(file_write(arena, path, bytes, 0600));
}

/* What the articles say, one after the other. */
static struct str digests_of(const struct import *import)
{
    struct buf text = buf_init(arena, 1 << 20);
    for (size_t i = 0; i < import->articles.count; i++) {
        buf_add(&text, import_digest(arena, &import->articles.items[i]));
        buf_add(&text, import->articles.items[i].original);
    }
    return buf_str(&text);
}

static const struct import_options any = {.format = IMPORT_SNIFF};

/* Reads the file in pieces; how many there were. */
static const struct fault *read_with(const struct import_options *options, size_t piece,
                                     struct str *ret_digests, int *ret_pieces)
{
    struct buf text = buf_init(arena, 1 << 20);
    struct import_stream *stream;
    bool is_more = true;
    const struct fault *fault = import_stream_open(arena, path, piece, &stream);
    *ret_pieces = 0;
    while (!fault && is_more) {
        struct import import;
        struct str bytes;
        fault = import_stream_next(stream, arena, &bytes, &is_more);
        if (!fault && is_more) {
            (*ret_pieces)++;
            assert_no_fault(import_read(arena, bytes, options, &import));
            buf_add(&text, digests_of(&import));
        }
    }
    *ret_digests = buf_str(&text);
    return fault;
}

static const struct fault *read_in_pieces(size_t piece, struct str *ret_digests, int *ret_pieces)
{
    return read_with(&any, piece, ret_digests, ret_pieces);
}

/* Of the piece in which it lies, the line is that of the file. */
static void a_broken_piece_names_the_line_of_the_file(void **state)
{
    struct buf text = buf_init(arena, 1 << 16);
    struct import_stream *stream;
    const struct fault *fault = NULL;
    bool is_more = true;
    (void)state;
    buf_add_literal(&text, "<rss><channel>\n<title>Mẫu</title>\n");
    for (int i = 3; i <= 40; i++)
        buf_printf(&text, "<item><title>Bài %d</title><guid>%d</guid>%s</item>\n", i, i,
                   i == 30 ? "<b></i>" : "");
    buf_add_literal(&text, "</channel></rss>\n");
    write_file(buf_str(&text));
    assert_no_fault(import_stream_open(arena, path, 500, &stream));
    while (!fault && is_more) {
        struct import import;
        struct str bytes = {NULL, 0};
        assert_no_fault(import_stream_next(stream, arena, &bytes, &is_more));
        if (is_more)
            fault = import_stream_fault(stream, arena, import_read(arena, bytes, &any, &import));
    }
    assert_string_equal(fault ? fault->key : "", "import.fault.xml");
    assert_str(fault ? fault->args[0].value : STR(""), STR("30"));
}

/* Thirty items; what looks like tags stands in a comment and in CDATA. */
static struct str export_of(int items)
{
    struct buf text = buf_init(arena, 1 << 20);
    buf_add_literal(&text, "<?xml version=\"1.0\"?>\n<!-- <item> --><rss version=\"2.0\">"
                           "<channel><title>Mẫu</title>\n");
    for (int i = 0; i < items; i++)
        buf_printf(&text,
                   "<item><title>Bài %d</title><guid>g-%d</guid>"
                   "<description><![CDATA[<p>Thẻ </item> và <item> là chữ.</p>]]></description>"
                   "<author/><pubDate>Sun, 06 Mar 2022 07:30:00 +0700</pubDate></item>\n",
                   i, i);
    buf_add_literal(&text, "</channel></rss>\n");
    return buf_str(&text);
}

static void an_export_in_pieces_is_the_export_whole(void **state)
{
    struct str whole = export_of(30);
    struct import import;
    (void)state;
    write_file(whole);
    assert_no_fault(import_read(arena, whole, &any, &import));
    assert_int_equal(import.articles.count, 30);
    /* every place at which the room may end within an item */
    for (size_t piece = 600; piece < 900; piece++) {
        struct str digests;
        int pieces;
        assert_no_fault(read_in_pieces(piece, &digests, &pieces));
        assert_true(pieces > 5);
        assert_str(digests, digests_of(&import));
    }
}

/* Articles first, their pictures behind all of them, as they may stand in an export. */
static struct str wordpress_of(int items)
{
    struct buf text = buf_init(arena, 1 << 20);
    buf_add_literal(&text, "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\">"
                           "<channel><wp:wxr_version>1.2</wp:wxr_version>\n");
    for (int i = 0; i < items; i++)
        buf_printf(&text,
                   "<item><title>Bài %d</title><guid>g-%d</guid><wp:post_id>%d</wp:post_id>"
                   "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
                   "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>"
                   "<wp:meta_value>%d</wp:meta_value></wp:postmeta></item>\n",
                   i, i, i, 1000 + i);
    for (int i = 0; i < items; i++)
        buf_printf(&text,
                   "<item><title>Ảnh %d</title><wp:post_id>%d</wp:post_id>"
                   "<wp:post_type>attachment</wp:post_type>"
                   "<wp:attachment_url>https://cu.example/%d.jpg</wp:attachment_url></item>\n",
                   i, 1000 + i, i);
    buf_add_literal(&text, "</channel></rss>\n");
    return buf_str(&text);
}

static void an_article_finds_its_picture_in_another_piece(void **state)
{
    struct import_options options = {.format = IMPORT_SNIFF,
                                     .pictures = import_pictures_new(arena)};
    struct str whole = wordpress_of(20);
    struct import import;
    struct str digests;
    int pieces;
    (void)state;
    write_file(whole);
    assert_no_fault(import_read(arena, whole, &any, &import));
    assert_int_equal(import.articles.count, 20);
    assert_str(import.articles.items[7].pictures.items[0].url, STR("https://cu.example/7.jpg"));
    /* first the pictures alone, then the articles */
    assert_no_fault(read_with(&options, 1500, &digests, &pieces));
    assert_true(pieces > 5);
    assert_str(digests, STR(""));
    options.pictures->is_complete = true;
    assert_no_fault(read_with(&options, 1500, &digests, &pieces));
    assert_str(digests, digests_of(&import));
}

/* The second of two items with one name is passed over wherever the file is cut: stored,
 * it would take the place of the first, and the other way round the next time. */
static void an_item_that_was_in_an_earlier_piece_is_repeated(void **state)
{
    const struct import_options options = {.format = IMPORT_SNIFF, .seen = map_new(arena)};
    struct import first;
    struct import second;
    (void)state;
    assert_no_fault(import_read(arena, export_of(3), &options, &first));
    assert_int_equal(first.articles.count, 3);
    assert_no_fault(import_read(arena, export_of(4), &options, &second));
    assert_int_equal(second.articles.count, 1);
    assert_str(second.articles.items[0].source_id, STR("g-3"));
    assert_int_equal(second.skipped[IMPORT_SKIP_REPEATED], 3);
}

static void an_item_larger_than_a_piece_gets_more_room(void **state)
{
    struct str whole = export_of(3);
    struct import import;
    struct str digests;
    int pieces;
    (void)state;
    write_file(whole);
    assert_no_fault(import_read(arena, whole, &any, &import));
    assert_no_fault(read_in_pieces(100, &digests, &pieces));
    assert_str(digests, digests_of(&import));
}

static void a_small_file_is_one_piece(void **state)
{
    struct str digests;
    int pieces;
    (void)state;
    write_file(export_of(3));
    assert_no_fault(read_in_pieces(IMPORT_PIECE, &digests, &pieces));
    assert_int_equal(pieces, 1);
}

static void what_cannot_be_cut_is_said(void **state)
{
    static const struct {
        struct str bytes;
        const char *key;
    } cases[] = {
        {STR_INIT("Một trang rất dài, không phải RSS."),         "import.fault.too_large"},
        {STR_INIT("<feed>một nguồn Atom rất dài</feed>"),         "import.fault.too_large"},
        {STR_INIT("\x7F"
                  "ELF\0\0\0 một chương trình nào đó"),
         "import.fault.format"                                                                   },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct fault *fault;
        struct str digests;
        int pieces;
        write_file(cases[i].bytes);
        fault = read_in_pieces(16, &digests, &pieces);
        assert_non_null(fault);
        assert_string_equal(fault->key, cases[i].key);
    }
}

static void a_missing_file_is_said(void **state)
{
    struct import_stream *stream;
    const struct fault *fault =
        import_stream_open(arena, arena_printf(arena, "%s.none", path).ptr, IMPORT_PIECE, &stream);
    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "file.missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_piece_names_the_line_of_the_file),
        cmocka_unit_test(an_export_in_pieces_is_the_export_whole),
        cmocka_unit_test(an_article_finds_its_picture_in_another_piece),
        cmocka_unit_test(an_item_that_was_in_an_earlier_piece_is_repeated),
        cmocka_unit_test(an_item_larger_than_a_piece_gets_more_room),
        cmocka_unit_test(a_small_file_is_one_piece),
        cmocka_unit_test(what_cannot_be_cut_is_said),
        cmocka_unit_test(a_missing_file_is_said),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
