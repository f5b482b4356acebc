/*
 * Who signs the papers of a unit, by the posts (chức vụ) that are held there: a proposal,
 * for the official to change.
 */
#include "modules/petitions/case_paper.h"

#include "civic/actor.h"
#include "civic/site.h"
#include "modules/organisation/organisation.h"

/* A post as it stands under a signature: without the name of the body (Nghị định 30/2020/NĐ-CP,
 * phụ lục I, mục II.7). */
struct office {
    struct str head;
    struct str deputy;
};

/* columns: whoever heads a body, whoever signs for them */
static const struct office offices[] = {
    {STR_INIT("Chủ tịch"),       STR_INIT("Phó Chủ tịch")      },
    {STR_INIT("Giám đốc"),       STR_INIT("Phó Giám đốc")      },
    {STR_INIT("Trưởng Ban"),      STR_INIT("Phó Trưởng Ban")     },
    {STR_INIT("Trưởng ban"),      STR_INIT("Phó Trưởng ban")     },
    {STR_INIT("Trưởng Phòng"),   STR_INIT("Phó Trưởng Phòng")  },
    {STR_INIT("Trưởng phòng"),   STR_INIT("Phó Trưởng phòng")  },
    {STR_INIT("Chánh Văn phòng"), STR_INIT("Phó Chánh Văn phòng")},
    {STR_INIT("Chánh Thanh tra"),   STR_INIT("Phó Chánh Thanh tra")  },
};

bool case_paper_is_of_committee(const struct unit *unit)
{
    return unit->kind == UNIT_COMMUNE || unit->kind == UNIT_DISTRICT || unit->kind == UNIT_PROVINCE;
}

/* Whether `title` is that post in the body: of a commune, district or province in its People's
 * Committee, not in the Council or the Front. */
static bool is_post(struct str title, struct str post, bool is_of_committee)
{
    struct str rest;
    if (!str_starts(title, post))
        return false;
    rest = str_from(title, post.len);
    if (rest.len > 0 && rest.ptr[0] != ' ')
        return false;
    return rest.len == 0 || !is_of_committee || str_starts(rest, STR(" Ủy ban nhân dân")) ||
           str_starts(rest, STR(" UBND"));
}

/* How somebody with that title signs; false where the post does not sign. */
static bool sign_as(struct work *work, struct str title, bool is_of_committee,
                    struct case_paper_signing *signing)
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++) {
        const struct office *office = &offices[i];
        bool is_head = is_post(title, office->head, is_of_committee);
        if (!is_head && !is_post(title, office->deputy, is_of_committee))
            continue;
        signing->position = is_head ? office->head : office->deputy;
        signing->authority =
            is_head ? STR("") : arena_printf(work->arena, "KT. " PRISTR, STRARG(office->head));
        return true;
    }
    return false;
}

const struct fault *case_paper_propose(struct work *work, const struct unit *unit,
                                       struct case_paper_signing *signing)
{
    bool is_of_committee = case_paper_is_of_committee(unit);
    bool is_found = false;
    struct civil_date on = clock_today(work->clock);
    post_list posts;
    const struct fault *fault;
    if (!unit_exists_on(unit, on) && !date_is_none(unit->valid_to))
        on = unit->valid_to; /* nobody took over: as it was last */
    fault = post_list_of(work, unit->id, on, &posts);
    if (fault)
        return fault;
    signing->authority = STR("");
    signing->position =
        site_message(work, is_of_committee ? "case-paper.chair" : "case-paper.head");
    signing->signer = STR("");
    signing->issuer = is_of_committee ? STR("UBND") : matter_prefix(work->arena, unit->name);
    for (size_t i = 0; i < posts.count; i++) {
        bool is_own = str_equal(posts.items[i].person_name, work->actor->name);
        struct case_paper_signing own = *signing;
        if ((is_found && !is_own) || !sign_as(work, posts.items[i].title, is_of_committee, &own))
            continue;
        own.signer = posts.items[i].person_name;
        *signing = own;
        is_found = true;
        if (is_own)
            break;
    }
    return NULL;
}
