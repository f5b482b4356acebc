/*
 * What the list page is measured against: libmicrohttpd and SQLite alone, the
 * same query, the page put together by hand. HEAD and TAIL are what our own page
 * has before and after its rows.
 *
 *     bare PORT DATABASE HEAD TAIL ROWS
 */
#include <microhttpd.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *database;
static int row_count;
static char *head, *tail;
static size_t head_len, tail_len;

static const char SQL[] = "SELECT id, slug, title, lead, published_at, is_demo FROM article"
                          " WHERE status = 'published' AND (published_at, id) < (?1, ?2)"
                          " ORDER BY published_at DESC, id DESC LIMIT ?3";

static char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    *len = file ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static char *escape(char *at, const char *text, size_t most)
{
    for (size_t i = 0; text[i] && i < most; i++) {
        const char *entity = text[i] == '&'   ? "&amp;"
                             : text[i] == '<' ? "&lt;"
                             : text[i] == '>' ? "&gt;"
                             : text[i] == '"' ? "&quot;"
                                              : NULL;
        if (!entity) {
            *at++ = text[i];
            continue;
        }
        memcpy(at, entity, strlen(entity));
        at += strlen(entity);
    }
    return at;
}

static _Thread_local sqlite3_stmt *statement;

static sqlite3_stmt *prepared(void)
{
    sqlite3 *handle;
    if (statement)
        return statement;
    if (sqlite3_open_v2(database, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ||
        sqlite3_prepare_v2(handle, SQL, -1, &statement, NULL))
        abort();
    return statement;
}

static char *make_page(size_t *ret_len)
{
    sqlite3_stmt *rows = prepared();
    char *page = malloc(head_len + tail_len + 128 * 1024);
    char *at = page;
    memcpy(at, head, head_len);
    at += head_len;
    sqlite3_bind_int64(rows, 1, INT64_MAX);
    sqlite3_bind_int64(rows, 2, INT64_MAX);
    sqlite3_bind_int(rows, 3, row_count);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        time_t when = (time_t)(sqlite3_column_int64(rows, 4) / 1000000) + 7 * 3600;
        struct tm day;
        gmtime_r(&when, &day);
        at += sprintf(at, "<li><h3><a href=\"/tin-tuc/%s\">",
                      (const char *)sqlite3_column_text(rows, 1));
        at = escape(at, (const char *)sqlite3_column_text(rows, 2), 4000);
        at += sprintf(at, "</a></h3><p class=\"soft\">");
        at = escape(at, (const char *)sqlite3_column_text(rows, 3), 240);
        at += sprintf(at,
                      "</p><p class=\"meta\"><time datetime=\"%04d-%02d-%02d\">%02d/%02d/%04d"
                      "</time></p></li>\n",
                      day.tm_year + 1900, day.tm_mon + 1, day.tm_mday, day.tm_mday, day.tm_mon + 1,
                      day.tm_year + 1900);
    }
    sqlite3_reset(rows);
    memcpy(at, tail, tail_len);
    at += tail_len;
    *ret_len = (size_t)(at - page);
    return page;
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **state)
{
    struct MHD_Response *response;
    enum MHD_Result result;
    size_t len;
    char *page;
    (void)context, (void)url, (void)method, (void)version, (void)data, (void)size;
    if (!*state) {
        *state = (void *)1;
        return MHD_YES;
    }
    page = make_page(&len);
    response = MHD_create_response_from_buffer(len, page, MHD_RESPMEM_MUST_FREE);
    MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
    result = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

int main(int argc, char **argv)
{
    if (argc < 6)
        return 2;
    database = argv[2];
    head = read_file(argv[3], &head_len);
    tail = read_file(argv[4], &tail_len);
    row_count = atoi(argv[5]);
    if (!MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)atoi(argv[1]), NULL, NULL,
                          answer, NULL, MHD_OPTION_THREAD_POOL_SIZE, 2U, MHD_OPTION_END))
        return 1;
    pause();
    return 0;
}
