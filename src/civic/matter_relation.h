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
 * "matter.link.self", "matter.link.twice", "matter.link.circle" (links of
 * this kind lead from the other to this one already), "matter.link.none", and of taking back
 * "matter.link.appeal": what an appeal joined stays joined.
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
 * For the lists of stores, conditions in SQL; each argument is a column or a parameter:
 * ("m.id", "$8", "$10"). The person is one from whose matters the account keeps away on a
 * day: its own, whoever holds a post above one of its posts, or above all units in which
 * it has a role.
 */
#define MATTER_HOLDS_POST(post, day)                                                               \
    " (" post ".valid_from IS NULL OR " post ".valid_from <= " day ")"                             \
    " AND (" post ".valid_to IS NULL OR " post ".valid_to >= " day ")"
#define MATTER_IS_ABOVE(person, account, day)                                                      \
    person " IN (SELECT a.person_id FROM account a WHERE a.id = " account                          \
           " UNION SELECT boss.person_id FROM account a"                                           \
           " JOIN post own ON own.person_id = a.person_id"                                         \
           " JOIN unit_ancestor u ON u.unit_id = own.unit_id"                                      \
           " JOIN post boss ON boss.unit_id = u.ancestor_id"                                       \
           " WHERE a.id = " account " AND (u.depth > 0 OR boss.rank < own.rank)"                   \
           " AND" MATTER_HOLDS_POST("boss", day) " AND" MATTER_HOLDS_POST(                         \
               "own",                                                                              \
               day) " UNION SELECT boss.person_id FROM account_role held"                          \
                    " JOIN unit_ancestor u ON u.unit_id = held.unit_id"                            \
                    " JOIN post boss ON boss.unit_id = u.ancestor_id"                              \
                    " WHERE held.account_id = " account " AND u.depth > 0"                         \
                    " AND" MATTER_HOLDS_POST(                                                      \
                        "boss",                                                                    \
                        day) " AND NOT EXISTS (SELECT 1 FROM account_role up"                      \
                             "                 JOIN unit_ancestor v ON v.ancestor_id = up.unit_id" \
                             "                 WHERE up.account_id = " account                     \
                             " AND v.unit_id = boss.unit_id))"
/* The matter is about such a person. */
#define MATTER_KEEPS_AWAY(matter, account, day)                                                    \
    "EXISTS (SELECT 1 FROM matter_respondent r WHERE r.matter_id = " matter                        \
    "        AND " MATTER_IS_ABOVE("r.person_id", account, day) ")"

extern const char *const matter_relation_statements[];

#endif
