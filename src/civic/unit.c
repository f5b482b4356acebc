/*
 * Names of the kinds of unit, and the days on which a unit exists.
 */
#include "civic/unit.h"

/* columns: name in the database and in CSV, message */
static const struct {
    struct str name;
    const char *message;
} kinds[UNIT_KIND_COUNT] = {
    [UNIT_COUNTRY] = {STR_INIT("country"),   "unit.kind.country"  },
    [UNIT_PROVINCE] = {STR_INIT("province"),  "unit.kind.province" },
    [UNIT_DISTRICT] = {STR_INIT("district"),  "unit.kind.district" },
    [UNIT_COMMUNE] = {STR_INIT("commune"),   "unit.kind.commune"  },
    [UNIT_VILLAGE] = {STR_INIT("village"),   "unit.kind.village"  },
    [UNIT_AGENCY] = {STR_INIT("agency"),    "unit.kind.agency"   },
    [UNIT_COMMITTEE] = {STR_INIT("committee"), "unit.kind.committee"},
};

struct str unit_kind_name(enum unit_kind kind)
{
    return kinds[kind].name;
}

bool unit_kind_from_name(struct str name, enum unit_kind *ret_kind)
{
    for (unsigned i = 0; i < UNIT_KIND_COUNT; i++) {
        if (str_equal(kinds[i].name, name)) {
            *ret_kind = (enum unit_kind)i;
            return true;
        }
    }
    return false;
}

const char *unit_kind_message(enum unit_kind kind)
{
    return kinds[kind].message;
}

bool unit_exists_on(const struct unit *unit, struct civil_date on)
{
    return (date_is_none(unit->valid_from) || date_compare(unit->valid_from, on) <= 0) &&
           (date_is_none(unit->valid_to) || date_compare(on, unit->valid_to) <= 0);
}
