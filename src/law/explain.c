/*
 * Sentences from messages; what is said about each day was noted when it was counted.
 */
#include "law/explain.h"

#include "base/buf.h"
#include "text/number.h"

enum {
    ARTICLE_TEXT = 4096,
    CONDITIONS_TEXT = 4096
};

/* The message law.KEY with up to four values, named by the letters before them. */
static struct str say(const struct explainer *e, const char *key, const struct fault_arg *args,
                      size_t count)
{
    return message_format(e->arena, e->messages, e->locale, str_from_c(key), args, count);
}

#define ARGS(...)                                                                                  \
    (const struct fault_arg[]){__VA_ARGS__},                                                       \
        sizeof((const struct fault_arg[]){__VA_ARGS__}) / sizeof(struct fault_arg)

static void add(const struct explainer *e, struct explanation *explanation, struct str line)
{
    *VEC_PUSH(&explanation->lines, e->arena) = line;
}

struct str explain_text(const struct explainer *e, struct law_text text)
{
    return e->locale == LOCALE_VI ? text.vi : text.en;
}

/* ---- articles ---- */

static bool is_digit(struct str s, size_t at)
{
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* Digits, and a range with its dash "–", from `*at`. */
static struct str take_number(struct str s, size_t *at)
{
    size_t from = *at;
    struct str dash = STR("–");
    while (is_digit(s, *at))
        (*at)++;
    if (str_equal(str_slice(s, *at, dash.len), dash)) {
        *at += dash.len;
        while (is_digit(s, *at))
            (*at)++;
    }
    return str_slice(s, from, *at - from);
}

/* The letter of a point, "a" or "đ", directly behind a number. */
static struct str take_letter(struct str s, size_t *at)
{
    size_t len = str_equal(str_slice(s, *at, 2), STR("đ")) ? 2 : 1;
    size_t from = *at;
    if (len == 1 && (*at >= s.len || s.ptr[*at] < 'a' || s.ptr[*at] > 'z'))
        return STR("");
    *at += len;
    return str_slice(s, from, len);
}

/* Writes one reference "Đ12.3a" that begins at `*at`. */
static void write_reference(const struct explainer *e, struct str s, size_t *at, struct buf *out)
{
    struct str number;
    struct str letter_of_article;
    struct str clause = STR("");
    struct str point = STR("");
    *at += sizeof("Đ") - 1;
    number = take_number(s, at);
    letter_of_article = take_letter(s, at); /* Điều 28b */
    if (*at < s.len && s.ptr[*at] == '.' && is_digit(s, *at + 1)) {
        (*at)++;
        clause = take_number(s, at);
        point = take_letter(s, at);
    }
    if (e->locale == LOCALE_VI) {
        if (point.len)
            buf_printf(out, "điểm " PRISTR " ", STRARG(point));
        if (clause.len)
            buf_printf(out, "khoản " PRISTR " ", STRARG(clause));
        buf_printf(out, "Điều " PRISTR PRISTR, STRARG(number), STRARG(letter_of_article));
        return;
    }
    buf_printf(out, "article " PRISTR PRISTR, STRARG(number), STRARG(letter_of_article));
    if (clause.len)
        buf_printf(out, "." PRISTR, STRARG(clause));
    if (point.len)
        buf_printf(out, "(" PRISTR ")", STRARG(point));
}

struct str explain_article(const struct explainer *e, struct str article)
{
    struct buf out = buf_init(e->arena, ARTICLE_TEXT);
    size_t at = 0;
    struct str sign = STR("Đ");
    while (at < article.len) {
        if (str_equal(str_slice(article, at, sign.len), sign) && is_digit(article, at + sign.len))
            write_reference(e, article, &at, &out);
        else
            buf_add_byte(&out, article.ptr[at++]);
    }
    return buf_str(&out);
}

struct str explain_own_article(const struct explainer *e, struct str article)
{
    ptrdiff_t bracket = str_find(article, STR(" ("), 0);
    return explain_article(e, bracket < 0 ? article : str_slice(article, 0, (size_t)bracket));
}

/* "khoản 1 Điều 16 Nghị định 124/2020/NĐ-CP, sửa đổi, bổ sung bởi …" of "Đ10 (Đ16.1 NĐ
 * 124/2020/NĐ-CP)" with its instrument, in `cite`: what is in force is the article that was
 * amended, in the words that the amending one gave it. */
static struct str amended_by(const struct explainer *e, struct str article, struct str cite)
{
    const struct law_instrument *instrument;
    struct str number = article;
    struct str amended;
    str_cut(&number, '(');
    if (!number.ptr)
        return cite;
    amended = str_cut(&number, ' ');
    number = str_slice(number, 0, number.len - 1);
    instrument = law_instrument(e->law, number);
    amended =
        say(e, "law.cite.article",
            ARGS({"article", explain_article(e, amended)},
                 {"instrument", instrument ? explain_text(e, instrument->full_number) : number}));
    return say(e, "law.cite.amending", ARGS({"amended", amended}, {"cite", cite}));
}

struct str explain_citation(const struct explainer *e, const struct law_version *version)
{
    struct str cite;
    if (!version->by)
        return say(e, "law.cite.none", NULL, 0);
    cite = explain_text(e, version->by->full_number);
    if (version->article.len > 0)
        cite =
            say(e, "law.cite.article",
                ARGS({"article", explain_own_article(e, version->article)}, {"instrument", cite}));
    cite = amended_by(e, version->article, cite);
    if (version->amended)
        cite = say(
            e, "law.cite.amended",
            ARGS({"cite", cite}, {"instrument", explain_text(e, version->amended->full_number)}));
    return cite;
}

struct str explain_source(const struct explainer *e, const struct law_version *version)
{
    struct str cite = explain_citation(e, version);
    if (!version->by && !law_is_law(version))
        return say(e, "law.cite.local-alone", NULL, 0);
    return law_is_law(version) ? cite : say(e, "law.cite.local", ARGS({"cite", cite}));
}

/* ---- values ---- */

static struct str count_text(const struct explainer *e, int64_t number)
{
    return number_text(e->arena, e->locale, number);
}

struct str explain_term(const struct explainer *e, struct term term)
{
    static const char *const keys[] = {
        [TERM_DAYS] = "law.term.days",     [TERM_WORKING_DAYS] = "law.term.working_days",
        [TERM_MONTHS] = "law.term.months", [TERM_YEARS] = "law.term.years",
        [TERM_HOURS] = "law.term.hours",
    };
    return say(e, keys[term.unit], ARGS({"count", count_text(e, term.count)}));
}

/* What is limited, without the limit: "5 ngày làm việc", "2/3 tổng số hộ". */
static struct str quantity(const struct explainer *e, const struct law_version *version)
{
    static const char *const keys[] = {
        [UNIT_COUNT] = "law.unit.count",         [UNIT_PER_WEEK] = "law.unit.per_week",
        [UNIT_PER_MONTH] = "law.unit.per_month", [UNIT_PER_QUARTER] = "law.unit.per_quarter",
        [UNIT_PER_YEAR] = "law.unit.per_year",   [UNIT_FRACTION] = "law.unit.part",
        [UNIT_PERCENT] = "law.unit.part",
    };
    static const char *const days[] = {
        [UNIT_PER_WEEK] = "law.unit.days_per_week",
        [UNIT_PER_MONTH] = "law.unit.days_per_month",
        [UNIT_PER_QUARTER] = "law.unit.days_per_quarter",
        [UNIT_PER_YEAR] = "law.unit.days_per_year",
    };
    struct str count = count_text(e, version->number);
    if (law_is_term(version))
        return explain_term(e, law_term(version));
    if (version->rule->is_in_days)
        return say(e, days[version->unit], ARGS({"count", count}));
    if (version->unit == UNIT_FRACTION)
        count = arena_printf(e->arena, "%d/%d", (int)version->number, (int)version->divisor);
    if (version->unit == UNIT_PERCENT)
        count = arena_printf(e->arena, "%d%%", (int)version->number);
    return say(e, keys[version->unit],
               ARGS({"count", count},
                    {"base", version->base ? explain_text(e, version->base->text) : STR("")}));
}

struct str explain_value(const struct explainer *e, const struct law_version *version)
{
    static const char *const keys[] = {
        [LIMIT_MAX] = "law.limit.max",     [LIMIT_MIN] = "law.limit.min",
        [LIMIT_OVER] = "law.limit.over",   [LIMIT_UNDER] = "law.limit.under",
        [LIMIT_EXACT] = "law.limit.exact", [LIMIT_WINDOW] = "law.limit.window",
    };
    struct str value = say(e, keys[version->limit], ARGS({"value", quantity(e, version)}));
    if (version->is_backward && version->limit != LIMIT_WINDOW)
        value = say(e, "law.limit.before", ARGS({"value", value}));
    return value;
}

/* ---- what gives no day ---- */

/* "commune (Cấp xã), agency (Cơ quan, đơn vị)": of the versions in force on the day. */
static struct str named_conditions(const struct explainer *e, const struct law_rule *rule,
                                   struct civil_date on)
{
    struct buf out = buf_init(e->arena, CONDITIONS_TEXT);
    for (size_t i = 0; i < rule->versions.count; i++) {
        const struct law_version *version = &rule->versions.items[i];
        if (!version->given || !law_is_in_force(version, on))
            continue;
        buf_printf(&out, "%s" PRISTR " (" PRISTR ")", out.len > 0 ? ", " : "",
                   STRARG(version->given->id), STRARG(explain_text(e, version->given->text)));
    }
    return buf_str(&out);
}

static bool is_called(const struct fault *fault, struct str key)
{
    return str_equal(str_from_c(fault->key), key);
}

/* The fault with the condition in words instead of its code. */
static const struct fault *with_condition(const struct explainer *e, const struct fault *fault)
{
    struct fault *own = ARENA_NEW(e->arena, struct fault);
    *own = *fault;
    for (size_t i = 0; i < FAULT_ARGS && own->args[i].name; i++) {
        const struct law_condition *condition = law_condition(e->law, own->args[i].value);
        if (str_equal(str_from_c(own->args[i].name), STR("condition")) && condition)
            own->args[i].value = explain_text(e, condition->text);
    }
    return own;
}

/* The rule that the fault is about: of a lengthened term that may be another than `asked`. */
static const struct law_rule *rule_in(const struct explainer *e, const struct fault *fault,
                                      const struct law_rule *asked)
{
    const struct law_rule *rule = NULL;
    for (size_t i = 0; i < FAULT_ARGS && fault->args[i].name; i++)
        if (str_equal(str_from_c(fault->args[i].name), STR("rule")))
            rule = law_rule(e->law, fault->args[i].value);
    return rule ? rule : asked;
}

const struct fault *explain_refusal(const struct explainer *e, const struct law_rule *rule,
                                    const struct law_facts *facts, const struct fault *fault)
{
    const struct law_version *version;
    struct fault *own;
    if (is_called(fault, STR("law.no_version.case")) ||
        is_called(fault, STR("law.no_version_left.case")))
        return with_condition(e, fault);
    if (is_called(fault, STR("law.choose"))) {
        rule = rule_in(e, fault, rule);
        own = fault_new(e->arena, fault->kind, fault->key, "rule " PRISTR, STRARG(rule->id));
        own->field = fault->field;
        fault_with(own, "conditions", named_conditions(e, rule, facts->on));
        fault_with(own, "date", date_text(e->arena, facts->on));
    } else if (is_called(fault, STR("law.no_term")) &&
               !law_version_on(e->arena, rule, facts->on, facts->given, facts->given_count,
                               &version)) {
        own = fault_new(e->arena, fault->kind, "law.not_a_term", "rule " PRISTR, STRARG(rule->id));
        fault_with(own, "title", explain_text(e, version->title));
        fault_with(own, "value", explain_value(e, version));
        fault_with(own, "cite", explain_source(e, version));
    } else {
        return fault;
    }
    return fault_with(own, "rule", rule->id);
}

/* ---- days ---- */

/* "06/03/2022", as date_text makes it; written by hand because explanations are made
 * by the hundred thousand and printf would be a third of the work. */
static struct str day_text(const struct explainer *e, struct civil_date date)
{
    enum {
        LENGTH = 10
    };
    struct date_parts p = date_parts(date);
    char *text = arena_alloc_raw(e->arena, LENGTH);
    const int digits[LENGTH] = {p.day / 10,    p.day % 10,        -1,
                                p.month / 10,  p.month % 10,      -1,
                                p.year / 1000, p.year / 100 % 10, p.year / 10 % 10,
                                p.year % 10};
    for (int i = 0; i < LENGTH; i++)
        text[i] = digits[i] < 0 ? '/' : (char)('0' + digits[i]);
    return (struct str){text, LENGTH};
}

/* "thứ Ba, 12/04/2022". */
static struct str say_date(const struct explainer *e, struct civil_date date)
{
    static const char *const keys[] = {
        [MONDAY] = "law.weekday-1",   [TUESDAY] = "law.weekday-2", [WEDNESDAY] = "law.weekday-3",
        [THURSDAY] = "law.weekday-4", [FRIDAY] = "law.weekday-5",  [SATURDAY] = "law.weekday-6",
        [SUNDAY] = "law.weekday-7",
    };
    return say(
        e, "law.date",
        ARGS({"weekday", say(e, keys[date_weekday(date)], NULL, 0)}, {"date", day_text(e, date)}));
}

struct str explain_day(const struct explainer *e, struct civil_date date)
{
    struct calendar_day day = calendar_day(law_calendar(e->law), date);
    struct str name = day.name ? explain_text(e, *day.name) : STR("");
    struct str other = date_is_none(day.other) ? STR("") : day_text(e, day.other);
    switch (day.kind) {
    case DAY_WORKING:
        return say(e, "law.day.working", NULL, 0);
    case DAY_WEEKEND:
        return say(e, "law.day.weekend", NULL, 0);
    case DAY_HOLIDAY:
        return name;
    case DAY_LIEU:
        return say(e, "law.day.lieu", ARGS({"name", name}, {"date", other}));
    case DAY_SWAPPED:
        return name.len ? name : say(e, "law.day.swapped", ARGS({"date", other}));
    case DAY_WORKED:
        return name.len ? name : say(e, "law.day.worked", ARGS({"date", other}));
    }
    return name;
}

/* ---- counting ---- */

/* " (Bộ luật Dân sự 2015, Điều 148)", or nothing before there was such an article. */
static struct str in_brackets(const struct explainer *e, const struct law_counting *law,
                              size_t offset)
{
    const struct law_text *text = law ? (const void *)((const char *)law + offset) : NULL;
    if (!text || text->vi.len == 0)
        return STR("");
    return arena_printf(e->arena, " (" PRISTR ")", STRARG(explain_text(e, *text)));
}

#define CITE(e, date, member)                                                                      \
    in_brackets((e), law_counting_on((e)->law, (date)), offsetof(struct law_counting, member))

/* Noted behind the day on which the term would have ended. */
static bool is_behind(const struct counting *counting, const struct counted_day *day)
{
    return day->kind == COUNTED_MOVED || day->date.days > counting->nominal.days;
}

/* The last of the days, from number `i`, that stand still one after the other. */
static size_t last_suspended(const struct counting *counting, size_t i)
{
    const struct counted_day *days = counting->days.items;
    while (i + 1 < counting->days.count && days[i + 1].kind == COUNTED_SUSPENDED &&
           days[i + 1].date.days == days[i].date.days + 1 &&
           is_behind(counting, &days[i + 1]) == is_behind(counting, &days[i]))
        i++;
    return i;
}

/* One line for each noted day; a suspension is one line for all its days. */
static void explain_days(const struct explainer *e, const struct counting *counting, bool behind,
                         struct explanation *explanation)
{
    static const char *const keys[] = {
        [COUNTED_SKIPPED] = "law.why.skipped",
        [COUNTED_WORKED] = "law.why.worked",
        [COUNTED_MOVED] = "law.why.moved",
    };
    for (size_t i = 0; i < counting->days.count; i++) {
        struct counted_day day = counting->days.items[i];
        if (is_behind(counting, &day) != behind)
            continue;
        if (day.kind != COUNTED_SUSPENDED) {
            add(e, explanation,
                say(e, keys[day.kind],
                    ARGS({"day", say_date(e, day.date)}, {"reason", explain_day(e, day.date)})));
            continue;
        }
        i = last_suspended(counting, i);
        add(e, explanation,
            say(e, "law.why.suspended",
                ARGS({"from", day_text(e, day.date)},
                     {"to", day_text(e, counting->days.items[i].date)})));
    }
}

static bool is_month_short(const struct counting *counting)
{
    bool in_months =
        counting->request.term.unit == TERM_MONTHS || counting->request.term.unit == TERM_YEARS;
    return in_months && counting->request.suspension_count == 0 &&
           date_parts(counting->nominal).day != date_parts(counting->request.start).day;
}

static const char *counted_key(const struct term_request *request)
{
    if (request->is_backward)
        return "law.why.counted-back";
    return request->term.count == 1 ? "law.why.counted-one" : "law.why.counted";
}

static void explain_walk(const struct explainer *e, const struct counting *counting,
                         struct explanation *explanation)
{
    struct civil_date start = counting->request.start;
    explain_days(e, counting, false, explanation);
    add(e, explanation,
        say(e, counted_key(&counting->request),
            ARGS({"term", explain_term(e, counting->request.term)},
                 {"day", say_date(e, counting->nominal)})));
    if (is_month_short(counting))
        add(e, explanation, say(e, "law.why.month_short", ARGS({"cite", CITE(e, start, month)})));
    if (counting->end.days == counting->nominal.days)
        return;
    explain_days(e, counting, true, explanation);
    if (counting->days.items[counting->days.count - 1].kind == COUNTED_SUSPENDED)
        add(e, explanation, say(e, "law.why.resumed", ARGS({"day", say_date(e, counting->end)})));
    else
        add(e, explanation,
            say(e, "law.why.moved-to",
                ARGS({"day", say_date(e, counting->end)}, {"cite", CITE(e, start, end)})));
}

static void explain_provisional(const struct explainer *e, struct civil_date date,
                                struct explanation *explanation)
{
    int year = date_parts(date).year;
    const struct law_text *law = calendar_law(law_calendar(e->law), year);
    add(e, explanation, say(e, "law.why.provisional", ARGS({"law", explain_text(e, *law)})));
}

void explain_counting(const struct explainer *e, const struct counting *counting,
                      struct explanation *explanation)
{
    struct civil_date start = counting->request.start;
    add(e, explanation,
        say(e, counting->request.is_backward ? "law.why.start-back" : "law.why.start",
            ARGS({"day", say_date(e, start)}, {"cite", CITE(e, start, start)})));
    explain_walk(e, counting, explanation);
    if (counting->is_provisional)
        explain_provisional(e, counting->end, explanation);
}

/* ---- a rule ---- */

struct str explain_period(const struct explainer *e, const struct law_version *version)
{
    if (date_is_none(version->to))
        return say(e, "law.since", ARGS({"from", day_text(e, version->from)}));
    return say(e, "law.from_to",
               ARGS({"from", day_text(e, version->from)}, {"to", day_text(e, version->to)}));
}

static void explain_version(const struct explainer *e, const struct law_version *version,
                            struct explanation *explanation)
{
    add(e, explanation,
        say(e, "law.why.rule",
            ARGS({"title", explain_text(e, version->title)}, {"value", explain_value(e, version)},
                 {"rule", version->rule->id}, {"period", explain_period(e, version)})));
    if (version->given)
        add(e, explanation,
            say(e, "law.why.given", ARGS({"condition", explain_text(e, version->given->text)})));
    add(e, explanation,
        say(e, law_is_law(version) ? "law.why.law" : "law.why.local",
            ARGS({"cite", explain_citation(e, version)})));
    if (version->usual)
        add(e, explanation,
            say(e, "law.why.set",
                ARGS({"from", day_text(e, version->from)}, {"reason", version->set_by},
                     {"usual", explain_value(e, version->usual)})));
    if (version->says.len > 0)
        add(e, explanation, say(e, "law.why.says", ARGS({"says", version->says})));
}

void explain_steps(const struct explainer *e, const struct law_due *due,
                   struct explanation *explanation)
{
    static const char *const endings[] = {
        [ENDING_DUE] = "law.why.due",         [ENDING_AT_LEAST] = "law.why.at-least",
        [ENDING_REACHED] = "law.why.reached", [ENDING_LATEST] = "law.why.latest",
        [ENDING_BEFORE] = "law.why.before",   [ENDING_FROM] = "law.why.from",
    };
    const struct law_version *version = due->version;
    struct civil_date start = due->countings[0].request.start;
    add(e, explanation,
        say(e, version->is_backward ? "law.why.event-back" : "law.why.event",
            ARGS({"event", explain_text(e, version->starts->text)}, {"day", say_date(e, start)},
                 {"cite", CITE(e, start, start)})));
    explain_walk(e, &due->countings[0], explanation);
    for (size_t i = 1; i < due->counting_count; i++) {
        add(e, explanation,
            say(e, "law.why.extended",
                ARGS({"number", count_text(e, (int64_t)i)},
                     {"value", explain_value(e, due->extension)},
                     {"cite", explain_citation(e, due->extension)})));
        explain_walk(e, &due->countings[i], explanation);
    }
    add(e, explanation, say(e, endings[law_ending(version)], ARGS({"day", say_date(e, due->due)})));
    if (due->is_day_off)
        add(e, explanation, say(e, "law.why.day_off", ARGS({"reason", explain_day(e, due->due)})));
    if (due->is_provisional)
        explain_provisional(e, due->due, explanation);
}

void explain_due(const struct explainer *e, const struct law_due *due,
                 struct explanation *explanation)
{
    explain_version(e, due->version, explanation);
    explain_steps(e, due, explanation);
}
