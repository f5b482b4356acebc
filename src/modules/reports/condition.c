/*
 * One small question a condition. What happened after the last day of the period has
 * not happened: a period that is counted again later says the same.
 */
#include "modules/reports/condition.h"

struct asked {
    const struct fact *fact;
    struct civil_date first;
    struct civil_date last;
};

/* ---- days ---- */

static bool is_by(struct civil_date day, struct civil_date last)
{
    return !date_is_none(day) && date_compare(day, last) <= 0;
}

static bool is_before(struct civil_date day, struct civil_date first)
{
    return !date_is_none(day) && date_compare(day, first) < 0;
}

static bool is_within(struct civil_date day, const struct asked *a)
{
    return is_by(day, a->last) && !is_before(day, a->first);
}

static bool has_mark(const struct fact *fact, const char *mark)
{
    struct str rest = fact->marks;
    struct str wanted = str_from_c(mark);
    while (rest.len > 0)
        if (str_equal(str_cut(&rest, ' '), wanted))
            return true;
    return false;
}

static bool is_petition(const struct asked *a)
{
    return a->fact->sort == FACT_PETITION;
}

static bool is_visit(const struct asked *a)
{
    return a->fact->sort == FACT_VISIT;
}

/* ---- what it is ---- */

static bool complaint(const struct asked *a)
{
    return str_starts(a->fact->kind, STR("khieu-nai"));
}

static bool denunciation(const struct asked *a)
{
    return str_equal(a->fact->kind, STR("to-cao"));
}

static bool proposal(const struct asked *a)
{
    return is_petition(a) && !complaint(a) && !denunciation(a);
}

static bool crowd(const struct asked *a)
{
    return has_mark(a->fact, "crowd");
}

static bool anonymous(const struct asked *a)
{
    return !crowd(a) && has_mark(a->fact, "anonymous");
}

static bool single(const struct asked *a)
{
    return !crowd(a) && !anonymous(a);
}

static bool not_crowd(const struct asked *a)
{
    return !crowd(a);
}

static bool again(const struct asked *a)
{
    return has_mark(a->fact, "again");
}

static bool first_time(const struct asked *a)
{
    return !again(a);
}

static bool at_reception(const struct asked *a)
{
    return str_equal(a->fact->source, STR("reception"));
}

/* ---- processing (xử lý đơn) ---- */

static bool to_process(const struct asked *a)
{
    return is_petition(a) && is_by(a->fact->received_on, a->last) &&
           !is_before(a->fact->processed_on, a->first);
}

static bool carried(const struct asked *a)
{
    return to_process(a) && is_before(a->fact->received_on, a->first);
}

static bool received(const struct asked *a)
{
    return is_petition(a) && is_within(a->fact->received_on, a);
}

static bool processed(const struct asked *a)
{
    return to_process(a) && is_by(a->fact->processed_on, a->last);
}

static bool unprocessed(const struct asked *a)
{
    return to_process(a) && !processed(a);
}

static bool is_directed(const struct asked *a, const char *directions)
{
    return is_petition(a) && is_by(a->fact->processed_on, a->last) &&
           words_have(directions, a->fact->direction);
}

static bool eligible(const struct asked *a)
{
    return processed(a) && is_directed(a, "accept guide transfer urge");
}

static bool ours(const struct asked *a)
{
    return is_directed(a, "accept");
}

static bool not_ours(const struct asked *a)
{
    return is_directed(a, "guide transfer urge");
}

/* Not (yet) found to be another body's. */
static bool not_elsewhere(const struct asked *a)
{
    return is_petition(a) && !not_ours(a);
}

static bool guided(const struct asked *a)
{
    return is_directed(a, "guide");
}

static bool transferred(const struct asked *a)
{
    return is_directed(a, "transfer");
}

static bool sent_on(const struct asked *a)
{
    return is_directed(a, "guide transfer");
}

static bool urged(const struct asked *a)
{
    return is_directed(a, "urge");
}

static int64_t replies_of(const struct asked *a)
{
    struct str rest = a->fact->replies;
    struct civil_date day;
    int64_t count = 0;
    while (rest.len > 0)
        count += date_from_iso(str_cut(&rest, ' '), &day) && is_within(day, a);
    return count;
}

static bool replied(const struct asked *a)
{
    return is_petition(a) && replies_of(a) > 0;
}

