/*
 * Words in, dates and numbers out. What is asked of every line is in the table `asks`.
 */
#include "modules/law/law_site.h"

#include "base/buf.h"
#include "base/vec.h"
#include "law/explain.h"
#include "law/judge.h"
#include "law/lunar.h"
#include "modules/law/law_data.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <string.h>

enum {
    DONE = 0,
    FAILED = 1,
    WRONG_USE = 2,
    LINE_LIMIT = 4096,
    MOST_WORDS = 32,
    MOST_SUSPENSIONS = 8
};

struct words {
    struct str items[MOST_WORDS];
    size_t count;
    bool is_explained; /* --explain was among them */
};

/* The command under way. */
struct law_call {
    struct arena *arena; /* of the law */
    struct arena *line;  /* of the line at hand */
    struct explainer explainer;
    struct law_streams streams;
    struct words words;
};

static struct fault *wrong(struct law_call *call, const char *key, struct str value)
{
    return fault_with(fault_new(call->line, FAULT_INVALID, key, "%s: " PRISTR, key, STRARG(value)),
                      "value", value);
}

/* ---- reading words ---- */

static const struct fault *read_date(struct law_call *call, struct str word,
                                     struct civil_date *ret_date)
{
    int minute;
    if (date_from_iso(word, ret_date) || date_from_vi(word, ret_date, &minute))
        return NULL;
    return wrong(call, "law.command.date", word);
}

static const struct fault *read_number(struct law_call *call, struct str word, int *ret_number)
{
    int64_t number;
    if (!str_to_int64(word, &number) || number < 0 || number > TERM_MOST)
        return wrong(call, "law.command.number", word);
    *ret_number = (int)number;
    return NULL;
}

/* The words at hand are too few or too many; says them all. */
static const struct fault *wrong_words(struct law_call *call)
{
    struct str all = STR("");
    for (size_t i = 0; i < call->words.count; i++)
        all = arena_printf(call->line, PRISTR "%s" PRISTR, STRARG(all), i ? " " : "",
                           STRARG(call->words.items[i]));
    return wrong(call, all.len ? "law.command.words" : "law.command.no_words", all);
}

static const struct fault *need_words(struct law_call *call, size_t least, size_t most)
{
    if (call->words.count >= least && call->words.count <= most)
        return NULL;
    return wrong_words(call);
}

/* ---- answers ---- */

static void write_line(struct law_call *call, struct str line)
{
    fprintf(call->streams.out, PRISTR "\n", STRARG(line));
}

static void write_explanation(struct law_call *call, const struct explanation *explanation)
{
    for (size_t i = 0; i < explanation->lines.count; i++)
        fprintf(call->streams.out, "  " PRISTR "\n", STRARG(explanation->lines.items[i]));
}

static const struct fault *answer_term(struct law_call *call, bool is_backward)
{
    struct term_request request = {.is_backward = is_backward};
    struct counting counting;
    struct explanation explanation = {0};
    const struct fault *fault = need_words(call, 2, 2);
    if (!fault)
        fault = read_date(call, call->words.items[0], &request.start);
    if (!fault && !term_from_text(call->words.items[1], &request.term))
        fault = wrong(call, "law.command.term", call->words.items[1]);
    if (!fault)
        fault = term_count(call->line, law_calendar(call->explainer.law), &request, &counting);
    if (fault)
        return fault;
    write_line(call, date_to_iso(call->line, counting.end));
    if (call->words.is_explained) {
        explain_counting(&call->explainer, &counting, &explanation);
        write_explanation(call, &explanation);
    }
    return NULL;
}

static const struct fault *answer_add(struct law_call *call)
{
    return answer_term(call, false);
}

static const struct fault *answer_before(struct law_call *call)
{
    return answer_term(call, true);
}

static const struct fault *answer_lunar(struct law_call *call)
{
    struct civil_date date;
    struct lunar_date lunar;
    const struct fault *fault = need_words(call, 1, 1);
    if (!fault)
        fault = read_date(call, call->words.items[0], &date);
    if (fault)
        return fault;
    if (!lunar_from_solar(date, &lunar))
        return law_out_of_range_on(call->line, date);
    write_line(call, arena_printf(call->line, "%d %d %d%s", lunar.day, lunar.month, lunar.year,
                                  lunar.is_leap ? " leap" : ""));
    return NULL;
}

