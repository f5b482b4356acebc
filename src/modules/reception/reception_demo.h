/*
 * The reception of the demo district, for the manifest.
 */
#ifndef DINH_MODULES_RECEPTION_RECEPTION_DEMO_H
#define DINH_MODULES_RECEPTION_RECEPTION_DEMO_H

#include "base/work.h"

const struct fault *reception_demo(struct work *work) FAULT_CHECK;

#endif
