/*
 * Cookies, the way back, and the layout of pages that belong to one person.
 */
#include "modules/accounts/accounts_web.h"

#include "civic/csrf.h"
#include "civic/qr.h"

#include <string.h>

#define DAY_SECONDS (INT64_C(24) * 3600)

enum {
    DEVICE_DAYS = 400,
    DEVICE_MOST = 400 /* bytes of the cookie that are looked at */
};

const struct fault *must_be_signed_in(struct work *work)
{
    if (!actor_is_signed_in(work->actor))
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.sign_in", "not signed in");
    if (work->actor->awaits_second_factor)
        return fault_new(work->arena, FAULT_UNAUTHENTICATED, "error.second_factor",
                         "second factor is due");
    return NULL;
}

/* ---- the way back ---- */

struct str back_path(struct work *work, struct str typed, const char *otherwise)
{
    static const struct str never[] = {STR_INIT("/dang-nhap"), STR_INIT("/dang-xuat")};
    struct url url;
    if (!str_starts(typed, STR("/")) || typed.len > BACK_MOST ||
        url_check(work->arena, typed, URL_ALLOW_HTTPS, &url))
        return str_from_c(otherwise);
    for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
        if (str_starts(typed, never[i]))
            return str_from_c(otherwise);
    return url.text;
}

struct str path_with_back(struct work *work, struct url path, struct str back)
{
    if (back.len == 0)
        return path.text;
    return url_add(work->arena, path, STR(BACK_FIELD), back).text;
}

/* ---- cookies ---- */

void set_session_cookie(const struct request *request, struct response *response, struct str token)
{
    struct cookie cookie = {.name = STR(SESSION_COOKIE),
                            .value = token,
                            .max_age = token.len > 0 ? -1 : 0,
                            .same_site = COOKIE_LAX,
                            .secure = request->is_secure};
    response_cookie(response, &cookie);
}

void set_device_cookie(const struct request *request, struct response *response, struct str device)
{
    struct cookie cookie = {.name = STR(DEVICE_COOKIE),
                            .value = device,
                            .max_age = DEVICE_DAYS * DAY_SECONDS,
                            .same_site = COOKIE_LAX,
                            .secure = request->is_secure};
    response_cookie(response, &cookie);
}

struct str device_of(const struct request *request)
{
    struct str device = request_cookie(request, STR(DEVICE_COOKIE));
    return device.len <= DEVICE_MOST ? device : STR("");
}

/* ---- the page ---- */

const struct fault *private_layout(struct work *work, const struct request *request,
                                   const char *title, bool is_below, const struct fault *faults,
                                   struct layout *ret_layout)
{
    struct layout layout;
    struct str words = site_message(work, title);
    const struct fault *fault = page_layout(work, request, words, &layout);
    if (fault)
        return fault;
    layout.is_private = true;
    if (is_below) {
        page_crumb(work, &layout, URL("/tai-khoan"), site_message(work, "account.title"));
        page_crumb(work, &layout, URL(""), words);
    }
    page_errors_of(work, &layout, "account.field", faults);
    *ret_layout = layout;
    return NULL;
}

bool is_shown_again(const struct fault *faults)
{
    return faults && (faults->kind == FAULT_INVALID || faults->kind == FAULT_TOO_MANY ||
                      faults->kind == FAULT_CONFLICT);
}

/* The {seconds} of a fault that says how long to wait; 0 without. */
static int64_t seconds_of(const struct fault *fault)
{
    int64_t seconds = 0;
    for (size_t i = 0; i < FAULT_ARGS; i++)
        if (fault->args[i].name && strcmp(fault->args[i].name, "seconds") == 0 &&
            !str_to_int64(fault->args[i].value, &seconds))
            seconds = 0;
    return seconds;
}

const struct fault *private_respond(struct work *work, struct response *response,
                                    const struct fault *faults, const struct page_kind *kind,
                                    const void *page)
{
    const struct fault *fault = page_respond_form(work, response, faults, kind, page);
    if (fault)
        return fault;
    response_keep(response, RESPONSE_NO_STORE);
    if (faults && faults->kind == FAULT_TOO_MANY)
        response_retry_after(response, seconds_of(faults) > 0 ? seconds_of(faults) : 1);
    return NULL;
}

struct url otpauth_of(struct work *work, struct str login, struct str secret)
{
    struct str issuer = work->site->name;
    struct layout layout;
    struct request nowhere = {.arena = work->arena};
    if (issuer.len == 0) {
        page_layout_plain(work, &nowhere, STR(""), &layout);
        issuer = layout.unit_name;
    }
    return url_otpauth(work->arena, issuer, login, secret);
}

struct str otpauth_qr(struct work *work, struct url otpauth, int *ret_side)
{
    struct qr qr;
    if (qr_encode(work->arena, otpauth.text, &qr))
        return STR("");
    *ret_side = qr_side(&qr);
    return qr_path(work->arena, &qr);
}

/* ---- browsers ---- */

/* columns: what the browser says, what people call it; the first that fits */
static const struct {
    const char *mark;
    const char *name;
} browsers[] =
    {
        {"coc_coc_browser/", "Cốc Cốc"     },
        {"Edg",              "Edge"            },
        {"OPR/",             "Opera"           },
        {"SamsungBrowser/",  "Samsung Internet"},
        {"Zalo",             "Zalo"            },
        {"Firefox/",         "Firefox"         },
        {"FxiOS/",           "Firefox"         },
        {"CriOS/",           "Chrome"          },
        {"Chrome/",          "Chrome"          },
        {"Safari/",          "Safari"          },
},
  machines[] = {
      {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},   {"Windows", "Windows"},
      {"Mac OS X", "macOS"},  {"CrOS", "ChromeOS"}, {"Linux", "Linux"},
};

struct str agent_name(struct arena *arena, struct str user_agent)
{
    const char *browser = NULL;
    const char *machine = NULL;
    for (size_t i = 0; !browser && i < sizeof(browsers) / sizeof(browsers[0]); i++)
        if (str_find(user_agent, str_from_c(browsers[i].mark), 0) >= 0)
            browser = browsers[i].name;
    for (size_t i = 0; !machine && i < sizeof(machines) / sizeof(machines[0]); i++)
        if (str_find(user_agent, str_from_c(machines[i].mark), 0) >= 0)
            machine = machines[i].name;
    if (browser && machine)
        return arena_printf(arena, "%s, %s", browser, machine);
    return str_from_c(browser ? browser : machine);
}
