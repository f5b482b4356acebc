/*
 * /api/v1/law: the rules, and due dates, for other programs. Names are those of
 * law/; dates are 2022-03-06; every text is in both languages. What is wrong with a
 * question is a problem document (RFC 9457).
 */
#include "law/lunar.h"
#include "modules/law/law_web.h"
#include "view/json.h"

enum {
    API_LIMIT = 2 * 1024 * 1024,
    MOST_SUSPENSIONS = 8
};

/* ---- writing ---- */

static void put_text(struct json *json, const char *name, struct law_text text)
{
    if (text.vi.len == 0)
        return;
    json_key(json, str_from_c(name));
    json_begin_object(json);
    json_pair_text(json, "vi", text.vi);
    json_pair_text(json, "en", text.en);
    json_end_object(json);
}

static void put_date(struct json *json, struct arena *arena, const char *name,
                     struct civil_date date)
{
    json_key(json, str_from_c(name));
    if (date_is_none(date))
        json_put_null(json);
    else
        json_put_text(json, date_to_iso(arena, date));
}

static void put_version(struct json *json, struct work *work, const struct law_version *version)
{
    struct arena *arena = work->arena;
    json_begin_object(json);
    put_date(json, arena, "from", version->from);
    put_date(json, arena, "to", version->to);
    put_text(json, "title", version->title);
    json_pair_text(json, "starts", version->starts->id);
    if (version->given)
        json_pair_text(json, "given", version->given->id);
    json_pair_text(json, "limit", law_limit_name(version->limit));
    json_pair_int(json, "number", version->number);
    json_pair_int(json, "divisor", version->divisor);
    json_pair_text(json, "unit", law_unit_name(version->unit));
    json_pair_text(json, "counts", version->is_backward ? STR("before") : STR("after"));
    if (version->base)
        json_pair_text(json, "base", version->base->id);
    if (version->form.len > 0)
        json_pair_text(json, "form", version->form);
    if (version->by)
        json_pair_text(json, "instrument", version->by->number);
    if (version->amended)
        json_pair_text(json, "amended_by", version->amended->number);
    if (version->article.len > 0)
        json_pair_text(json, "article", version->article);
    json_pair_text(json, "certainty", law_certainty_name(version->certainty));
    if (version->usual)
        json_pair_text(json, "set_by", version->set_by);
    json_pair_bool(json, "is_law", law_is_law(version));
    if (version->says.len > 0)
        json_pair_text(json, "says", version->says);
    put_text(json, "note", version->note);
    json_end_object(json);
}

static void put_rule(struct json *json, struct work *work, const struct law_rule *rule)
{
    json_begin_object(json);
    json_pair_text(json, "id", rule->id);
    json_pair_text(json, "area", rule->area->id);
    put_text(json, "title", rule->title);
    if (rule->extended)
        json_pair_text(json, "extended", rule->extended->id);
    if (rule->extended_times)
        json_pair_text(json, "extended_times", rule->extended_times->id);
    if (rule->is_exact)
        json_pair_bool(json, "is_exact", true);
    if (rule->is_in_days)
        json_pair_bool(json, "is_in_days", true);
    json_key(json, STR("versions"));
    json_begin_array(json);
    for (size_t i = 0; i < rule->versions.count; i++)
        put_version(json, work, &rule->versions.items[i]);
    json_end_array(json);
    json_end_object(json);
}

static void put_instruments(struct json *json, struct work *work)
{
    size_t count;
    const struct law_instrument *const *instruments = law_instruments(law_of_files(work), &count);
    json_key(json, STR("instruments"));
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_pair_text(json, "number", instruments[i]->number);
        put_text(json, "title", instruments[i]->title);
        put_date(json, work->arena, "from", instruments[i]->from);
        put_date(json, work->arena, "to", instruments[i]->to);
        if (instruments[i]->replaced_by)
            json_pair_text(json, "replaced_by", instruments[i]->replaced_by->number);
        json_end_object(json);
    }
    json_end_array(json);
}

static void respond(struct response *response, struct json *json)
{
    json_finish(json);
    response_json(response, 200, buf_str(json->out));
    response_keep(response, RESPONSE_REVALIDATE);
}

/* ---- rules ---- */

const struct fault *law_api_all(struct work *work, const struct request *request,
                                struct response *response)
{
    struct buf buf = buf_init(work->arena, API_LIMIT);
    struct json json = json_begin(&buf);
    size_t count;
    const struct law_rule *const *rules = law_rules(law_of_site(work), &count);
    (void)request;
    json_begin_object(&json);
    put_instruments(&json, work);
    json_key(&json, STR("rules"));
    json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        put_rule(&json, work, rules[i]);
    json_end_array(&json);
    json_end_object(&json);
    respond(response, &json);
    return NULL;
}

