/*
 * The rules of reception.
 */
#include "modules/reception/reception_rules.h"

#include "text/fold.h"

enum {
    MINUTES_OF_HOUR = 60,
    HOURS = 24,
    DAYS_OFF_MOST = 30 /* in a row */
};
#define MINUTE_US INT64_C(60000000)

const struct fault *reception_publish_due(struct arena *arena, const struct law *law,
                                          struct civil_date on, struct law_due *ret_due)
{
    const struct law_facts facts = {.on = on};
    return law_due(arena, law, law_rule(law, STR("reception.schedule.publish")), &facts, ret_due);
}

const struct fault *reception_online_due(struct arena *arena, const struct law *law,
                                         struct civil_date on, struct law_due *ret_due)
{
    const struct law_facts facts = {.on = on};
    return law_due(arena, law, law_rule(law, STR("reception.online.notice")), &facts, ret_due);
}

/* ---- heads ---- */

struct str reception_regime(enum unit_kind kind, struct str title)
{
    /* columns: kind of the unit, how the post begins (folded), condition of the rule */
    static const struct {
        enum unit_kind kind;
        struct str begins;
        struct str regime;
    } regimes[] = {
        {UNIT_COMMUNE,  STR_INIT("chu tich uy ban nhan dan"), STR_INIT("commune_chair")   },
        {UNIT_COMMUNE,  STR_INIT("chu tich ubnd"),            STR_INIT("commune_chair")   },
        {UNIT_COMMUNE,  STR_INIT("bi thu"),                   STR_INIT("party_commune")   },
        {UNIT_DISTRICT, STR_INIT("chu tich uy ban nhan dan"), STR_INIT("district_chair")  },
        {UNIT_DISTRICT, STR_INIT("chu tich ubnd"),            STR_INIT("district_chair")  },
        {UNIT_DISTRICT, STR_INIT("bi thu"),                   STR_INIT("party_district")  },
        {UNIT_PROVINCE, STR_INIT("chu tich uy ban nhan dan"), STR_INIT("province_chair")  },
        {UNIT_PROVINCE, STR_INIT("chu tich ubnd"),            STR_INIT("province_chair")  },
        {UNIT_PROVINCE, STR_INIT("bi thu"),                   STR_INIT("party_province")  },
        {UNIT_AGENCY,   STR_INIT("hieu truong"),              STR_INIT("public_unit_head")},
        {UNIT_AGENCY,   STR_INIT("giam doc"),                 STR_INIT("agency_head")     },
        {UNIT_AGENCY,   STR_INIT("truong"),                   STR_INIT("agency_head")     },
        {UNIT_AGENCY,   STR_INIT("chanh"),                    STR_INIT("agency_head")     },
        {UNIT_AGENCY,   STR_INIT("chu tich"),                 STR_INIT("agency_head")     },
    };
    struct arena *arena = arena_new();
    struct str folded = text_fold(arena, title);
    struct str regime = STR("");
    for (size_t i = 0; i < sizeof(regimes) / sizeof(regimes[0]) && regime.len == 0; i++)
        if (regimes[i].kind == kind && str_starts(folded, regimes[i].begins))
            regime = regimes[i].regime;
    arena_free(arena);
    return regime;
}

/* ---- groups ---- */

/* The number that the name of a condition ends with: 10 of "over_10". */
static int64_t number_behind(struct str id)
{
    int64_t number = 0;
    size_t from = id.len;
    while (from > 0 && id.ptr[from - 1] >= '0' && id.ptr[from - 1] <= '9')
        from--;
    return str_to_int64(str_from(id, from), &number) ? number : 0;
}

/* The number of a rule in one condition (NULL: none); 0 where it says nothing then. */
static int64_t number_of(struct arena *arena, const struct law *law, const char *rule,
                         struct civil_date on, const struct law_condition *condition)
{
    const struct law_version *version;
    const struct fault *fault = law_version_on(arena, law_rule(law, str_from_c(rule)), on,
                                               &condition, condition ? 1 : 0, &version);
    return fault ? 0 : version->number;
}

