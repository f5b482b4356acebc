/*
 * The examples of the demo district, for the manifest alone.
 */
#ifndef DINH_MODULES_REPORTS_REPORT_DEMO_H
#define DINH_MODULES_REPORTS_REPORT_DEMO_H

#include "base/work.h"

/* In writes of its own, after the petitions of the demo. */
const struct fault *reports_demo(struct work *work) FAULT_CHECK;

#endif