static const struct fault *unknown_rule(struct work *work, struct str id, enum fault_kind kind)
{
    return fault_with(
        fault_new(work->arena, kind, "law.unknown_rule", "no rule " PRISTR, STRARG(id)), "value",
        id);
}

const struct fault *law_api_rule(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct buf buf = buf_init(work->arena, API_LIMIT);
    struct json json = json_begin(&buf);
    struct str id = request_param(request, STR("id"));
    const struct law_rule *rule = law_rule(law_of_site(work), id);
    if (!rule)
        return unknown_rule(work, id, FAULT_NOT_FOUND);
    put_rule(&json, work, rule);
    respond(response, &json);
    return NULL;
}

/* ---- questions ---- */

/* The fault with the parameter of the query that it is about. */
static const struct fault *at(struct work *work, const char *parameter, const struct fault *fault)
{
    struct fault *own;
    if (!fault)
        return NULL;
    own = work_alloc(work, struct fault);
    *own = *fault;
    own->field = parameter;
    return own;
}

static const struct fault *wrong(struct work *work, const char *parameter, const char *key,
                                 struct str value)
{
    struct fault *fault =
        fault_new(work->arena, FAULT_INVALID, key, "%s: " PRISTR, key, STRARG(value));
    return at(work, parameter, fault_with(fault, "value", value));
}

static const struct fault *read_date(struct work *work, const char *parameter, struct str value,
                                     struct civil_date *ret_date)
{
    return date_from_iso(value, ret_date) ? NULL
                                          : wrong(work, parameter, "law.command.date", value);
}

/* What law_due refused: of another case, of the day, or of how often it was lengthened. */
static const struct fault *refused(struct work *work, const struct fault *fault)
{
    static const struct {
        struct str key;
        const char *parameter;
    } rows[] = {
        {STR_INIT("law.choose"),          "given"   },
        {STR_INIT("law.not_a_term"),      "rule"    },
        {STR_INIT("law.not_extended"),    "extended"},
        {STR_INIT("law.extended_enough"), "extended"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (str_equal(str_from_c(fault->key), rows[i].key))
            return at(work, rows[i].parameter, fault);
    return at(work, "on", fault);
}

/* Every given=CONDITION and suspended=FROM..TO of the query. */
static const struct fault *read_facts(struct work *work, const struct request *request,
                                      struct law_facts *facts, struct suspension *suspensions)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < request->query.count; i++) {
        const struct pair *pair = &request->query.items[i];
        ptrdiff_t dots = str_find(pair->value, STR(".."), 0);
        if (str_equal(pair->name, STR("given"))) {
            const struct law_condition *condition = law_condition(law_of_files(work), pair->value);
            if (!condition || facts->given_count == DUE_GIVEN)
                return wrong(work, "given", "law.unknown_condition", pair->value);
            facts->given[facts->given_count++] = condition;
        } else if (str_equal(pair->name, STR("suspended"))) {
            struct suspension *one = &suspensions[facts->suspension_count];
            if (dots < 0 || facts->suspension_count == MOST_SUSPENSIONS)
                return wrong(work, "suspended", "law.command.suspended", pair->value);
            fault =
                read_date(work, "suspended", str_slice(pair->value, 0, (size_t)dots), &one->from);
            if (!fault)
                fault =
                    read_date(work, "suspended", str_from(pair->value, (size_t)dots + 2), &one->to);
            if (!fault && (one->to.days < one->from.days ||
                           (facts->suspension_count > 0 && one->from.days < one[-1].to.days)))
                fault = wrong(work, "suspended", "law.command.suspended", pair->value);
            facts->suspension_count++;
        }
    }
    facts->suspensions = suspensions;
    return fault;
}

/* The lines of an explanation in both languages. */
static void put_lines(struct json *json, const char *name, const struct explanation *explanation)
{
    json_key(json, str_from_c(name));
    json_begin_array(json);
    for (size_t i = 0; i < explanation->lines.count; i++)
        json_put_text(json, explanation->lines.items[i]);
    json_end_array(json);
}

/* What the day of an answer means. */
static struct str ending_name(enum law_ending ending)
{
    static const char *const names[] = {
        [ENDING_DUE] = "due",       [ENDING_AT_LEAST] = "at_least", [ENDING_REACHED] = "reached",
        [ENDING_LATEST] = "latest", [ENDING_BEFORE] = "before",     [ENDING_FROM] = "from",
    };
    return str_from_c(names[ending]);
}