/* ---- state of resolution on the last day ---- */

/* What was handed on is resolved where it is answered. */
static bool finished(const struct asked *a)
{
    bool was_moved = str_equal(a->fact->ending, STR("moved"));
    return is_petition(a) && is_by(was_moved ? a->fact->replied_on : a->fact->ended_on, a->last);
}

static bool unfinished(const struct asked *a)
{
    return is_petition(a) && !finished(a);
}

static bool judged(const struct asked *a)
{
    return finished(a) && str_equal(a->fact->ending, STR("judge"));
}

static bool not_judged(const struct asked *a)
{
    return !judged(a);
}

static bool underway(const struct asked *a)
{
    return unfinished(a) && ours(a);
}

static bool idle(const struct asked *a)
{
    return unfinished(a) && !ours(a);
}

static bool is_overdue(const struct asked *a)
{
    return underway(a) && is_before(a->fact->due_on, a->last);
}

static bool not_overdue(const struct asked *a)
{
    return unfinished(a) && !is_overdue(a);
}

/* ---- resolution (giải quyết), of what is ours ---- */

static bool at_work(const struct asked *a)
{
    return ours(a) && !is_before(a->fact->ended_on, a->first);
}

static bool work_carried(const struct asked *a)
{
    return at_work(a) && is_before(a->fact->processed_on, a->first);
}

static bool work_new(const struct asked *a)
{
    return at_work(a) && !work_carried(a);
}

static bool ended_as(const struct asked *a, const char *endings)
{
    return ours(a) && is_within(a->fact->ended_on, a) && words_have(endings, a->fact->ending);
}

static bool settled(const struct asked *a)
{
    return ended_as(a, "solve");
}

static bool withdrawn(const struct asked *a)
{
    return ended_as(a, "withdraw");
}

static bool stopped(const struct asked *a)
{
    return ended_as(a, "stop judge");
}

static bool closed(const struct asked *a)
{
    return ended_as(a, "solve withdraw stop judge");
}

static bool has_outcome(const struct asked *a, const char *outcomes)
{
    return is_petition(a) && words_have(outcomes, a->fact->outcome);
}

static bool founded(const struct asked *a)
{
    return has_outcome(a, "founded");
}

static bool unfounded(const struct asked *a)
{
    return has_outcome(a, "unfounded");
}

static bool partly(const struct asked *a)
{
    return has_outcome(a, "partly");
}

/* The decision of the first instance does not stand. */
static bool changed(const struct asked *a)
{
    return has_outcome(a, "founded partly");
}

static bool in_time(const struct asked *a)
{
    return is_petition(a) && !a->fact->is_late;
}

static bool late(const struct asked *a)
{
    return is_petition(a) && a->fact->is_late;
}

/* ---- execution (thi hành) ---- */

static bool to_execute(const struct asked *a)
{
    return is_petition(a) && is_by(a->fact->forced_on, a->last) &&
           !is_before(a->fact->executed_on, a->first);
}

static bool executed(const struct asked *a)
{
    return to_execute(a) && is_by(a->fact->executed_on, a->last);
}

/* ---- field (lĩnh vực) ---- */

static bool is_field(const struct asked *a, const char *fields)
{
    return is_petition(a) && words_have(fields, a->fact->field);
}

static bool field_policy(const struct asked *a)
{
    return is_field(a, "policy");
}

static bool field_land(const struct asked *a)
{
    return is_field(a, "land");
}

static bool field_service(const struct asked *a)
{
    return is_field(a, "service");
}

static bool field_administration(const struct asked *a)
{
    return is_field(a, "administration");
}

static bool field_administrative(const struct asked *a)
{
    return is_field(a, "policy land service administration");
}

static bool field_administrative_rest(const struct asked *a)
{
    return is_field(a, "service administration");
}

static bool field_corruption(const struct asked *a)
{
    return is_field(a, "corruption");
}

static bool field_judicial(const struct asked *a)
{
    return is_field(a, "judicial");
}

static bool field_party(const struct asked *a)
{
    return is_field(a, "party");
}

/* Also what nobody has said a field of. */
static bool field_other(const struct asked *a)
{
    return is_petition(a) &&
           !is_field(a, "policy land service administration corruption judicial party");
}

static bool field_other_or_corruption(const struct asked *a)
{
    return field_other(a) || field_corruption(a);
}

