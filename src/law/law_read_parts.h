/*
 * What law_read.c and law_read_rules.c share: a file under reading, and the table of the
 * words with which its lines begin. Nobody else includes this.
 */
#ifndef DINH_LAW_LAW_READ_PARTS_H
#define DINH_LAW_LAW_READ_PARTS_H

#include "law/law_parts.h"

/* A file under reading, and what its lines belong to. */
struct law_file {
    struct law_reader reader;
    struct law *law;
    struct law_instrument *instrument;
    struct law_counting *counting;
    struct law_area *area;
    struct law_rule *rule;
    struct law_version *version;
};

typedef const struct fault *line_reader(struct law_file *file);

/* columns: word, what reads its line, whether it begins something */
struct line_word {
    struct str word;
    line_reader *read;
    bool is_first;
};

/* FAULT_INTERNAL `key`: what is wrong with the line at hand, whose value is named. */
const struct fault *law_line_broken(struct law_file *file, const char *key) FAULT_CHECK;
/* The value as an id and a text in both languages: "id Vietnamese | English". */
const struct fault *law_line_named(struct law_file *file, struct str *ret_id,
                                   struct law_text *ret_text) FAULT_CHECK;

/* The lines of a file of rules. */
enum {
    LAW_RULE_WORDS = 19
};
extern const struct line_word law_rule_words[LAW_RULE_WORDS];

#endif