static void put_due(struct json *json, struct work *work, struct explainer explainer,
                    const struct law_due *due)
{
    json_begin_object(json);
    put_date(json, work->arena, "due", due->due);
    json_pair_text(json, "means", ending_name(law_ending(due->version)));
    json_pair_text(json, "rule", due->version->rule->id);
    json_pair_bool(json, "is_provisional", due->is_provisional);
    json_pair_bool(json, "is_local", due->is_local);
    json_pair_bool(json, "is_day_off", due->is_day_off);
    json_key(json, STR("version"));
    put_version(json, work, due->version);
    json_key(json, STR("why"));
    json_begin_object(json);
    for (int locale = 0; locale < LOCALE_COUNT; locale++) {
        struct explanation explanation = {0};
        explainer.locale = (enum locale)locale;
        explain_due(&explainer, due, &explanation);
        put_lines(json, locale_name(explainer.locale).ptr, &explanation);
    }
    json_end_object(json);
    json_end_object(json);
}

/* ?rule=…&on=…&given=…&given=…&suspended=FROM..TO&extended=TIMES */
const struct fault *law_api_due(struct work *work, const struct request *request,
                                struct response *response)
{
    struct buf buf = buf_init(work->arena, API_LIMIT);
    struct json json = json_begin(&buf);
    struct str id = request_query(request, STR("rule"));
    struct str extended = request_query(request, STR("extended"));
    const struct law_rule *rule;
    struct suspension suspensions[MOST_SUSPENSIONS];
    struct law_facts facts = {0};
    struct law_due due;
    struct explainer explainer = law_explainer(work);
    int64_t extensions = 0;
    const struct fault *fault = law_now(work, &explainer.law);
    if (fault)
        return fault;
    rule = law_rule(explainer.law, id);
    if (!rule)
        return at(work, "rule", unknown_rule(work, id, FAULT_INVALID));
    fault = read_date(work, "on", request_query(request, STR("on")), &facts.on);
    if (!fault)
        fault = read_facts(work, request, &facts, suspensions);
    if (!fault && extended.ptr &&
        (!str_to_int64(extended, &extensions) || extensions < 0 || extensions > DUE_EXTENSIONS))
        fault = wrong(work, "extended", "law.command.number", extended);
    facts.extensions = (int)extensions;
    if (fault)
        return fault;
    fault = law_due(work->arena, explainer.law, rule, &facts, &due);
    if (fault)
        return refused(work, explain_refusal(&explainer, rule, &facts, fault));
    put_due(&json, work, explainer, &due);
    respond(response, &json);
    return NULL;
}

/* ?on=2026-08-20&term=7W&counts=after */
const struct fault *law_api_add(struct work *work, const struct request *request,
                                struct response *response)
{
    struct buf buf = buf_init(work->arena, API_LIMIT);
    struct json json = json_begin(&buf);
    struct explainer explainer = law_explainer(work);
    struct str term = request_query(request, STR("term"));
    struct str counts = request_query(request, STR("counts"));
    struct term_request asked = {.is_backward = str_equal(counts, STR("before"))};
    struct counting counting;
    const struct fault *fault =
        read_date(work, "on", request_query(request, STR("on")), &asked.start);
    if (!fault && counts.len > 0 && !asked.is_backward && !str_equal(counts, STR("after")))
        fault = wrong(work, "counts", "law.command.counts", counts);
    if (!fault && !term_from_text(term, &asked.term))
        fault = wrong(work, "term", "law.command.term", term);
    if (!fault)
        fault = law_now(work, &explainer.law);
    if (!fault)
        fault =
            at(work, "on", term_count(work->arena, law_calendar(explainer.law), &asked, &counting));
    if (fault)
        return fault;
    json_begin_object(&json);
    put_date(&json, work->arena, "due", counting.end);
    json_pair_bool(&json, "is_provisional", counting.is_provisional);
    json_key(&json, STR("why"));
    json_begin_object(&json);
    for (int locale = 0; locale < LOCALE_COUNT; locale++) {
        struct explanation explanation = {0};
        explainer.locale = (enum locale)locale;
        explain_counting(&explainer, &counting, &explanation);
        put_lines(&json, locale_name(explainer.locale).ptr, &explanation);
    }
    json_end_object(&json);
    json_end_object(&json);
    respond(response, &json);
    return NULL;
}

/* ?on=2030-02-02 */
const struct fault *law_api_lunar(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct buf buf = buf_init(work->arena, API_LIMIT);
    struct json json = json_begin(&buf);
    struct civil_date date;
    struct lunar_date lunar;
    const struct fault *fault = read_date(work, "on", request_query(request, STR("on")), &date);
    if (fault)
        return fault;
    if (!lunar_from_solar(date, &lunar))
        return at(work, "on", law_out_of_range_on(work->arena, date));
    json_begin_object(&json);
    put_date(&json, work->arena, "date", date);
    json_pair_int(&json, "day", lunar.day);
    json_pair_int(&json, "month", lunar.month);
    json_pair_int(&json, "year", lunar.year);
    json_pair_bool(&json, "is_leap", lunar.is_leap);
    json_end_object(&json);
    respond(response, &json);
    return NULL;
}
