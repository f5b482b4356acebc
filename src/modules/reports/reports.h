/*
 * Statistical reports (báo cáo thống kê): the forms of the Government Inspectorate,
 * filled from what the other modules record. What app/ may include.
 */
#ifndef DINH_MODULES_REPORTS_REPORTS_H
#define DINH_MODULES_REPORTS_REPORTS_H

#include "civic/module.h"

extern const struct module reports_module;

#endif
