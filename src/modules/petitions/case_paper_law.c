/*
 * Finds the instruments that were in force on the day of a paper.
 */
#include "modules/petitions/case_paper_law.h"

#include "civic/site.h"
#include "law/law.h"

SHAPE(case_paper_law_shape, struct case_paper_law, FIELD(struct case_paper_law, is_amended),
      FIELD(struct case_paper_law, organisation));

static bool is_in_force(const struct law_instrument *instrument, struct civil_date on)
{
    return instrument && on.days >= instrument->from.days &&
           (date_is_none(instrument->to) || on.days <= instrument->to.days);
}

/* By which People's Committees act: the first one, or what took its place by that day. */
static struct str organisation_on(struct work *work, const struct law *law, struct civil_date on)
{
    const struct law_instrument *instrument = law_instrument(law, STR("Luật 77/2015/QH13"));
    struct str number;
    while (instrument && !is_in_force(instrument, on))
        instrument = instrument->replaced_by;
    if (!instrument)
        return STR("");
    number = instrument->number;
    str_cut(&number, ' '); /* "Luật" */
    return arena_printf(work->arena, PRISTR " số " PRISTR, STRARG(instrument->title.vi),
                        STRARG(number));
}

const struct fault *case_paper_law_on(struct work *work, const struct matter *matter,
                                      struct civil_date on, struct case_paper_law *ret_law)
{
    const struct law *law;
    struct str decree =
        words_have("to-cao", matter->kind) ? STR("NĐ 156/2026/NĐ-CP") : STR("NĐ 155/2026/NĐ-CP");
    const struct fault *fault = work->site->law_now(work, &law);
    if (fault)
        return fault;
    *ret_law = (struct case_paper_law){is_in_force(law_instrument(law, decree), on),
                                       organisation_on(work, law, on)};
    return NULL;
}
