/*
 * Reads law/rules/: an area, its rules, their versions, and what each version says.
 */
#include "law/law_read_parts.h"
#include "law/local.h"

static const struct fault *begin_area(struct law_file *file)
{
    struct law_area *area = ARENA_NEW(file->reader.arena, struct law_area);
    const struct fault *fault = law_line_named(file, &area->id, &area->text);
    struct str name =
        arena_printf(file->reader.arena, "law/rules/" PRISTR ".txt", STRARG(area->id));
    if (fault)
        return fault;
    if (file->area || !str_equal(name, file->reader.name))
        return law_broken(&file->reader, "law.broken.area", area->id);
    *VEC_PUSH(&file->law->areas, file->reader.arena) = area;
    file->area = area;
    return NULL;
}

static const struct fault *begin_rule(struct law_file *file)
{
    struct law_rule *rule = ARENA_NEW(file->reader.arena, struct law_rule);
    struct str id = file->reader.value;
    if (!file->area || !str_starts(id, file->area->id) || id.len <= file->area->id.len ||
        id.ptr[file->area->id.len] != '.' || str_find(id, STR(" "), 0) >= 0)
        return law_line_broken(file, "law.broken.area");
    if (map_set(file->law->by_id, id, rule))
        return law_line_broken(file, "law.broken.twice");
    rule->id = id;
    rule->area = file->area;
    rule->file = file->reader.name;
    rule->line = file->reader.line;
    *VEC_PUSH(&file->law->rules, file->reader.arena) = rule;
    file->rule = rule;
    file->version = NULL;
    return NULL;
}

static const struct fault *begin_version(struct law_file *file)
{
    struct law_version *version;
    if (!file->rule)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    version = VEC_PUSH(&file->rule->versions, file->reader.arena);
    *version = (struct law_version){.rule = file->rule,
                                    .title = file->rule->title,
                                    .starts = file->rule->starts,
                                    .file = file->reader.name,
                                    .line = file->reader.line};
    file->version = version;
    return law_read_period(&file->reader, file->reader.value, &version->from, &version->to);
}

/* Lines that belong to the version at hand. */
static const struct fault *need_version(struct law_file *file)
{
    return file->version ? NULL : law_broken(&file->reader, "law.broken.word", file->reader.word);
}

static const struct fault *read_title(struct law_file *file)
{
    if (!file->rule)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    return law_read_text(&file->reader, file->reader.value,
                         file->version ? &file->version->title : &file->rule->title);
}

static const struct fault *read_starts(struct law_file *file)
{
    const struct law_word *word = map_get(file->law->triggers, file->reader.value);
    if (!file->rule || !word)
        return law_line_broken(file, "law.broken.trigger");
    if (file->version)
        file->version->starts = word;
    else
        file->rule->starts = word;
    return NULL;
}

static const struct fault *read_extended(struct law_file *file)
{
    if (!file->rule || file->version)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    file->rule->extended_times_id = file->reader.value;
    file->rule->extended_id = str_cut(&file->rule->extended_times_id, ' ');
    return NULL;
}

/* A line of the rule that is one word alone. */
static const struct fault *read_mark(struct law_file *file, size_t member)
{
    if (!file->rule || file->version || file->reader.value.len > 0)
        return law_broken(&file->reader, "law.broken.word", file->reader.word);
    *(bool *)((char *)file->rule + member) = true;
    return NULL;
}

static const struct fault *read_exact(struct law_file *file)
{
    return read_mark(file, offsetof(struct law_rule, is_exact));
}

static const struct fault *read_days(struct law_file *file)
{
    return read_mark(file, offsetof(struct law_rule, is_in_days));
}

static const struct fault *read_given(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    file->version->given = map_get(file->law->conditions, file->reader.value);
    return file->version->given ? NULL : law_line_broken(file, "law.broken.condition");
}

/* columns: how a file writes it */
static const struct str limit_names[] = {
    [LIMIT_MAX] = STR_INIT("max"),  [LIMIT_MIN] = STR_INIT("min"),
    [LIMIT_OVER] = STR_INIT("gt"),  [LIMIT_UNDER] = STR_INIT("lt"),
    [LIMIT_EXACT] = STR_INIT("eq"), [LIMIT_WINDOW] = STR_INIT("window"),
};
static const struct str unit_names[] = {
    [UNIT_DAYS] = STR_INIT("D"),
    [UNIT_WORKING_DAYS] = STR_INIT("W"),
    [UNIT_MONTHS] = STR_INIT("M"),
    [UNIT_YEARS] = STR_INIT("Y"),
    [UNIT_HOURS] = STR_INIT("H"),
    [UNIT_COUNT] = STR_INIT("count"),
    [UNIT_PER_WEEK] = STR_INIT("per_week"),
    [UNIT_PER_MONTH] = STR_INIT("per_month"),
    [UNIT_PER_QUARTER] = STR_INIT("per_quarter"),
    [UNIT_PER_YEAR] = STR_INIT("per_year"),
    [UNIT_FRACTION] = STR_INIT("fraction"),
    [UNIT_PERCENT] = STR_INIT("households_pct"),
};
static const struct str certainty_names[] = {
    [CERTAINTY_CODIFIED] = STR_INIT("codified"),
    [CERTAINTY_TEXT] = STR_INIT("text"),
    [CERTAINTY_SECONDARY] = STR_INIT("secondary"),
    [CERTAINTY_PRACTICE] = STR_INIT("practice"),
};

struct str law_limit_name(enum law_limit limit)
{
    return limit_names[limit];
}