static const struct fault *answer_solar(struct law_call *call)
{
    struct lunar_date lunar = {0};
    struct civil_date date;
    const struct fault *fault = need_words(call, 3, 4);
    if (!fault)
        fault = read_number(call, call->words.items[0], &lunar.day);
    if (!fault)
        fault = read_number(call, call->words.items[1], &lunar.month);
    if (!fault)
        fault = read_number(call, call->words.items[2], &lunar.year);
    if (fault)
        return fault;
    lunar.is_leap = call->words.count == 4 && str_equal(call->words.items[3], STR("leap"));
    if (call->words.count == 4 && !lunar.is_leap)
        return wrong_words(call);
    if (!lunar_to_solar(lunar, &date))
        return fault_with(law_out_of_range_as(call->line, "law.command.lunar", STR("")), "value",
                          arena_printf(call->line, "%d/%d/%d%s", lunar.day, lunar.month, lunar.year,
                                       lunar.is_leap ? " leap" : ""));
    write_line(call, date_to_iso(call->line, date));
    return NULL;
}

/* ---- due ---- */

enum {
    PLAIN_WORDS = 3, /* rule, base, part */
    PART_MOST = 1000000000
};

/* The facts of `dinh law due` and `dinh law part`, as they are read. */
struct due_words {
    struct str plain[PLAIN_WORDS]; /* in front of options, between or behind them */
    size_t plain_count;
    struct law_facts facts;
    struct suspension suspensions[MOST_SUSPENSIONS];
    bool has_date;
};

static const struct fault *take_on(struct law_call *call, struct str value, struct due_words *due)
{
    due->has_date = true;
    return read_date(call, value, &due->facts.on);
}

static const struct fault *take_given(struct law_call *call, struct str value,
                                      struct due_words *due)
{
    const struct law_condition *condition = law_condition(call->explainer.law, value);
    if (!condition || due->facts.given_count == DUE_GIVEN)
        return wrong(call, "law.unknown_condition", value);
    due->facts.given[due->facts.given_count++] = condition;
    return NULL;
}

static const struct fault *take_suspended(struct law_call *call, struct str value,
                                          struct due_words *due)
{
    ptrdiff_t dots = str_find(value, STR(".."), 0);
    struct suspension *suspension = &due->suspensions[due->facts.suspension_count];
    const struct fault *fault;
    if (dots < 0 || due->facts.suspension_count == MOST_SUSPENSIONS)
        return wrong(call, "law.command.period", value);
    fault = read_date(call, str_slice(value, 0, (size_t)dots), &suspension->from);
    if (!fault)
        fault = read_date(call, str_from(value, (size_t)dots + 2), &suspension->to);
    if (fault)
        return fault;
    if (suspension->to.days < suspension->from.days ||
        (due->facts.suspension_count > 0 && suspension->from.days < suspension[-1].to.days))
        return wrong(call, "law.command.suspended", value);
    due->facts.suspension_count++;
    return NULL;
}

static const struct fault *take_extended(struct law_call *call, struct str value,
                                         struct due_words *due)
{
    return read_number(call, value, &due->facts.extensions);
}

/* columns: word before the value, what takes it */
static const struct {
    struct str word;
    const struct fault *(*take)(struct law_call *call, struct str value, struct due_words *due);
} due_options[] = {
    {STR_INIT("--on"),        take_on       },
    {STR_INIT("--given"),     take_given    },
    {STR_INIT("--suspended"), take_suspended},
    {STR_INIT("--extended"),  take_extended },
};

enum {
    DUE_OPTIONS = sizeof(due_options) / sizeof(due_options[0])
};

/* With `least` to `most` words that are no options, the rule first. */
static const struct fault *read_due_words(struct law_call *call, struct due_words *due,
                                          size_t least, size_t most)
{
    const struct words *words = &call->words;
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < words->count; i++) {
        size_t option = 0;
        while (option < DUE_OPTIONS && !str_equal(words->items[i], due_options[option].word))
            option++;
        if (option < DUE_OPTIONS && i + 1 < words->count)
            fault = due_options[option].take(call, words->items[++i], due);
        else if (option < DUE_OPTIONS || due->plain_count == most)
            fault = wrong_words(call);
        else
            due->plain[due->plain_count++] = words->items[i];
    }
    if (!fault && (!due->has_date || due->plain_count < least))
        fault = wrong_words(call);
    return fault;
}

