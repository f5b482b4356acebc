/*
 * Import of feeds and exports: every format by a hand-written file of invented
 * content, dates by table, and input that means harm.
 */
#include "modules/publications/import.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/testing.h"
#include "modules/publications/import_parts.h"
#include "text/utf8.h"

#include <string.h>

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct str fixture(const char *name)
{
    const struct str path = arena_printf(arena, "tests/fixtures/import/%s", name);
    struct str bytes = STR("");

    assert_no_fault(file_read(arena, arena_c(arena, path), 1 << 20, &bytes));
    return bytes;
}

static struct import read_bytes(struct str bytes)
{
    const struct import_options options = {.format = IMPORT_SNIFF, .source_url = STR("")};
    struct import import = {0};

    assert_no_fault(import_read(arena, bytes, &options, &import));
    return import;
}

static struct str iso(struct instant at)
{
    return instant_to_iso(arena, at);
}

static void wordpress_post_comes_with_all_it_had(void **state)
{
    const struct import import = read_bytes(fixture("wordpress-6.xml"));
    const struct import_article *post = &import.articles.items[0];

    (void)state;
    assert_int_equal(import.format, IMPORT_WXR);
    assert_int_equal(import.articles.count, 3);
    assert_str(post->source_id, STR("https://mau.example/?p=11"));
    assert_str(post->title, STR("Lịch tiếp công dân & đối thoại tháng 3"));
    assert_str(post->slug_hint, STR("lịch-tiếp-dân"));
    assert_str(post->lead, STR("Lịch tiếp công dân định kỳ của lãnh đạo xã."));
    assert_str(post->byline, STR("Ban Biên tập (mẫu)"));
    assert_str(post->source_url, STR("https://mau.example/lich-tiep-cong-dan/"));
    assert_str(post->body_markdown,
               STR("Ủy ban nhân dân xã **công khai**:lịch tiếp công dân.\n\n"
                   "- Thứ Hai\n  - sáng\n- Thứ Năm\n\n"
                   "Xem tại đây hoặc [liên hệ](https://mau.example/lien-he).\n"));
    assert_str(iso(post->published), STR("2022-03-06T00:30:00Z"));
    assert_str(iso(post->updated), STR("2022-03-07T01:00:00Z"));
    assert_true(post->has_date);
    assert_false(post->is_page);
    assert_true(post->is_pinned);
    assert_false(import.articles.items[1].is_pinned); /* not sticky, it says */
    assert_int_equal(post->views, 3418);
    assert_int_equal(post->status, IMPORT_PUBLISHED);
    assert_int_equal(post->categories.count, 1);
    assert_str(post->categories.items[0], STR("Thông báo"));
    assert_int_equal(post->tags.count, 1);
    assert_str(post->tags.items[0], STR("tiếp dân"));
    assert_int_equal(post->warnings.count, 1);
    assert_string_equal(post->warnings.items[0].key, "import.warning.links");
}

static void featured_picture_stands_first_with_caption_and_alternative(void **state)
{
    const struct import import = read_bytes(fixture("wordpress-6.xml"));
    const struct import_article *post = &import.articles.items[0];

    (void)state;
    assert_int_equal(post->pictures.count, 2);
    assert_str(post->pictures.items[0].url, STR("https://mau.example/anh/tru-so.jpg"));
    assert_str(post->pictures.items[0].caption, STR("Trụ sở (ảnh mẫu)"));
    assert_str(post->pictures.items[0].alt, STR("Mặt trước trụ sở"));
    assert_str(post->pictures.items[1].url, STR("https://mau.example/anh/phong-tiep.jpg"));
    assert_str(post->pictures.items[1].caption, STR("Phòng tiếp công dân (ảnh mẫu)"));
    assert_str(post->pictures.items[1].alt, STR("Phòng tiếp dân"));
}

