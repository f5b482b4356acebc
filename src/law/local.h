/*
 * Local rules (quy định riêng của địa phương): what no text of the law was seen to
 * say, so that a site may say it otherwise. A site sets the value of such a rule from
 * a day on, within the bounds of the files; the version in force on that day then
 * ends the day before, and one with the site's value follows it.
 *
 *     law = law_with_settings(arena, law, settings, count);
 *
 * Law itself cannot be set: a setting of a version that is law, or that lies outside
 * the bounds, is passed over.
 */
#ifndef DINH_LAW_LOCAL_H
#define DINH_LAW_LOCAL_H

#include "law/law.h"

struct law_setting {
    struct str rule;
    struct str given;       /* id of the condition; empty: the version without one */
    struct civil_date from; /* events from this day on */
    struct law_value value;
    struct str reason; /* "Quyết định 12/QĐ-UBND ngày 01/03/2022" */
};

/* The version that a setting from that day on sets: with the condition `given`, in
 * force on the day; NULL where there is none. */
const struct law_version *law_version_set(const struct law *law, struct str rule, struct str given,
                                          struct civil_date from);

/* "5", "2/3", as files and people write it; false where it is no number, or none of
 * the version's unit (half a day). */
bool law_value_read(const struct law_version *version, struct str text,
                    struct law_value *ret_value);
struct str law_value_text(struct arena *arena, struct law_value value);
/* The divisor as it is written: 1 of a percentage. */
int64_t law_value_divisor(const struct law_version *version);
/* Whether a value can be one of the version's unit: fractions of a base, years that
 * are whole months, else whole numbers. */
bool law_value_is_of(const struct law_version *version, struct law_value value);
/* Whether a value lies within the bounds of the version; never where it is law. */
bool law_value_fits(const struct law_version *version, struct law_value value);

/*
 * The law with a site's settings over it, in `arena`, which also holds them; of two for
 * the same day the later in the list holds. Asked for a day, the rule gives the value
 * that was set for it, with `usual` and `set_by`.
 */
const struct law *law_with_settings(struct arena *arena, const struct law *law,
                                    const struct law_setting *settings, size_t count);

#endif
