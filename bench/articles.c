/*
 * Writes a WordPress export with N articles of Vietnamese-looking text on
 * standard output: the same N, the same bytes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const words[] = {
    "dân",   "chủ",   "cơ",     "sở",   "huyện", "xã",   "thôn",  "khu",  "nhân",  "đất",
    "đường", "nước",  "trường", "chợ",  "họp",   "bàn",  "quyết", "giám", "sát",   "thanh",
    "tra",   "công",  "khai",   "tiếp", "đơn",   "thư",  "kiến",  "nghị", "phản",  "ánh",
    "khiếu", "nại",   "tố",     "cáo",  "lịch",  "lãnh", "đạo",   "mặt",  "trận",  "tổ",
    "quốc",  "bầu",   "cử",     "hội",  "đồng",  "ủy",   "ban",   "kế",   "hoạch", "ngân",
    "sách",  "thu",   "chi",    "đóng", "góp",   "nhà",  "văn",   "hóa",  "nông",  "thôn",
    "mới",   "sản",   "xuất",   "chè",  "lúa",   "vườn", "rừng",  "đồi",  "suối",  "cầu",
    "cống",  "mương", "điện",   "sáng", "an",    "ninh", "trật",  "tự",   "y",     "tế",
    "giáo",  "dục",   "học",    "sinh", "người", "già",  "phụ",   "nữ",   "thanh", "niên",
};

static uint64_t seed = 88172645463325252ULL;

static unsigned below(unsigned bound)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)((seed >> 33) % bound);
}

static void write_words(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        /* squared: some words are much commoner than others, as in any language */
        unsigned r = below(1000);
        unsigned at = (unsigned)((uint64_t)r * r * (sizeof(words) / sizeof(words[0])) / 1000000);
        printf("%s%s", i ? " " : "", words[at]);
    }
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 1000;
    puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\""
         " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
         " xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\""
         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
         " xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>Tin</title>"
         "<wp:wxr_version>1.2</wp:wxr_version>");
    for (long i = 1; i <= count; i++) {
        printf("<item><title>Tin %ld: ", i);
        write_words(8);
        printf("</title><link>https://example.vn/?p=%ld</link><dc:creator>an</dc:creator>"
               "<guid isPermaLink=\"false\">https://example.vn/?p=%ld</guid>"
               "<excerpt:encoded><![CDATA[",
               i, i);
        write_words(25);
        printf("]]></excerpt:encoded><content:encoded><![CDATA[");
        for (int p = 0; p < 4; p++) {
            printf("<p>");
            write_words(60);
            printf(".</p>");
        }
        printf("]]></content:encoded><wp:post_id>%ld</wp:post_id>"
               "<wp:post_date>%04ld-%02ld-%02ld 08:%02ld:00</wp:post_date>"
               "<wp:post_name>tin-%ld</wp:post_name><wp:status>publish</wp:status>"
               "<wp:post_type>post</wp:post_type></item>\n",
               i, 2012 + i % 10, 1 + i % 12, 1 + i % 28, i % 60, i);
    }
    puts("</channel></rss>");
    return 0;
}