static void classic_wordpress_text_keeps_its_line_breaks_and_shortcodes(void **state)
{
    const struct import import = read_bytes(fixture("wordpress-6.xml"));
    const struct import_article *post = &import.articles.items[1];

    (void)state;
    assert_str(post->body_markdown,
               STR("Đoạn một,\\\ndòng hai.\n\nĐoạn hai.\n\n"
                   "[https://video.example/xem?v=1](https://video.example/xem?v=1)\n\n"
                   "Ghi chú \\[1\\] vẫn là chữ.\n"));
    assert_int_equal(post->status, IMPORT_DRAFT);
    assert_false(post->has_date);
    assert_int_equal(post->views, -1);
    assert_str(post->byline, STR("khach"));
    assert_int_equal(post->pictures.count, 2);
    assert_str(post->pictures.items[1].caption, STR("Cuộc họp thôn (ảnh mẫu)"));
}

/* U+202E turns "gnod 000.01" into a sum that stands nowhere; U+00AD and U+200B make of a
 * word one that no search finds. As they are, and by name. */
static void nothing_imported_is_other_than_it_shows(void **state)
{
    const struct import import = read_bytes(
        STR("<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
            "<channel><item><guid>1</guid><title>Thu \u202Egnod\u202C &#x200B;phí</title>"
            "<description>Trích&#x2067; yếu\u2069</description><author>Lan\u200F</author>"
            "<category>Thông\u00AD báo</category>"
            "<content:encoded><![CDATA[<p>Cán b&shy;ộ thu&#8238; 10\u200B &zwnj;đồng</p>"
            "<p>1&#8203;. Mục \uFEFFmột</p><pre>mã &rlm;số</pre>"
            "<figure><img src='https://mau.example/a.jpg' alt='Ảnh&lrm;'>"
            "<figcaption>Chú&#8203; thích</figcaption></figure>"
            "]]></content:encoded></item></channel></rss>"));
    const struct import_article *article = &import.articles.items[0];

    (void)state;
    assert_str(article->title, STR("Thu gnod phí"));
    assert_str(article->lead, STR("Trích yếu"));
    assert_str(article->byline, STR("Lan"));
    assert_str(article->categories.items[0], STR("Thông báo"));
    assert_str(article->body_markdown,
               STR("Cán bộ thu 10 đồng\n\n1\\. Mục một\n\n```\nmã số\n```\n"));
    assert_str(article->pictures.items[0].alt, STR("Ảnh"));
    assert_str(article->pictures.items[0].caption, STR("Chú thích"));
}

/* RFC 4287, section 2, and XML Base; a reader of this site is not sent to pages of it that
 * are not there. */
static void references_are_told_from_where_they_stood(void **state)
{
    const struct import atom = read_bytes(
        STR("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://mau.example/tin/'>"
            "<entry><title>a</title><id>1</id><updated>2022-03-06T00:00:00Z</updated>"
            "<link href='2022/bai'/><content type='xhtml' xml:base='khac/'>"
            "<div xmlns='http://www.w3.org/1999/xhtml'><a href='b?c=1'>gần</a> "
            "<a href='/goc'>gốc</a> <a href='#chan'>chân</a><img src='../a.jpg'/></div>"
            "</content></entry></feed>"));
    const struct import rss =
        read_bytes(STR("<rss version='2.0'><channel><item><title>a</title>"
                       "<link>https://mau.example/muc/bai.html</link>"
                       "<description>&lt;a href='sau.html'&gt;sau&lt;/a&gt;"
                       "&lt;img src='/a.jpg'&gt;</description></item></channel></rss>"));

    (void)state;
    assert_str(atom.articles.items[0].source_url, STR("https://mau.example/tin/2022/bai"));
    assert_str(atom.articles.items[0].body_markdown,
               STR("[gần](https://mau.example/tin/khac/b?c=1) "
                   "[gốc](https://mau.example/goc) [chân](#chan)\n"));
    assert_str(atom.articles.items[0].pictures.items[0].url, STR("https://mau.example/tin/a.jpg"));
    assert_str(rss.articles.items[0].body_markdown,
               STR("[sau](https://mau.example/muc/sau.html)\n"));
    assert_str(rss.articles.items[0].pictures.items[0].url, STR("https://mau.example/a.jpg"));
}

