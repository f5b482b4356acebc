/*
 * The law as data: instruments, the words they use, and rules with their dated
 * versions, read from law/. A rule is one thing the law limits (complaint.accept:
 * the time to accept a complaint); a version is what it said from a day to a day, in
 * one condition. law/README.md describes the files.
 *
 *     fault = law_load(arena, assets, count, &law);
 *     rule = law_rule(law, STR("complaint.accept"));
 *     fault = law_version_on(arena, law, rule, date, given, count, &version);
 *
 * Nothing here has a clock or opens a file. Once loaded, any number of threads read.
 */
#ifndef DINH_LAW_LAW_H
#define DINH_LAW_LAW_H

#include "law/calendar.h"
#include "law/term.h"

/* Văn bản. */
struct law_instrument {
    struct str number;      /* "Luật 10/2022/QH15" */
    struct civil_date from; /* in force */
    struct civil_date to;   /* DATE_NONE: still in force */
    struct law_text title;
    struct law_text full_number; /* "Nghị định 59/2023/NĐ-CP", "Decree 59/2023/NĐ-CP" */
    const struct law_instrument *replaced_by; /* or NULL */
    struct str replaced_number;               /* as written; empty where there is none */
    struct str file;
    int line;
};

/* A word with its two texts: what starts a term, what a fraction is taken of. */
struct law_word {
    struct str id;
    struct law_text text;
};

enum law_condition_kind {
    CONDITION_PLAIN,
    CONDITION_ANY, /* met where any of its parts is given */
    CONDITION_ALL  /* met where all of its parts are given */
};

enum {
    CONDITION_PARTS = 4
};

/* Điều kiện: "remote_complex". */
struct law_condition {
    struct str id;
    struct law_text text;
    enum law_condition_kind kind;
    bool is_ordinary; /* holds where nothing more particular is given */
    const struct law_condition *parts[CONDITION_PARTS];
    size_t part_count;
};

enum law_limit {
    LIMIT_MAX,   /* không quá */
    LIMIT_MIN,   /* ít nhất */
    LIMIT_OVER,  /* trên, hơn */
    LIMIT_UNDER, /* chưa đủ, dưới */
    LIMIT_EXACT, /* đúng */
    LIMIT_WINDOW /* trong khoảng ấy, cho đến ngày của sự kiện */
};

enum law_unit {
    UNIT_DAYS,
    UNIT_WORKING_DAYS,
    UNIT_MONTHS,
    UNIT_YEARS,
    UNIT_HOURS,
    UNIT_COUNT,    /* a number of people, copies, points, a day of the month */
    UNIT_PER_WEEK, /* times */
    UNIT_PER_MONTH,
    UNIT_PER_QUARTER,
    UNIT_PER_YEAR,
    UNIT_FRACTION, /* of the base */
    UNIT_PERCENT   /* of all households */
};

enum law_certainty {
    CERTAINTY_NONE,      /* not said; no law is loaded with it */
    CERTAINTY_CODIFIED,  /* the official codification says so */
    CERTAINTY_TEXT,      /* the text of the instrument says so */
    CERTAINTY_SECONDARY, /* from a summary or the press: a local rule */
    CERTAINTY_PRACTICE   /* no instrument says so: a local rule */
};

/* As the files of the law and the API write them: "max", "W", "codified"; of
 * CERTAINTY_NONE empty. */
struct str law_limit_name(enum law_limit limit);
struct str law_unit_name(enum law_unit unit);
struct str law_certainty_name(enum law_certainty certainty);

/* What the day means on which a term ends. */
enum law_ending {
    ENDING_DUE,      /* hạn: to be done by its end */
    ENDING_AT_LEAST, /* to last to its end: "ít nhất 30 ngày" */
    ENDING_REACHED,  /* of an age: reached on it */
    ENDING_LATEST,   /* counted back: the last day on which it may be done */
    ENDING_BEFORE,   /* counted back, "hơn": that day itself is too late */
    ENDING_FROM      /* the first day of a window that lasts to the event */
};

/* A number of a rule: 5, or 2/3. */
struct law_value {
    int64_t number;
    int64_t divisor;
};