struct str law_unit_name(enum law_unit unit)
{
    return unit_names[unit];
}

struct str law_certainty_name(enum law_certainty certainty)
{
    return certainty_names[certainty];
}

/* The place of `name` in a list of names, or -1. */
static int find_name(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return (int)i;
    return -1;
}

#define FIND_NAME(names, name) find_name((names), sizeof(names) / sizeof((names)[0]), (name))

/* "5", "2/3" */
static const struct fault *read_value(struct law_file *file, struct str text,
                                      struct law_value *ret_value)
{
    struct str divisor = text;
    struct str number = str_cut(&divisor, '/');
    const struct fault *fault =
        law_read_number(&file->reader, number, 0, TERM_MOST, &ret_value->number);
    ret_value->divisor = 1;
    if (!fault && divisor.ptr)
        fault = law_read_number(&file->reader, divisor, 2, TERM_MOST, &ret_value->divisor);
    return fault;
}

/* A limit that something could meet and something could break. */
static bool is_possible(const struct law_version *version, struct law_value value)
{
    if (value.number == 0 || !law_value_is_of(version, value))
        return false;
    if (version->unit == UNIT_FRACTION)
        return value.number <= value.divisor;
    return version->unit != UNIT_PERCENT || value.number <= 100;
}

/* "max 5 W", "min 2/3 fraction" */
static const struct fault *read_limit(struct law_file *file)
{
    struct str rest = file->reader.value;
    int limit = FIND_NAME(limit_names, str_cut(&rest, ' '));
    struct str number = str_cut(&rest, ' ');
    int unit = FIND_NAME(unit_names, rest);
    struct law_version *version = file->version;
    struct law_value value;
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    if (limit < 0 || unit < 0)
        return law_line_broken(file, "law.broken.limit");
    version->limit = (enum law_limit)limit;
    version->unit = (enum law_unit)unit;
    fault = read_value(file, number, &value);
    if (fault)
        return fault;
    version->number = value.number;
    version->divisor = unit == UNIT_PERCENT ? 100 : value.divisor;
    return is_possible(version, value) ? NULL : law_line_broken(file, "law.broken.limit");
}

/* "1..30", "1/2..9/10": how far a site may set a local rule. */
static const struct fault *read_bounds(struct law_file *file)
{
    struct str rest = file->reader.value;
    ptrdiff_t dots = str_find(rest, STR(".."), 0);
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    if (dots < 0)
        return law_line_broken(file, "law.broken.bounds");
    fault = read_value(file, str_slice(rest, 0, (size_t)dots), &file->version->least);
    return fault ? fault : read_value(file, str_from(rest, (size_t)dots + 2), &file->version->most);
}

static const struct fault *read_counts(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    file->version->is_backward = true;
    return str_equal(file->reader.value, STR("before")) ? NULL
                                                        : law_line_broken(file, "law.broken.word");
}

static const struct fault *read_version_base(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    file->version->base = map_get(file->law->bases, file->reader.value);
    return file->version->base ? NULL : law_line_broken(file, "law.broken.base");
}

static const struct fault *read_form(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (!fault)
        file->version->form = file->reader.value;
    return fault;
}

/* "Luật 10/2022/QH15 : Đ12.3" */
static const struct fault *read_by(struct law_file *file)
{
    struct str article = file->reader.value;
    struct str number = str_trim(str_cut(&article, ':'));
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    file->version->by = map_get(file->law->by_number, number);
    file->version->article = str_trim(article);
    return file->version->by ? NULL : law_line_broken(file, "law.broken.instrument");
}

static const struct fault *read_amended(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    file->version->amended = map_get(file->law->by_number, file->reader.value);
    return file->version->amended ? NULL : law_line_broken(file, "law.broken.instrument");
}

static const struct fault *read_certainty(struct law_file *file)
{
    int certainty = FIND_NAME(certainty_names, file->reader.value);
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    if (certainty < 0)
        return law_line_broken(file, "law.broken.certainty");
    file->version->certainty = (enum law_certainty)certainty;
    return NULL;
}

static const struct fault *read_says(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (!fault)
        file->version->says = file->reader.value;
    return fault;
}

static const struct fault *read_note(struct law_file *file)
{
    const struct fault *fault = need_version(file);
    if (fault)
        return fault;
    return law_read_text(&file->reader, file->reader.value, &file->version->note);
}

const struct line_word law_rule_words[LAW_RULE_WORDS] = {
    {STR_INIT("area"),      begin_area,        false},
    {STR_INIT("rule"),      begin_rule,        true },
    {STR_INIT("title"),     read_title,        false},
    {STR_INIT("starts"),    read_starts,       false},
    {STR_INIT("extended"),  read_extended,     false},
    {STR_INIT("exact"),     read_exact,        false},
    {STR_INIT("days"),      read_days,         false},
    {STR_INIT("version"),   begin_version,     true },
    {STR_INIT("given"),     read_given,        false},
    {STR_INIT("limit"),     read_limit,        false},
    {STR_INIT("bounds"),    read_bounds,       false},
    {STR_INIT("counts"),    read_counts,       false},
    {STR_INIT("base"),      read_version_base, false},
    {STR_INIT("form"),      read_form,         false},
    {STR_INIT("by"),        read_by,           false},
    {STR_INIT("amended"),   read_amended,      false},
    {STR_INIT("certainty"), read_certainty,    false},
    {STR_INIT("says"),      read_says,         false},
    {STR_INIT("note"),      read_note,         false},
};
