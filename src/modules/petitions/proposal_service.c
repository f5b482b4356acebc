/*
 * Receiving a proposal.
 */
#include "modules/petitions/petition.h"

#include "civic/unit.h"

const struct fault *proposal_submit(struct work *work, const struct proposal *proposal,
                                    struct matter_receipt *ret_receipt)
{
    struct matter_party sender = {.part = STR("sender"),
                                  .name = proposal->name,
                                  .address = proposal->address,
                                  .phone = proposal->phone,
                                  .email = proposal->email};
    struct matter_new wanted = {.kind = &proposal_kind,
                                .title = proposal->title,
                                .content = proposal->content,
                                .source = STR("web"),
                                .facts = proposal->is_private ? STR(PETITION_PRIVATE) : STR(""),
                                .visibility = VISIBLE_AGENCY,
                                .received_on = clock_today(work->clock),
                                .parties = &sender,
                                .party_count = 1,
                                .is_by_sender = true};
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault)
        return fault;
    wanted.unit_id = unit.id;
    return matter_open(work, &wanted, ret_receipt);
}