struct law_version {
    const struct law_rule *rule;
    struct civil_date from;
    struct civil_date to; /* DATE_NONE: open */
    struct law_text title;
    const struct law_word *starts;
    const struct law_condition *given; /* NULL: in every case */
    enum law_limit limit;
    int64_t number; /* the value is number / divisor */
    int64_t divisor;
    enum law_unit unit;
    bool is_backward;                /* counted back from the day that starts it */
    const struct law_word *base;     /* of a fraction; else NULL */
    struct str form;                 /* the paper it produces, "Mẫu 03; Mẫu 04"; may be empty */
    const struct law_instrument *by; /* NULL: no instrument */
    const struct law_instrument *amended; /* which amended it, or NULL */
    struct str article;                   /* "Đ12.3" */
    enum law_certainty certainty;
    struct str says;      /* the law's own sentence, in Vietnamese; may be empty */
    struct law_text note; /* may be empty */
    /* Of a local rule, which a site may set otherwise (law/local.h): */
    struct law_value least;          /* the bounds within which it may */
    struct law_value most;           /* 0/0 of law, which nobody sets */
    const struct law_version *usual; /* set by the site: as the files say; else NULL */
    struct str set_by;               /* set by the site: why */
    struct str file;
    int line;
};

struct law_area {
    struct str id;
    struct law_text text;
};

struct law_rule {
    struct str id;
    const struct law_area *area;
    struct law_text title;
    const struct law_word *starts;   /* of all its versions, or NULL */
    const struct law_rule *extended; /* the rule that lengthens this term, or NULL */
    struct str extended_id;
    const struct law_rule *extended_times; /* how often it may be; NULL: once */
    struct str extended_times_id;          /* as written; empty where there is none */
    bool is_exact;                         /* an age: a day off does not move it */
    bool is_in_days; /* a frequency of days ("01 ngày trong 01 tuần"), not of times */
    VEC(struct law_version) versions;
    struct str file;
    int line;
};

/* Where the Civil Code says how terms are counted. */
struct law_counting {
    struct civil_date from;
    struct civil_date to;
    struct law_text start;
    struct law_text month;
    struct law_text end;
    int line;
};

struct law;

/* The rules that the program asks for by name; a law without one of them is refused. */
#define LAW_APPLIED "law/applied.txt"

/*
 * Reads every file law/… among `count` assets, whose bytes must live as long as
 * `arena`. Faults, FAULT_INTERNAL with {place} "law/rules/complaint.txt:12" and
 * {value}: law.broken.…; nothing is loaded then.
 */
const struct fault *law_load(struct arena *arena, const struct asset *files, size_t count,
                             const struct law **ret_law) FAULT_CHECK;

const struct calendar *law_calendar(const struct law *law);
/* The same law over another calendar, as when an administrator changed days. */
const struct law *law_with_calendar(struct arena *arena, const struct law *law,
                                    const struct calendar *calendar);

/* In the order of the files; `*ret_count` of them. */
const struct law_rule *const *law_rules(const struct law *law, size_t *ret_count);
const struct law_area *const *law_areas(const struct law *law, size_t *ret_count);
const struct law_instrument *const *law_instruments(const struct law *law, size_t *ret_count);
/* By name; NULL where there is none. */
const struct law_rule *law_rule(const struct law *law, struct str id);
const struct law_condition *law_condition(const struct law *law, struct str id);
const struct law_instrument *law_instrument(const struct law *law, struct str number);
/* The articles on counting in force on a day; NULL before the Civil Code of 2005. */
const struct law_counting *law_counting_on(const struct law *law, struct civil_date date);
size_t law_version_count(const struct law *law);

/* Whether a day lies within the time of a version. */
bool law_is_in_force(const struct law_version *version, struct civil_date date);
/* Whether a version is law, and not a local rule. */
bool law_is_law(const struct law_version *version);
/* Whether the version is a term that ends on a day. */
bool law_is_term(const struct law_version *version);
/* The term of such a version. */
struct term law_term(const struct law_version *version);
enum law_ending law_ending(const struct law_version *version);
/* Whether the version says how often something is done. */
bool law_is_frequency(const struct law_version *version);

/*
 * The version of `rule` for an event on `date`: among those in force, the one whose
 * condition is met; the more particular before the ordinary, and the only one where
 * nothing is given. Faults, FAULT_INVALID: law.no_version {rule} {date} {first},
 * law.no_version_left {rule} {date} {last} where the rule is not in force any more;
 * the same with .case and {condition} where the rule has versions on the day, and of what
 * is given none; law.choose {rule} {date} {conditions} where what is given does not decide.
 */
const struct fault *law_version_on(struct arena *arena, const struct law_rule *rule,
                                   struct civil_date date, const struct law_condition *const *given,
                                   size_t count,
                                   const struct law_version **ret_version) FAULT_CHECK;

#endif
