/*
 * Where the law comes from: the files built into the program, or a folder laid out
 * like law/. Proving and comparing such folders, and measuring.
 */
#ifndef DINH_MODULES_LAW_LAW_DATA_H
#define DINH_MODULES_LAW_LAW_DATA_H

#include "law/explain.h"
#include "modules/law/law_site.h"

#include <stdio.h>

/* The law built into the program. Faults: law_load. */
const struct fault *law_data_embedded(struct arena *arena, const struct law **ret_law) FAULT_CHECK;
/* Changes with the files of the law built into the program. */
struct str law_data_digest(struct arena *arena);
/* Loads the folder or file at `path`, or the built-in law where it is empty, has its forms
 * proved where `prove_forms` is given, and says what it holds. Loading proves it. */
const struct fault *law_data_check(const struct explainer *explainer, struct str path,
                                   law_forms_prover *prove_forms, FILE *out) FAULT_CHECK;
/* Says what `to` changes against `from` (folders or files), a line a change: sign, rule,
 * condition, first day, what it was and is. Gives both back. */
const struct fault *law_data_diff(const struct explainer *explainer, struct str from, struct str to,
                                  FILE *out, const struct law **ret_from,
                                  const struct law **ret_to) FAULT_CHECK;
/* Measures how many due dates a second one core computes, with the explanation as
 * data and with it in words: two numbers on a line. */
const struct fault *law_data_bench(const struct explainer *explainer, FILE *out) FAULT_CHECK;

#endif