static void a_feed_is_read_over_the_mistakes_of_programs(void **state)
{
    const struct import import = read_bytes(
        STR("\n\r\n <?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item>"
            "<title>Tiếp&nbsp;dân \x0B&ndash; Thủy</title><guid>1</guid>"
            "<description>a\x08"
            "b</description></item></channel></rss>"));

    (void)state;
    assert_str(import.articles.items[0].title, STR("Tiếp dân – Thủy"));
    assert_str(import.articles.items[0].body_markdown, STR("ab\n"));
}

/* One post with this content. */
static struct import wordpress_post(struct str content)
{
    return read_bytes(arena_printf(
        arena,
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:wp='http://wordpress.org/export/1.2/'><channel>"
        "<wp:wxr_version>1.2</wp:wxr_version><item><title>a</title><guid>1</guid>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
        "<content:encoded><![CDATA[" PRISTR "]]></content:encoded></item></channel></rss>",
        STRARG(content)));
}

/* As WordPress and its plug-ins write them (the data for testing themes has most). */
static void no_shortcode_is_left_for_a_reader(void **state)
{
    /* content, Markdown, how many of plug-ins went */
    static const struct {
        struct str content;
        struct str markdown;
        const char *left_out;
    } rows[] = {
        {STR_INIT("[audio https://mau.example/a.mp3]"),
         STR_INIT("[https://mau.example/a.mp3](https://mau.example/a.mp3)\n"),                                                      NULL},
        {STR_INIT("[video width=\"640\" mp4=\"https://mau.example/v.mp4\"][/video]sau"),
         STR_INIT("[https://mau.example/v.mp4](https://mau.example/v.mp4)\n\nsau\n"),                                               NULL},
        {STR_INIT("[youtube=https://video.example/x?v=1]"),
         STR_INIT("[https://video.example/x?v=1](https://video.example/x?v=1)\n"),                                                  NULL},
        {STR_INIT("a [contact-form-7 id=\"5\" title=\"Liên hệ\"] b"),                 STR_INIT("a b\n"),                         "1" },
        {STR_INIT("[vc_row][vc_column width=\"1/2\"]Cột[/vc_column][/vc_row]"),        STR_INIT("Cột\n"),
         "4"                                                                                                                            },
        {STR_INIT("[button]Bấm[/button] [rev_slider] [toc]hết"),                     STR_INIT("Bấm hết\n"),                 "3" },
        {STR_INIT("[[gallery]] là một mã"),                                          STR_INIT("\\[gallery\\] là một mã\n"), NULL},
        {STR_INIT("[1] [a] [sic] [số 12/2022] [Hình 1.] x[i] [/etc/x] [a/b]"),
         STR_INIT("\\[1\\] \\[a\\] \\[sic\\] \\[số 12/2022\\] \\[Hình 1.\\] x\\[i\\] "
                  "\\[/etc/x\\] \\[a/b\\]\n"),
         NULL                                                                                                                           },
        {STR_INIT("[caption id=\"a\"]chưa đóng [caption]nữa"),                      STR_INIT("chưa đóng nữa\n"),          NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import import = wordpress_post(rows[i].content);
        const struct import_article *post = &import.articles.items[0];
        const struct import_warning *last =
            post->warnings.count > 0 ? &post->warnings.items[post->warnings.count - 1] : NULL;
        bool is_told = last && strcmp(last->key, "import.warning.shortcodes") == 0;
        assert_str(post->body_markdown, rows[i].markdown);
        assert_int_equal(is_told, rows[i].left_out != NULL);
        if (is_told)
            assert_str(last->detail, str_from_c(rows[i].left_out));
    }
}

static void a_caption_goes_to_its_own_picture(void **state)
{
    const struct import import = wordpress_post(
        STR("[caption id=\"1\"]<img alt=\"5 > 3\" src=\"https://mau.example/a.jpg\" /> Chú "
            "<a href=\"https://mau.example/\">thích</a>[/caption]\n"
            "<figure><figure><img src=\"https://mau.example/b.jpg\"></figure>"
            "<figcaption>Của cả bộ</figcaption></figure>"));
    const struct import_article *post = &import.articles.items[0];

    (void)state;
    assert_str(post->pictures.items[0].alt, STR("5 > 3"));
    assert_str(post->pictures.items[0].caption, STR("Chú thích"));
    assert_str(post->pictures.items[1].caption, STR(""));
    assert_str(post->body_markdown, STR("Của cả bộ\n"));
}

/* Line feeds between cells are nobody's; a raised digit beside others is no digit. */
static void classic_tables_and_raised_digits_keep_their_sense(void **state)
{
    const struct import import = wordpress_post(
        STR("<table>\n<tbody>\n<tr>\n<td>Thôn</td>\n<td>Đất</td>\n</tr>\n</tbody>\n</table>\n"
            "100 m<sup>2</sup>, H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>st</sup>"));

    (void)state;
    assert_str(import.articles.items[0].body_markdown,
               STR("Thôn | Đất\n\n100 m², H₂O, 10⁶, 1st\n"));
}

static void wordpress_page_is_marked_and_local_time_is_that_of_viet_nam(void **state)
{
    const struct import import = read_bytes(fixture("wordpress-6.xml"));
    const struct import_article *page = &import.articles.items[2];

    (void)state;
    assert_true(page->is_page);
    assert_int_equal(page->status, IMPORT_PRIVATE);
    assert_str(iso(page->published), STR("2021-01-01T20:04:05Z"));
}

static void what_is_no_article_is_counted_by_reason(void **state)
{
    const struct import import = read_bytes(fixture("wordpress-6.xml"));

    (void)state;
    assert_int_equal(import.skipped[IMPORT_SKIP_ATTACHMENT], 1);
    assert_int_equal(import.skipped[IMPORT_SKIP_TYPE], 1);
    assert_int_equal(import.skipped[IMPORT_SKIP_PASSWORD], 1);
    assert_int_equal(import.skipped[IMPORT_SKIP_REPEATED], 1);
    assert_int_equal(import.skipped[IMPORT_SKIP_EMPTY], 0);
    assert_int_equal(import.comments, 1);
    for (int i = 0; i < IMPORT_SKIP_COUNT; i++)
        assert_true(
            str_starts(str_from_c(import_skip_key((enum import_skip)i)), STR("import.skip.")));
}

static void original_is_the_item_to_the_byte(void **state)
{
    const struct str bytes = fixture("wordpress-6.xml");
    const struct import import = read_bytes(bytes);
    const struct str original = import.articles.items[1].original;

    (void)state;
    assert_true(original.ptr > bytes.ptr && original.ptr < bytes.ptr + bytes.len);
    assert_true(str_starts(original, STR("<item>\n\t\t<title>Bài viết kiểu cũ</title>")));
    assert_true(str_ends(original, STR("</item>")));
    assert_true(str_find(original, STR("[gallery ids=\"20,99\"]"), 0) > 0);
    assert_int_equal(str_find(original, STR("<item>"), 1), -1);
}

static void rss_items_have_text_lead_author_and_enclosure(void **state)
{
    const struct import import = read_bytes(fixture("rss-2.0.xml"));
    const struct import_article *first = &import.articles.items[0];
    const struct import_article *second = &import.articles.items[1];

    (void)state;
    assert_int_equal(import.format, IMPORT_RSS);
    assert_int_equal(import.articles.count, 2);
    assert_int_equal(import.skipped[IMPORT_SKIP_EMPTY], 1);
    assert_str(first->source_id, STR("mau-1"));
    assert_str(first->slug_hint, STR("hop-thon-ban-lam-duong"));
    assert_str(first->lead, STR("Tóm tắt & giới thiệu."));
    assert_str(first->byline, STR("Hải Mẫu"));
    assert_str(first->body_markdown,
               STR("# Nội dung\n\n118 hộ dự họp.\n\nThôn | Hộ\n\nMột | 186\n"));
    assert_str(iso(first->published), STR("2022-03-06T00:30:00Z"));
    assert_str(first->categories.items[0], STR("Xây dựng nông thôn mới"));
    assert_str(first->pictures.items[0].url, STR("https://mau.example/anh/duong.jpg"));
    assert_str(second->source_id, STR("https://mau.example/tin/chi-co-tom-tat"));
    assert_str(second->byline, STR("Thu Mẫu"));
    assert_str(second->lead, STR(""));
    assert_str(second->body_markdown, STR("Một câu tóm tắt.\n"));
    assert_str(second->pictures.items[0].url, STR("https://mau.example/anh/nho.jpg"));
    assert_false(second->has_date);
    assert_string_equal(second->warnings.items[0].key, "import.warning.date");
    assert_string_equal(second->warnings.items[1].key, "import.warning.summary");
}

static void atom_entries_are_read_whatever_their_text_is(void **state)
{
    const struct import import = read_bytes(fixture("atom-1.0.xml"));
    const struct import_article *first = &import.articles.items[0];
    const struct import_article *second = &import.articles.items[1];

    (void)state;
    assert_int_equal(import.format, IMPORT_ATOM);
    assert_int_equal(import.articles.count, 2);
    assert_str(first->source_id, STR("urn:mau:1"));
    assert_str(first->title, STR("Giám sát <cộng đồng>"));
    assert_str(first->source_url, STR("https://mau.example/giam-sat"));
    assert_str(first->slug_hint, STR("giam-sat"));
    assert_str(first->byline, STR("Ban Mẫu"));
    assert_str(first->lead, STR("Tóm tắt."));
    assert_str(first->categories.items[0], STR("Giám sát"));
    assert_str(first->body_markdown, STR("Ban *giám sát* họp.\n\n3. Một\n4. Hai\n"));
    assert_str(iso(first->published), STR("2022-03-06T00:30:00Z"));
    assert_str(iso(first->updated), STR("2022-03-07T01:00:00Z"));
    assert_str(second->body_markdown, STR("5 < 7 và \\*sao\\*\n\nđoạn hai\n"));
    assert_str(iso(second->published), STR("2022-03-08T00:00:00Z"));
}

static void rdf_items_stand_beside_their_channel(void **state)
{
    const struct import import = read_bytes(fixture("rss-1.0.rdf"));
    const struct import_article *article = &import.articles.items[0];

    (void)state;
    assert_int_equal(import.format, IMPORT_RDF);
    assert_int_equal(import.articles.count, 1);
    assert_str(article->source_id, STR("https://mau.example/a"));
    assert_str(article->title, STR("Hòa giải ở cơ sở"));
    assert_str(article->byline, STR("Tổ Mẫu"));
    assert_str(article->categories.items[0], STR("Hòa giải"));
    assert_str(iso(article->published), STR("2022-03-06T00:30:00Z"));
    assert_true(str_starts(article->original, STR("<item rdf:about=\"https://mau.example/a\">")));
}

/* UAX #9: an override would show the title backwards. */
static void a_title_says_what_it_shows(void **state)
{
    const struct import import = read_bytes(
        STR("<rss version=\"2.0\"><channel><title>x</title><item><title>&#x202E;Thông&#x200B; báo"
            "</title><guid>a</guid><description>Nội dung.</description></item></channel></rss>"));
    (void)state;
    assert_int_equal(import.articles.count, 1);
    assert_str(import.articles.items[0].title, STR("Thông báo"));
}

static void dates_of_feeds_are_read_as_written(void **state)
{
    /* text, taken as UTC without a zone, ISO or empty where it is none */
    static const struct {
        const char *text;
        bool utc;
        const char *iso;
    } rows[] = {
        {"Sun, 06 Mar 2022 07:30:00 +0700",  true,  "2022-03-06T00:30:00Z"},
        {"6 Mar 2022 07:30 GMT",             true,  "2022-03-06T07:30:00Z"},
        {"Sun, 06 Mar 22 07:30:00 EST",      true,  "2022-03-06T12:30:00Z"},
        {"Sunday, 06-Mar-94 07:30:00 UT",    true,  "1994-03-06T07:30:00Z"},
        {"Mon, 30 Nov -0001 00:00:00 +0000", true,  ""                    },
        {"0000-00-00 00:00:00",              true,  ""                    },
        {"2022-03-06 07:30:00",              false, "2022-03-06T00:30:00Z"},
        {"2022-03-06 07:30:00",              true,  "2022-03-06T07:30:00Z"},
        {"2022-03-06",                       false, "2022-03-05T17:00:00Z"},
        {"2022-03-06T07:30+07:00",           true,  "2022-03-06T00:30:00Z"},
        {"2022-03-06T07:30:15.250Z",         true,  "2022-03-06T07:30:15Z"},
        {"2022-03-06T07:30:00+0700",         true,  "2022-03-06T00:30:00Z"},
        {"Sun, 06 Mar 2022 07:30:00 GMT+7",  true,  "2022-03-06T00:30:00Z"},
        {"Sun, 06 Mar 2022 07:30:00 ICT",    true,  "2022-03-06T00:30:00Z"},
        {"2022-03-06 07:30:00 +07",          true,  "2022-03-06T00:30:00Z"},
        {"06/03/2022 07:30",                 true,  "2022-03-06T00:30:00Z"},
        {"Chủ nhật, 6/3/2022 7:30:00",   true,  "2022-03-06T00:30:00Z"},
        {"3/6/2022 7:30:00 AM",              true,  ""                    },
        {"13/3/2022 07:30 GMT",              true,  "2022-03-13T07:30:00Z"},
        {"2022-02-30T07:30:00Z",             true,  ""                    },
        {"2022-03-06T24:30:00Z",             true,  ""                    },
        {"2022-03-06T07:30:00+99:00",        true,  ""                    },
        {"2022-03-06T07:30:00 tomorrow",     true,  ""                    },
        {"06/03/2022",                       true,  ""                    },
        {"",                                 true,  ""                    },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct instant at = {0};
        const bool good = import_date(str_from_c(rows[i].text), rows[i].utc, &at);
        assert_str(good ? iso(at) : STR(""), str_from_c(rows[i].iso));
    }
}

static void addresses_give_a_hint_for_a_slug(void **state)
{
    static const struct {
        const char *url;
        const char *hint;
    } rows[] = {
        {"https://mau.example/tin/hop-thon.html?x=1#y", "hop-thon"},
        {"https://mau.example/tin/hop-thon/",           "hop-thon"},
        {"https://mau.example/",                        ""        },
        {"https://mau.example",                         ""        },
        {"https://mau.example/%C4%91%C6%A1n",           "đơn"   },
        {"https://mau.example/100%",                    "100%"    },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(import_slug_hint(arena, str_from_c(rows[i].url)), str_from_c(rows[i].hint));
}

static void second_reading_has_the_same_digest_and_a_change_another(void **state)
{
    const struct import first = read_bytes(fixture("rss-2.0.xml"));
    const struct import second = read_bytes(fixture("rss-2.0.xml"));
    struct import_article changed = first.articles.items[0];
    const struct str digest = import_digest(arena, &first.articles.items[0]);

    (void)state;
    assert_int_equal(digest.len, 64);
    assert_str(import_digest(arena, &second.articles.items[0]), digest);
    changed.views = 99;
    assert_str(import_digest(arena, &changed), digest);
    changed.byline = STR("Ai khác");
    assert_false(str_equal(import_digest(arena, &changed), digest));
    /* a text moved from one field to the next is a change */
    changed = first.articles.items[0];
    changed.title = STR("");
    changed.slug_hint = arena_printf(arena, PRISTR PRISTR, STRARG(first.articles.items[0].title),
                                     STRARG(first.articles.items[0].slug_hint));
    assert_false(str_equal(import_digest(arena, &changed), digest));
}

static struct str repeated(struct str head, struct str piece, size_t times, struct str tail)
{
    struct buf buf = buf_init(arena, head.len + piece.len * times + tail.len);

    buf_add(&buf, head);
    for (size_t i = 0; i < times; i++)
        buf_add(&buf, piece);
    buf_add(&buf, tail);
    return buf_str(&buf);
}

static void markup_nested_beyond_reason_costs_only_its_own_item(void **state)
{
    const struct str bytes = repeated(
        STR("<rss><channel><item><title>A</title><description><![CDATA["), STR("<div>"), 100000,
        STR("x]]></description></item><item><title>B</title></item></channel></rss>"));
    const struct import import = read_bytes(bytes);

    (void)state;
    assert_int_equal(import.skipped[IMPORT_SKIP_HOSTILE], 1);
    assert_int_equal(import.articles.count, 1);
    assert_str(import.articles.items[0].title, STR("B"));
}

static void other_format_than_asked_for_is_refused(void **state)
{
    const struct import_options options = {.format = IMPORT_ATOM, .source_url = STR("")};
    struct import import;
    const struct fault *fault = import_read(arena, fixture("rss-2.0.xml"), &options, &import);

    (void)state;
    assert_non_null(fault);
    assert_string_equal(fault->key, "import.fault.format");
}

static void items_are_found_among_signs_that_only_look_like_them(void **state)
{
    const struct str document =
        STR("<?xml version=\"1.0\"?><!DOCTYPE rss [ <!ELEMENT item ANY> ]><rss><channel>"
            "<!-- <item>no</item> --><x:item a='<\">'/><image><item/></image>"
            "<item>1<![CDATA[</item>]]></item><items/><item >2</item ></channel></rss>");
    struct str *items;
    size_t count;

    (void)state;
    import_source_find(arena, document, STR("item"), 2, &items, &count);
    assert_int_equal(count, 3);
    assert_str(items[0], STR("<x:item a='<\">'/>"));
    assert_str(items[1], STR("<item>1<![CDATA[</item>]]></item>"));
    assert_str(items[2], STR("<item >2</item >"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(wordpress_post_comes_with_all_it_had, setup, teardown),
        cmocka_unit_test_setup_teardown(featured_picture_stands_first_with_caption_and_alternative,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(classic_wordpress_text_keeps_its_line_breaks_and_shortcodes,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(no_shortcode_is_left_for_a_reader, setup, teardown),
        cmocka_unit_test_setup_teardown(a_caption_goes_to_its_own_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(classic_tables_and_raised_digits_keep_their_sense, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(references_are_told_from_where_they_stood, setup, teardown),
        cmocka_unit_test_setup_teardown(a_feed_is_read_over_the_mistakes_of_programs, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(nothing_imported_is_other_than_it_shows, setup, teardown),
        cmocka_unit_test_setup_teardown(wordpress_page_is_marked_and_local_time_is_that_of_viet_nam,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_article_is_counted_by_reason, setup, teardown),
        cmocka_unit_test_setup_teardown(original_is_the_item_to_the_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(rss_items_have_text_lead_author_and_enclosure, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(atom_entries_are_read_whatever_their_text_is, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(rdf_items_stand_beside_their_channel, setup, teardown),
        cmocka_unit_test_setup_teardown(a_title_says_what_it_shows, setup, teardown),
        cmocka_unit_test_setup_teardown(dates_of_feeds_are_read_as_written, setup, teardown),
        cmocka_unit_test_setup_teardown(addresses_give_a_hint_for_a_slug, setup, teardown),
        cmocka_unit_test_setup_teardown(second_reading_has_the_same_digest_and_a_change_another,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(markup_nested_beyond_reason_costs_only_its_own_item, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(other_format_than_asked_for_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(items_are_found_among_signs_that_only_look_like_them, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
