/*
 * Statistical reports (báo cáo thống kê): the forms of the Government Inspectorate,
 * filled from what the other modules record. What app/ may include.
 */
#ifndef DINH_MODULES_REPORTS_REPORTS_H
#define DINH_MODULES_REPORTS_REPORTS_H

#include "civic/module.h"
#include "law/law.h"

extern const struct module reports_module;

/* Proves the files law/forms/… among `files` beside the law that they belong to, for
 * dinh law check; says how many there are. Faults: forms_read, forms_prove (form.h). */
const struct fault *reports_prove_forms(struct arena *arena, const struct law *law,
                                        const struct asset *files, size_t count,
                                        size_t *ret_forms) FAULT_CHECK;

#endif
