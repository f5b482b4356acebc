/*
 * The law in words: values, citations, why a day is off, and how a date came about,
 * in plain Vietnamese or English (messages law.… of locale/). One sentence a line.
 */
#ifndef DINH_LAW_EXPLAIN_H
#define DINH_LAW_EXPLAIN_H

#include "law/due.h"
#include "text/message.h"

struct explainer {
    struct arena *arena;
    const struct messages *messages;
    enum locale locale;
    const struct law *law;
};

struct explanation {
    VEC(struct str) lines;
};

/* The text in the explainer's language. */
struct str explain_text(const struct explainer *explainer, struct law_text text);
/* "khoản 3 Điều 12", "article 12.3", of "Đ12.3"; several by "; ". */
struct str explain_article(const struct explainer *explainer, struct str article);
/* The same without the one that it amends, which stands behind it in brackets. */
struct str explain_own_article(const struct explainer *explainer, struct str article);
/* "khoản 3 Điều 12 Luật 10/2022/QH15, sửa đổi bởi …"; what a local rule rests on. */
struct str explain_citation(const struct explainer *explainer, const struct law_version *version);
/* The same where it stands beside law: of a local rule it says that it is one. */
struct str explain_source(const struct explainer *explainer, const struct law_version *version);
/* "không quá 5 ngày làm việc", "ít nhất 2/3 tổng số hộ gia đình". */
struct str explain_value(const struct explainer *explainer, const struct law_version *version);
/* When the version holds: "từ 01/07/2026", "từ 10/12/2020 đến 30/06/2026". */
struct str explain_period(const struct explainer *explainer, const struct law_version *version);
/* "7 ngày làm việc". */
struct str explain_term(const struct explainer *explainer, struct term term);
/* "ngày nghỉ cuối tuần", "Giỗ Tổ Hùng Vương", "nghỉ bù Giỗ Tổ Hùng Vương (10/04/2022)". */
struct str explain_day(const struct explainer *explainer, struct civil_date date);

/*
 * The fault of law_due in the words of who asks: of a rule that sets no term the number
 * that it sets and where (law.not_a_term), of a choice the conditions by name
 * (law.choose, {conditions}), of a case that has no version its name (law.no_version.case,
 * {condition}); any other as it is.
 */
const struct fault *explain_refusal(const struct explainer *explainer, const struct law_rule *rule,
                                    const struct law_facts *facts, const struct fault *fault);

/* Adds how a term was counted, from its start to its end. */
void explain_counting(const struct explainer *explainer, const struct counting *counting,
                      struct explanation *explanation);
/* Adds the steps from the event to the due day, with extensions, and what to beware
 * of: a provisional year, a day off. */
void explain_steps(const struct explainer *explainer, const struct law_due *due,
                   struct explanation *explanation);
/* Adds the rule, its version, condition and article, whether it is law or a local rule,
 * the law's own sentence, and the steps. */
void explain_due(const struct explainer *explainer, const struct law_due *due,
                 struct explanation *explanation);

#endif