static bool field_not_named(const struct asked *a)
{
    return is_petition(a) && !is_field(a, "policy land judicial");
}

/* ---- reception (tiếp công dân) ---- */

static bool by_office(const struct asked *a)
{
    return !is_petition(a) && has_mark(a->fact, "office");
}

static bool by_head(const struct asked *a)
{
    return !is_petition(a) && has_mark(a->fact, "head");
}

static bool by_deputy(const struct asked *a)
{
    return !is_petition(a) && has_mark(a->fact, "deputy");
}

static bool came(const struct asked *a)
{
    return is_visit(a) && is_within(a->fact->received_on, a);
}

static bool held(const struct asked *a)
{
    return a->fact->sort == FACT_DAY && is_within(a->fact->received_on, a);
}

/* ---- the table ---- */

/* columns: name in law/forms/, the question; at most 64 */
static const struct {
    const char *name;
    bool (*is_so)(const struct asked *asked);
} conditions[] = {
    {"complaint",                 complaint                },
    {"denunciation",              denunciation             },
    {"proposal",                  proposal                 },
    {"crowd",                     crowd                    },
    {"not-crowd",                 not_crowd                },
    {"anonymous",                 anonymous                },
    {"single",                    single                   },
    {"again",                     again                    },
    {"first-time",                first_time               },
    {"at-reception",              at_reception             },
    {"to-process",                to_process               },
    {"carried",                   carried                  },
    {"received",                  received                 },
    {"processed",                 processed                },
    {"unprocessed",               unprocessed              },
    {"eligible",                  eligible                 },
    {"ours",                      ours                     },
    {"not-ours",                  not_ours                 },
    {"not-elsewhere",             not_elsewhere            },
    {"guided",                    guided                   },
    {"transferred",               transferred              },
    {"sent-on",                   sent_on                  },
    {"urged",                     urged                    },
    {"replied",                   replied                  },
    {"finished",                  finished                 },
    {"unfinished",                unfinished               },
    {"judged",                    judged                   },
    {"not-judged",                not_judged               },
    {"underway",                  underway                 },
    {"idle",                      idle                     },
    {"overdue",                   is_overdue               },
    {"not-overdue",               not_overdue              },
    {"at-work",                   at_work                  },
    {"work-carried",              work_carried             },
    {"work-new",                  work_new                 },
    {"settled",                   settled                  },
    {"withdrawn",                 withdrawn                },
    {"stopped",                   stopped                  },
    {"closed",                    closed                   },
    {"founded",                   founded                  },
    {"unfounded",                 unfounded                },
    {"partly",                    partly                   },
    {"changed",                   changed                  },
    {"in-time",                   in_time                  },
    {"late",                      late                     },
    {"to-execute",                to_execute               },
    {"executed",                  executed                 },
    {"field-policy",              field_policy             },
    {"field-land",                field_land               },
    {"field-service",             field_service            },
    {"field-administration",      field_administration     },
    {"field-administrative",      field_administrative     },
    {"field-administrative-rest", field_administrative_rest},
    {"field-corruption",          field_corruption         },
    {"field-judicial",            field_judicial           },
    {"field-party",               field_party              },
    {"field-other",               field_other              },
    {"field-other-or-corruption", field_other_or_corruption},
    {"field-not-named",           field_not_named          },
    {"by-office",                 by_office                },
    {"by-head",                   by_head                  },
    {"by-deputy",                 by_deputy                },
    {"came",                      came                     },
    {"held",                      held                     },
};

enum {
    CONDITIONS = sizeof(conditions) / sizeof(conditions[0])
};
_Static_assert(CONDITIONS <= 64, "a bit a condition");

uint64_t condition_bit(struct str name)
{
    for (size_t i = 0; i < CONDITIONS; i++)
        if (str_equal(str_from_c(conditions[i].name), name))
            return UINT64_C(1) << i;
    return 0;
}

uint64_t condition_bits(const struct fact *fact, const struct span *span)
{
    struct asked asked = {fact, span->first, span->last};
    uint64_t bits = 0;
    for (size_t i = 0; i < CONDITIONS; i++)
        if (conditions[i].is_so(&asked))
            bits |= UINT64_C(1) << i;
    return bits;
}

int64_t condition_replies(const struct fact *fact, const struct span *span)
{
    struct asked asked = {fact, span->first, span->last};
    return replies_of(&asked);
}
