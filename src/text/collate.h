/*
 * Alphabetical order for people: a ă â b c d đ e ê … and, between equal
 * letters, the tones in the order none, huyền, hỏi, ngã, sắc, nặng. It is the
 * standard order of CLDR for "vi" at tertiary strength, by ICU: letters count
 * first, over the whole text, then tones, then capitals.
 *
 * The order is read-only data of the process, loaded once at first use and
 * shared by all threads without locks (ICU's const functions permit it).
 */
#ifndef DINH_TEXT_COLLATE_H
#define DINH_TEXT_COLLATE_H

#include "base/fault.h"

/*
 * Loads the order now, so that a machine without ICU's data is found at start.
 * Fault: FAULT_UNAVAILABLE "text.no_order". Without this call the first use
 * loads it, and ends the process where it cannot.
 */
const struct fault *collate_open(struct arena *arena) FAULT_CHECK;

/*
 * Bytes whose order under memcmp (shorter first) is the order of the texts; for
 * the *_sort columns (BYTEA). They depend on the version of ICU: rebuild the
 * columns when collate_version changes. `s` must be valid UTF-8 of at most
 * 64 MiB. In `arena`.
 */
struct str text_sort_key(struct arena *arena, struct str s);

/* Names the order's data, e.g. "153.120.42": changes when keys may change. */
struct str collate_version(struct arena *arena);

#endif
