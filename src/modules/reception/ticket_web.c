/*
 * The page behind the link of a booking: what was booked, what comes next, and how to
 * cancel. Whoever has the link may see it.
 */
#include "modules/reception/booking_store.h"
#include "modules/reception/reception_rules.h"
#include "modules/reception/reception_web.h"

struct ticket_page {
    struct layout layout;
    struct reception_day_view day;
    struct str day_words;
    struct str code; /* "K7M4 P2QX" */
    struct str key;
    struct str state;
    struct str at; /* "08:30, Thứ Năm 10/03/2022"; empty while waiting */
    int64_t before;
    struct url action;
    bool is_good; /* booked or waiting, of a day that is */
    bool is_waiting;
    bool is_moved;
    bool is_off;    /* the day was put off */
    bool is_asked;  /* whether they come on the new day */
    bool is_agreed; /* they do */
    struct url agree_url;
    struct str online_url; /* of who has a time; nobody else reads it */
};
static SHAPE(ticket_shape, struct ticket_page, RECORD(struct ticket_page, layout, layout_shape),
             RECORD(struct ticket_page, day, reception_day_view_shape),
             FIELD(struct ticket_page, day_words), FIELD(struct ticket_page, code),
             FIELD(struct ticket_page, key), FIELD(struct ticket_page, state),
             FIELD(struct ticket_page, at), FIELD(struct ticket_page, before),
             FIELD(struct ticket_page, action), FIELD(struct ticket_page, is_good),
             FIELD(struct ticket_page, is_waiting), FIELD(struct ticket_page, is_moved),
             FIELD(struct ticket_page, is_off), FIELD(struct ticket_page, is_asked),
             FIELD(struct ticket_page, is_agreed), FIELD(struct ticket_page, agree_url),
             FIELD(struct ticket_page, online_url));
const struct page_kind reception_ticket_kind = {"reception/ticket", &ticket_shape};

static struct str key_of(const struct request *request)
{
    struct str key = request_query(request, STR("khoa"));
    return key.ptr ? key : STR("");
}

static void fill(struct work *work, const struct reception_booking *booking,
                 const struct reception_day *day, struct ticket_page *page)
{
    bool is_booked = str_equal(booking->state, STR("booked"));
    page->day = reception_day_view(work, day);
    page->day_words = reception_day_words(work, day->held_on);
    page->code =
        arena_printf(work->arena, PRISTR " " PRISTR, STRARG(str_slice(booking->code, 0, 4)),
                     STRARG(str_from(booking->code, 4)));
    page->state = site_message(
        work, arena_printf(work->arena, "reception.ticket." PRISTR, STRARG(booking->state)).ptr);
    page->is_waiting = str_equal(booking->state, STR("waiting"));
    page->is_off = day->state == RECEPTION_CANCELLED;
    page->is_moved = !page->is_off && booking->agreement != AGREEMENT_NOT_NEEDED;
    page->is_good = (is_booked || page->is_waiting) && !page->is_off;
    if (is_booked && !page->is_off)
        page->online_url = day->online_url;
    page->is_asked = page->is_good && booking->agreement == AGREEMENT_ASKED;
    page->is_agreed = page->is_good && booking->agreement == AGREEMENT_GIVEN;
    page->agree_url = url_relative(work->arena, "/lich-tiep-dan/hen/" PRISTR "/dong-y?khoa=" PRISTR,
                                   STRARG(booking->code), STRARG(page->key));
    if (booking->after >= 0)
        page->at = arena_printf(work->arena, PRISTR ", " PRISTR,
                                STRARG(reception_clock(work->arena, day->starts + booking->after)),
                                STRARG(page->day_words));
    page->action = url_relative(work->arena, "/lich-tiep-dan/hen/" PRISTR "/huy?khoa=" PRISTR,
                                STRARG(booking->code), STRARG(page->key));
}

const struct fault *reception_ticket_show(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct ticket_page page = {.key = key_of(request)};
    struct str title = site_message(work, "reception.ticket.title");
    struct reception_booking booking;
    struct reception_day day;
    const struct fault *fault =
        reception_booking_open(work, request_param(request, STR("code")), page.key, &booking, &day);
    if (!fault)
        fault = booking_waiting_before(work, day.id, booking.id, &page.before);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    fill(work, &booking, &day, &page);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/lich-tiep-dan"), site_message(work, "reception.title"));
    page_crumb(work, &page.layout, URL(""), title);
    fault = page_respond(work, response, 200, &reception_ticket_kind, &page);
    response_keep(response, RESPONSE_NO_STORE); /* of who has the link alone */
    return fault;
}

typedef const struct fault *booking_use_case(struct work *work, struct str code, struct str key);

static const struct fault *act(struct work *work, const struct request *request,
                               struct response *response, booking_use_case *use_case)
{
    struct str code = request_param(request, STR("code"));
    struct str key = key_of(request);
    const struct fault *fault = use_case(work, code, key);
    if (!fault)
        response_redirect(response,
                          url_relative(work->arena, "/lich-tiep-dan/hen/" PRISTR "?khoa=" PRISTR,
                                       STRARG(code), STRARG(key))
                              .text);
    return fault;
}

const struct fault *reception_ticket_cancel(struct work *work, const struct request *request,
                                            struct response *response)
{
    return act(work, request, response, reception_booking_cancel);
}

const struct fault *reception_ticket_agree(struct work *work, const struct request *request,
                                           struct response *response)
{
    return act(work, request, response, reception_booking_agree);
}