static const struct fault *rule_of(struct law_call *call, const struct due_words *words,
                                   const struct law_rule **ret_rule)
{
    const struct law_rule *rule = law_rule(call->explainer.law, words->plain[0]);
    if (!rule)
        return wrong(call, "law.unknown_rule", words->plain[0]);
    *ret_rule = rule;
    return NULL;
}

static const struct fault *answer_due(struct law_call *call)
{
    struct due_words words = {0};
    const struct law_rule *rule;
    struct law_due due;
    struct explanation explanation = {0};
    const struct fault *fault = read_due_words(call, &words, 1, 1);
    if (!fault)
        fault = rule_of(call, &words, &rule);
    if (fault)
        return fault;
    words.facts.suspensions = words.suspensions;
    fault = law_due(call->line, call->explainer.law, rule, &words.facts, &due);
    if (fault)
        return explain_refusal(&call->explainer, rule, &words.facts, fault);
    write_line(call, date_to_iso(call->line, due.due));
    if (call->words.is_explained) {
        explain_due(&call->explainer, &due, &explanation);
        write_explanation(call, &explanation);
    }
    return NULL;
}

/* ---- parts ---- */

static const struct fault *read_part(struct law_call *call, struct str word, int64_t *ret_number)
{
    int64_t number;
    if (!str_to_int64(word, &number) || number < 0 || number > PART_MOST)
        return wrong(call, "law.command.number", word);
    *ret_number = number;
    return NULL;
}

static bool is_about_parts(const struct law_version *version)
{
    return version->unit == UNIT_FRACTION || version->unit == UNIT_PERCENT ||
           version->unit == UNIT_COUNT;
}

/* How many of a base a rule asks for, or whether so many meet it. */
static const struct fault *answer_part(struct law_call *call)
{
    struct due_words words = {0};
    const struct law_facts *facts = &words.facts;
    const struct law_rule *rule;
    const struct law_version *version;
    int64_t base = 0;
    int64_t part = 0;
    const struct fault *fault = read_due_words(call, &words, 2, PLAIN_WORDS);
    if (!fault)
        fault = rule_of(call, &words, &rule);
    if (!fault)
        fault = read_part(call, words.plain[1], &base);
    if (!fault && words.plain_count == PLAIN_WORDS)
        fault = read_part(call, words.plain[2], &part);
    if (fault)
        return fault;
    fault = law_version_on(call->line, rule, facts->on, facts->given, facts->given_count, &version);
    if (fault)
        return explain_refusal(&call->explainer, rule, facts, fault);
    if (!is_about_parts(version))
        return wrong(call, "law.command.no_part", words.plain[0]);
    if (words.plain_count == PLAIN_WORDS)
        write_line(call, law_part_meets(version, part, base) ? STR("yes") : STR("no"));
    else
        write_line(call, arena_printf(call->line, "%" PRId64, law_part_needed(version, base)));
    if (call->words.is_explained) {
        fprintf(call->streams.out, "  " PRISTR "\n",
                STRARG(explain_value(&call->explainer, version)));
        fprintf(call->streams.out, "  " PRISTR "\n",
                STRARG(explain_citation(&call->explainer, version)));
    }
    return NULL;
}

/* ---- lines ---- */

/* columns: name, what answers a line of its words */
static const struct ask {
    const char *name;
    const struct fault *(*answer)(struct law_call *call);
} asks[] = {
    {"add",    answer_add   },
    {"before", answer_before},
    {"lunar",  answer_lunar },
    {"solar",  answer_solar },
    {"due",    answer_due   },
    {"part",   answer_part  },
};

static void add_word(struct words *words, struct str word)
{
    if (word.len == 0)
        return;
    if (str_equal(word, STR("--explain")))
        words->is_explained = true;
    else if (words->count < MOST_WORDS)
        words->items[words->count++] = word;
}

static void say_fault(struct law_call *call, size_t line, const struct fault *fault)
{
    struct str text =
        message_fault(call->line, call->explainer.messages, call->explainer.locale, fault);
    if (line > 0)
        fprintf(call->streams.err, "dinh law: %zu: " PRISTR "\n", line, STRARG(text));
    else
        fprintf(call->streams.err, "dinh law: " PRISTR "\n", STRARG(text));
}

/* Reads a line without its end; false at the end of the input. What is longer than
 * LINE_LIMIT overflows the buffer. */
