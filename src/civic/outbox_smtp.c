/*
 * Handing a message to the mail server, by libcurl. What the server says is read
 * here for its code and its meaning and then forgotten: replies repeat addresses.
 */
#include "civic/outbox_parts.h"

#include "base/buf.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    STAGE = 5 /* bytes of a command with its NUL */
};

struct smtp {
    CURL *curl;
    char stage[STAGE]; /* the command that was sent last: "RCPT" */
    enum outbox_answer answer;
    int code;
    struct str message;
    size_t sent; /* bytes of the message handed over */
};

/* ---- what replies mean ---- */

/* "5.1.1" behind the code (RFC 3463): class, subject and detail; false where none. */
static bool enhanced_of(struct str reply, int64_t ret_parts[3])
{
    struct str rest = str_from(reply, 4);
    struct str word = str_cut(&rest, ' ');
    for (int i = 0; i < 3; i++)
        if (!word.ptr || !str_to_int64(str_trim(str_cut(&word, '.')), &ret_parts[i]))
            return false;
    return true;
}

/* 550, 551 and 553 speak of the mailbox (RFC 5321, 4.2.3); where an enhanced code
 * is there it decides: X.1.Y the address, X.2.1 the mailbox is disabled. */
static bool is_of_address(int64_t code, struct str reply)
{
    int64_t parts[3];
    if (enhanced_of(reply, parts))
        return parts[1] == 1 || (parts[1] == 2 && parts[2] == 1);
    return code == 550 || code == 551 || code == 553;
}

enum outbox_answer smtp_meaning(struct str stage, struct str reply)
{
    int64_t code;
    if (!str_to_int64(str_slice(reply, 0, 3), &code) || code < 400)
        return ANSWER_NONE;
    if (code < 500)
        return ANSWER_LATER;
    if (str_equal(stage, STR("RCPT")))
        return is_of_address(code, reply) ? ANSWER_UNKNOWN_ADDRESS : ANSWER_REFUSED;
    if (str_equal(stage, STR("DATA")))
        return ANSWER_REFUSED;
    if (str_equal(stage, STR("AUTH")))
        return ANSWER_SIGN_IN;
    return ANSWER_SENDER_REFUSED;
}

/* Follows the conversation: commands we send, replies that come. */
static int follow(CURL *curl, curl_infotype kind, char *bytes, size_t size, void *context)
{
    struct smtp *smtp = context;
    struct str text = {bytes, size};
    enum outbox_answer meaning;
    int64_t code;
    (void)curl;
    if (kind == CURLINFO_HEADER_OUT && size >= STAGE - 1 && strcmp(smtp->stage, "QUIT") != 0) {
        memcpy(smtp->stage, bytes, STAGE - 1);
        return 0;
    }
    if (kind != CURLINFO_HEADER_IN || size < 4 || bytes[3] == '-' ||
        !str_to_int64(str_slice(text, 0, 3), &code))
        return 0;
    meaning = smtp_meaning(str_from_c(smtp->stage), text);
    /* EHLO may be refused and HELO tried; a 5xx to QUIT changes nothing */
    if (strcmp(smtp->stage, "QUIT") == 0 || strcmp(smtp->stage, "EHLO") == 0)
        return 0;
    smtp->code = (int)code;
    smtp->answer = meaning;
    return 0;
}

static size_t give_message(char *place, size_t size, size_t count, void *context)
{
    struct smtp *smtp = context;
    struct str part = str_slice(smtp->message, smtp->sent, size * count);
    memcpy(place, part.ptr, part.len);
    smtp->sent += part.len;
    return part.len;
}

/* ---- the connection ---- */

static void start_library(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        abort();
}

static void start_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_library);
}

static void clean_up(void *curl)
{
    curl_easy_cleanup(curl);
}

struct smtp *smtp_new(struct arena *arena)
{
    struct smtp *smtp = ARENA_NEW(arena, struct smtp);
    start_once();
    smtp->curl = curl_easy_init();
    if (!smtp->curl)
        abort();
    arena_cleanup(arena, clean_up, smtp->curl);
    return smtp;
}