const struct fault *reception_representatives(struct arena *arena, const struct law *law,
                                              struct civil_date on, int64_t people,
                                              int64_t *ret_least, int64_t *ret_most)
{
    const struct law_condition *few = law_condition(law, STR("5_to_10"));
    const struct law_condition *many = law_condition(law, STR("over_10"));
    int64_t from = number_of(arena, law, "reception.group.min", on, NULL);
    bool is_many;
    if (!few || !many)
        return fault_new(arena, FAULT_INTERNAL, "error.internal", "conditions of groups");
    is_many = people > number_behind(many->id);
    *ret_least = 0;
    *ret_most = 0;
    if (from == 0 || people < from)
        return NULL;
    *ret_least = number_of(arena, law, "reception.group.reps.min", on, few);
    *ret_most = number_of(arena, law, "reception.group.reps.max", on, is_many ? many : few);
    return NULL;
}

/* ---- telephones ---- */

bool reception_phone(struct arena *arena, struct str typed, struct str *ret_phone)
{
    enum {
        MOBILE_DIGITS = 10,
        HOUSE_DIGITS = 11
    };
    struct str digits = str_starts(typed, STR("+")) ? str_from(typed, 1) : typed;
    struct str phone = typed;
    if (str_starts(digits, STR("84")))
        phone = arena_printf(arena, "0" PRISTR, STRARG(str_from(digits, 2)));
    if (phone.len != MOBILE_DIGITS && phone.len != HOUSE_DIGITS)
        return false;
    if (phone.ptr[0] != '0' || str_find_byte(STR("235789"), phone.ptr[1], 0) < 0 ||
        (phone.len == HOUSE_DIGITS && phone.ptr[1] != '2'))
        return false;
    *ret_phone = phone;
    return true;
}

/* ---- closing ---- */

struct instant reception_closing(struct civil_date on, int64_t starts, int64_t closes)
{
    struct instant at = date_start(on);
    at.us += (starts - closes) * MINUTE_US;
    return at;
}

bool reception_is_closed(const struct reception_day *day, struct instant now)
{
    return day->state != RECEPTION_OPEN || day->is_vacant || now.us >= day->closes_at.us;
}

bool reception_is_to_come(const struct reception_day *day, int64_t after, struct instant now)
{
    return day->state == RECEPTION_OPEN && !day->is_vacant &&
           now.us < reception_closing(day->held_on, day->starts + after, 0).us;
}

/* ---- days off ---- */

bool reception_is_holiday(const struct law *law, struct civil_date on)
{
    const struct calendar *calendar = law_calendar(law);
    struct calendar_day day;
    if (!calendar_holds(on))
        return false;
    day = calendar_day(calendar, on);
    return day.is_off && day.kind != DAY_WEEKEND;
}

struct civil_date reception_working_day(const struct law *law, struct civil_date on)
{
    const struct calendar *calendar = law_calendar(law);
    struct civil_date day = on;
    for (int i = 0; i < DAYS_OFF_MOST && calendar_holds(day) && calendar_is_off(calendar, day); i++)
        day = date_add_days(day, 1);
    return day;
}

/* ---- times of day ---- */

struct str reception_clock(struct arena *arena, int64_t minute)
{
    return arena_printf(arena, "%02d:%02d", (int)(minute / MINUTES_OF_HOUR),
                        (int)(minute % MINUTES_OF_HOUR));
}

bool reception_clock_read(struct str text, int64_t *ret_minute)
{
    struct str rest = str_trim(text);
    char mark = str_find_byte(rest, ':', 0) >= 0 ? ':' : 'h';
    struct str hours = str_cut(&rest, mark);
    int64_t hour;
    int64_t minute = 0;
    if (hours.len == 0 || hours.len > 2 || !rest.ptr || !str_to_int64(hours, &hour))
        return false;
    if (rest.len > 0 && (rest.len != 2 || !str_to_int64(rest, &minute)))
        return false;
    if (rest.len == 0 && mark == ':')
        return false;
    if (hour < 0 || hour >= HOURS || minute < 0 || minute >= MINUTES_OF_HOUR)
        return false;
    *ret_minute = hour * MINUTES_OF_HOUR + minute;
    return true;
}
