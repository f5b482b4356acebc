/*
 * Statistical forms (biểu thống kê) as data: each version of a form is a file
 * law/forms/NAME.txt that a lawyer can read and change. For this module alone.
 *
 *     form 01/XLD
 *     version 2024-01-20..2025-09-29
 *     by TT 01/2024/TT-TTCP
 *     certainty secondary
 *     title Tổng hợp kết quả xử lý đơn | Processing of petitions
 *     must 1 = 2 + 3
 *     carry 2 = 5
 *
 *     column 2 Tổng số đơn phải xử lý > Kỳ trước chuyển sang | To be processed > Carried over
 *     count petitions
 *     when carried
 *
 * law/forms/README.md says what each line means. Nothing here has a clock or a
 * database; once read, any number of threads read.
 */
#ifndef DINH_MODULES_REPORTS_FORM_H
#define DINH_MODULES_REPORTS_FORM_H

#include "base/asset.h"
#include "base/vec.h"
#include "law/law.h"
#include "text/message.h"

enum {
    FORM_COLUMNS_MOST = 40,
    FORM_LEVELS_MOST = 6, /* rows of headings */
    FORM_TERMS_MOST = 12  /* of a sum */
};

/* What a cell is the number of. */
enum form_measure {
    MEASURE_PETITIONS, /* đơn */
    MEASURE_CASES,     /* vụ việc: petitions that are no duplicate of another */
    MEASURE_VISITS,    /* lượt */
    MEASURE_PEOPLE,    /* người được tiếp */
    MEASURE_DAYS,      /* kỳ tiếp */
    MEASURE_REPLIES,   /* văn bản phúc đáp: each of a petition */
    MEASURE_DETAIL,    /* the sum of a detail of the cases: money, land, people */
    MEASURE_NONE       /* words, or what nobody records: filled in by hand */
};

struct form_column {
    int number;
    struct law_text levels[FORM_LEVELS_MOST]; /* from the top heading to its own */
    size_t level_count;
    enum form_measure measure;
    struct str detail; /* of MEASURE_DETAIL: its name */
    bool is_millions;  /* of MEASURE_DETAIL: đồng, shown in triệu đồng */
    bool is_words;     /* ghi chú */
    uint64_t when;     /* bits of condition.h that a fact must have */
    struct law_text note;
    int line;
};

/* "10 + 11 - 12": columns with their signs. */
struct form_sum {
    int numbers[FORM_TERMS_MOST];
    int signs[FORM_TERMS_MOST]; /* 1, -1 */
    size_t count;
};

/* An identity that every row must satisfy: the left column equals the sum. */
struct form_identity {
    struct form_sum left;
    struct form_sum right;
    struct str text; /* "6 = 8 + 9 + 10" */
    int line;
};

struct form_version {
    struct str name;   /* of the file and in addresses: "01-xld-2024" */
    struct str number; /* "01/XLD" */
    struct civil_date from;
    struct civil_date to; /* DATE_NONE: open */
    struct str by;        /* "TT 01/2024/TT-TTCP" */
    int by_line;
    enum law_certainty certainty;
    struct law_text title;
    struct law_text note;
    VEC(struct form_column) columns;
    VEC(struct form_identity) musts;
    /* The left sum of a period is the right sum of the one before; or empty. */
    struct form_identity carry;
    bool has_carry;
    struct str after; /* the form whose last report its first one goes on from; or empty */
    int after_line;
    size_t levels; /* rows of headings */
    struct str file;
    int line;
};

struct forms;

/*
 * Reads every file law/forms/… among `count` assets, whose bytes must live as long as
 * `arena`. Faults, FAULT_INTERNAL with {place} "law/forms/01-xld-2024.txt:12" and
 * {value}: those of law/read.h, law.broken.word (also where its line belongs to the form
 * and stands behind a column, or the other way), .twice, .certainty, .empty, .overlap
 * (two versions of a number on one day), and report.broken.column (a number that is
 * not the next one, or that a sum names and the form does not have),
 * report.broken.condition, report.broken.measure (also where nothing says what a column
 * counts), report.broken.sum.
 */
const struct fault *forms_read(struct arena *arena, const struct asset *files, size_t count,
                               const struct forms **ret_forms) FAULT_CHECK;

/* Whether the instruments of the forms are among those of the law, and in force on the
 * days of the forms. Faults: law.broken.instrument, law.broken.force. */
const struct fault *forms_prove(struct arena *arena, const struct forms *forms,
                                const struct law *law) FAULT_CHECK;

/* All versions, by number and then first day. */
const struct form_version *const *forms_all(const struct forms *forms, size_t *ret_count);
/* NULL where there is none of that name. */
const struct form_version *forms_named(const struct forms *forms, struct str name);
/* Whether the version is to be used for a period that ends on a day. */
bool form_is_for(const struct form_version *form, struct civil_date last);
/* The column of that number, or NULL; ret_index its place. */
const struct form_column *form_column(const struct form_version *form, int number,
                                      size_t *ret_index);
/* What a sum is in a row of numbers, in the order of the columns. */
int64_t form_sum_of(const struct form_version *form, const struct form_sum *sum,
                    const int64_t *amounts);

/* ---- how it is printed: form_head.c ---- */

/* A heading and the rows and columns that it spans; columns from 0 are those of the
 * form, without the units before them. */
struct form_heading {
    struct law_text text;
    size_t row;
    size_t column;
    size_t rows;
    size_t columns;
};
typedef VEC(struct form_heading) form_heading_list;
/* Row by row, from the left. */
void form_headings(struct arena *arena, const struct form_version *form,
                   form_heading_list *ret_headings);
/* The number of a column with its identities, as forms print it:
 * "6 = 8+9+10 = 14+18", "1 = 2+…+7". */
struct str form_number_text(struct arena *arena, const struct form_version *form,
                            const struct form_column *column);
/* An amount as it is shown: of money in triệu đồng, with as many decimals as it has. */
struct str form_amount_text(struct arena *arena, enum locale locale,
                            const struct form_column *column, int64_t amount);

#endif
