/*
 * What ties a matter to other matters and to people: links, and those whom it is
 * about (người bị phản ánh). Every change is an event, so that its history stays.
 *
 * All faults besides those named are the database's.
 */
#ifndef DINH_CIVIC_MATTER_RELATION_H
#define DINH_CIVIC_MATTER_RELATION_H

#include "civic/matter.h"

struct matter_tie {
    int64_t id;
    int64_t other_id;
    enum matter_link_kind kind;
};
/*
 * Links two matters, or takes a link back; an event on both files. For those who
 * handle both. Faults: those of matter_must_read, FAULT_INVALID at code
 * "matter.link.self", "matter.link.twice", "matter.link.circle" (the other is
 * already linked so with this one), "matter.link.none".
 */
const struct fault *matter_tie(struct work *work, const struct matter_tie *tie) FAULT_CHECK;
const struct fault *matter_untie(struct work *work, const struct matter_tie *tie) FAULT_CHECK;

struct matter_person {
    int64_t id;
    struct str name;
    struct str post; /* "Chủ tịch, Xã Đồng Xuân"; may be empty */
};
typedef VEC(struct matter_person) matter_person_list;

/* Whom it is about, by name. */
const struct fault *matter_respondents(struct work *work, int64_t id,
                                       matter_person_list *ret_people) FAULT_CHECK;
/* People of units whose name has these words, accents aside; at most 30. */
const struct fault *matter_find_people(struct work *work, struct str name,
                                       matter_person_list *ret_people) FAULT_CHECK;

/*
 * Says whom a matter is about, or takes it back with the reason: they and those
 * below them keep away from the file from now on, and are not responsible for it. For leaders,
 * inspectors and reception clerks; taking back is for leaders and inspectors. Faults: those of
 * matter_must_read and actor_must, FAULT_NOT_FOUND "record.missing" for nobody,
 * FAULT_INVALID "matter.note.missing" at note.
 */
const struct fault *matter_name_respondent(struct work *work, int64_t id,
                                           int64_t person_id) FAULT_CHECK;
const struct fault *matter_free_respondent(struct work *work, int64_t id, int64_t person_id,
                                           struct str note) FAULT_CHECK;

/*
 * For the lists of stores: the condition in SQL that the account is one whom the matter
 * is about, or holds a post below one of theirs on a day, or has roles in units below
 * theirs alone. Each argument is a column or a parameter: ("m.id", "$8", "$10").
 */
#define MATTER_KEEPS_AWAY(matter, account, day)                                                    \
    "EXISTS (SELECT 1 FROM matter_respondent r"                                                    \
    "        JOIN account a ON a.id = " account "        WHERE r.matter_id = " matter              \
    "          AND (r.person_id = a.person_id"                                                     \
    "               OR EXISTS (SELECT 1 FROM post boss"                                            \
    "                          JOIN unit_ancestor u ON u.ancestor_id = boss.unit_id"               \
    "                          JOIN post own ON own.unit_id = u.unit_id"                           \
    "                          WHERE boss.person_id = r.person_id"                                 \
    "                            AND own.person_id = a.person_id"                                  \
    "                            AND (u.depth > 0 OR boss.rank < own.rank)"                        \
    "                            AND (boss.valid_from IS NULL OR boss.valid_from <= " day ")"      \
    "                            AND (boss.valid_to IS NULL OR boss.valid_to >= " day ")"          \
    "                            AND (own.valid_from IS NULL OR own.valid_from <= " day ")"        \
    "                            AND (own.valid_to IS NULL OR own.valid_to >= " day "))"           \
    "               OR EXISTS (SELECT 1 FROM post boss"                                            \
    "                          JOIN unit_ancestor u ON u.ancestor_id = boss.unit_id"               \
    "                          JOIN account_role held ON held.unit_id = u.unit_id"                 \
    "                          WHERE boss.person_id = r.person_id AND held.account_id = a.id"      \
    "                            AND u.depth > 0"                                                  \
    "                            AND (boss.valid_from IS NULL OR boss.valid_from <= " day ")"      \
    "                            AND (boss.valid_to IS NULL OR boss.valid_to >= " day ")"          \
    "                            AND NOT EXISTS (SELECT 1 FROM account_role up"                    \
    "                                            JOIN unit_ancestor v"                             \
    "                                              ON v.ancestor_id = up.unit_id"                  \
    "                                            WHERE up.account_id = a.id"                       \
    "                                              AND v.unit_id = boss.unit_id))))"

extern const char *const matter_relation_statements[];

#endif