static bool read_line(FILE *in, struct buf *line)
{
    bool is_begun = false;
    int byte;
    buf_cut(line, 0);
    line->overflowed = false;
    while ((byte = getc_unlocked(in)) != EOF && byte != '\n') {
        buf_add_byte(line, (char)byte);
        is_begun = true;
    }
    return byte != EOF || is_begun;
}

/* What the line says, without the mark that some editors put before the first one. */
static struct str line_text(const struct buf *line, size_t number)
{
    struct str text = buf_str(line);
    if (number == 1 && str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    return str_trim(text);
}

static const struct fault *answer_line(struct law_call *call, const struct ask *ask,
                                       struct str rest, bool is_explained)
{
    call->words = (struct words){.is_explained = is_explained};
    if (!utf8_valid(rest))
        return wrong(call, "law.command.line", STR(""));
    while (rest.ptr) {
        struct str part = str_cut(&rest, ' ');
        while (part.ptr)
            add_word(&call->words, str_trim(str_cut(&part, '\t')));
    }
    return ask->answer(call);
}

static int answer_lines(struct law_call *call, const struct ask *ask)
{
    struct buf line = buf_init(call->arena, LINE_LIMIT);
    bool is_explained = call->words.is_explained;
    int code = DONE;
    for (size_t number = 1; read_line(call->streams.in, &line); number++) {
        struct str text = line_text(&line, number);
        bool is_blank = !buf_overflowed(&line) && text.len == 0;
        const struct fault *fault = NULL;
        if (buf_overflowed(&line))
            fault = wrong(call, "law.command.line", STR(""));
        else if (!is_blank)
            fault = answer_line(call, ask, text, is_explained);
        if (is_blank) /* nothing asked, nothing answered; the lines stay side by side */
            write_line(call, STR(""));
        if (fault) {
            say_fault(call, number, fault);
            write_line(call, STR(""));
            code = FAILED;
        }
        arena_reset(call->line);
    }
    if (fflush(call->streams.out) != 0 || ferror(call->streams.in))
        code = FAILED;
    return code;
}

static int run_ask(struct law_call *call, const struct ask *ask)
{
    const struct fault *fault;
    if (call->words.count == 0)
        return answer_lines(call, ask);
    fault = ask->answer(call);
    if (!fault)
        return DONE;
    say_fault(call, 0, fault);
    return FAILED;
}

/* ---- all words ---- */

static int usage(struct law_call *call)
{
    struct str text = message_format(call->line, call->explainer.messages, call->explainer.locale,
                                     STR("law.command.usage"), NULL, 0);
    fprintf(call->streams.err, PRISTR "\n", STRARG(text));
    return WRONG_USE;
}

static int run_words(struct law_call *call, const char *name)
{
    const struct explainer *explainer = &call->explainer;
    const struct words *words = &call->words;
    const struct law *editions[2];
    const struct fault *fault;
    for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
        if (strcmp(asks[i].name, name) == 0)
            return run_ask(call, &asks[i]);
    if (strcmp(name, "check") == 0 && words->count <= 1)
        fault = law_data_check(explainer, words->items[0], call->streams.prove_forms,
                               call->streams.out);
    else if (strcmp(name, "diff") == 0 && words->count == 2)
        fault = law_data_diff(explainer, words->items[0], words->items[1], call->streams.out,
                              &editions[0], &editions[1]);
    else if (strcmp(name, "bench") == 0 && words->count == 0)
        fault = law_data_bench(explainer, call->streams.out);
    else
        return usage(call);
    if (!fault)
        return DONE;
    say_fault(call, 0, fault);
    return FAILED;
}

int law_command(struct arena *arena, const struct messages *messages, enum locale locale, int argc,
                char **argv, struct law_streams streams)
{
    struct law_call call = {.arena = arena, .line = arena_new(), .streams = streams};
    bool is_check = argc > 0 && strcmp(argv[0], "check") == 0;
    const struct fault *fault = NULL;
    int code;
    call.explainer = (struct explainer){call.line, messages, locale, NULL};
    for (int i = 1; i < argc; i++)
        add_word(&call.words, str_from_c(argv[i]));
    if (!is_check)
        fault = law_data_embedded(arena, &call.explainer.law);
    if (fault) {
        say_fault(&call, 0, fault);
        code = FAILED;
    } else {
        code = argc > 0 ? run_words(&call, argv[0]) : usage(&call);
    }
    arena_free(call.line);
    return code;
}