/* Whether the server is on this machine: nobody listens on that wire. */
static bool is_here(struct str url)
{
    static const struct str names[] = {STR_INIT("localhost"), STR_INIT("127."), STR_INIT("[::1]")};
    ptrdiff_t at = str_find(url, STR("://"), 0);
    struct str host = at < 0 ? STR("") : str_from(url, (size_t)at + 3);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct str behind = str_from(host, names[i].len);
        if (str_starts(host, names[i]) &&
            (i == 1 || behind.len == 0 || behind.ptr[0] == ':' || behind.ptr[0] == '/'))
            return true;
    }
    return false;
}

/* smtp://host:port/DOMAIN: the name we give in EHLO is our own domain. */
static const char *address_of(struct arena *arena, const struct smtp_server *server)
{
    struct str domain = server->from;
    struct str url = server->url;
    str_cut(&domain, '@');
    while (str_ends(url, STR("/")))
        url.len--;
    return arena_printf(arena, PRISTR "/" PRISTR, STRARG(url), STRARG(domain)).ptr;
}

static void set_options(struct smtp *smtp, struct arena *arena, const struct smtp_server *server,
                        struct curl_slist *to)
{
    CURL *curl = smtp->curl;
    curl_easy_reset(curl); /* the connection stays */
    curl_easy_setopt(curl, CURLOPT_URL, address_of(arena, server));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)SMTP_CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SMTP_SECONDS);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     is_here(server->url) ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (server->user.len > 0) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, arena_c(arena, server->user));
        curl_easy_setopt(curl, CURLOPT_PASSWORD, arena_c(arena, server->password));
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM,
                     arena_printf(arena, "<" PRISTR ">", STRARG(server->from)).ptr);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, follow);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, smtp);
}

/* What it means where the server itself has said nothing of the letter.
 * columns: result of the library, its meaning */
static const struct {
    CURLcode result;
    enum outbox_answer answer;
} meanings[] = {
    {CURLE_LOGIN_DENIED,             ANSWER_SIGN_IN    },
    {CURLE_USE_SSL_FAILED,           ANSWER_NOT_TRUSTED},
    {CURLE_SSL_CONNECT_ERROR,        ANSWER_NOT_TRUSTED},
    {CURLE_PEER_FAILED_VERIFICATION, ANSWER_NOT_TRUSTED},
    {CURLE_SSL_CACERT_BADFILE,       ANSWER_NOT_TRUSTED},
    {CURLE_SSL_ISSUER_ERROR,         ANSWER_NOT_TRUSTED},
    {CURLE_COULDNT_RESOLVE_HOST,     ANSWER_UNREACHABLE},
    {CURLE_COULDNT_CONNECT,          ANSWER_UNREACHABLE},
    {CURLE_URL_MALFORMAT,            ANSWER_UNREACHABLE},
    {CURLE_UNSUPPORTED_PROTOCOL,     ANSWER_UNREACHABLE},
};

static enum outbox_answer meaning_of(const struct smtp *smtp, CURLcode result)
{
    if (result == CURLE_OK)
        return ANSWER_TAKEN;
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
        if (meanings[i].result == result)
            return meanings[i].answer;
    if (smtp->answer != ANSWER_NONE)
        return smtp->answer;
    return smtp->sent > 0 || strcmp(smtp->stage, "DATA") == 0 ? ANSWER_BROKEN : ANSWER_UNREACHABLE;
}

struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena,
                             const struct smtp_server *server, struct str to, struct str message)
{
    struct curl_slist *recipients =
        curl_slist_append(NULL, arena_printf(arena, "<" PRISTR ">", STRARG(to)).ptr);
    CURLcode result;
    smtp->message = message;
    smtp->sent = 0;
    smtp->answer = ANSWER_NONE;
    smtp->code = 0;
    memset(smtp->stage, 0, sizeof(smtp->stage));
    set_options(smtp, arena, server, recipients);
    result = curl_easy_perform(smtp->curl);
    curl_easy_reset(smtp->curl); /* keeps no address and no password */
    curl_slist_free_all(recipients);
    return (struct smtp_answer){meaning_of(smtp, result), smtp->code};
}
