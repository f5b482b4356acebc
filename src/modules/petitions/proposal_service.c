/*
 * Receiving a proposal.
 */
#include "modules/petitions/draft.h"
#include "modules/petitions/petition.h"

#include "base/crypto.h"
#include "civic/seal.h"
#include "civic/unit.h"
#include "db/db.h"

/* A proposal on its way; the receipt is kept as that of a draft is. */
struct submitting {
    const struct proposal *proposal;
    struct matter_new wanted;
    struct matter_receipt receipt;
};

/* Tells proposals apart that were written into one form. */
static struct str said_in(struct work *work, const struct proposal *proposal)
{
    struct str all = arena_printf(
        work->arena, PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR "\n" PRISTR,
        STRARG(proposal->title), STRARG(proposal->content), STRARG(proposal->name),
        STRARG(proposal->address), STRARG(proposal->phone), STRARG(proposal->email));
    return seal_token_digest(work, all);
}

static const struct fault *keep_receipt(struct work *work, const struct submitting *on)
{
    struct draft kept = {.token = on->proposal->once};
    draft_set(work, &kept, "said", said_in(work, on->proposal));
    draft_set(work, &kept, "code", on->receipt.code);
    draft_set(work, &kept, "key", on->receipt.key);
    return draft_store(work, &kept, DRAFT_RECEIPT_DAYS);
}

static const struct fault *submit(struct work *work, void *context)
{
    struct submitting *on = context;
    bool is_marked = on->proposal->once.len == CRYPTO_TOKEN_LENGTH;
    struct matter matter;
    struct draft kept;
    const struct fault *fault = is_marked ? draft_claim(work, on->proposal->once, &kept) : NULL;
    if (fault)
        return fault;
    if (is_marked && str_equal(draft_get(&kept, "said"), said_in(work, on->proposal))) {
        fault = matter_by_code(work, draft_get(&kept, "code"), &matter);
        on->receipt = (struct matter_receipt){matter.id, matter.code, draft_get(&kept, "key")};
        return fault;
    }
    fault = matter_open(work, &on->wanted, &on->receipt);
    return fault || !is_marked ? fault : keep_receipt(work, on);
}

const struct fault *proposal_submit(struct work *work, const struct proposal *proposal,
                                    struct matter_receipt *ret_receipt)
{
    struct matter_party sender = {.part = STR("sender"),
                                  .name = proposal->name,
                                  .address = proposal->address,
                                  .phone = proposal->phone,
                                  .email = proposal->email};
    struct submitting on = {.proposal = proposal};
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
    on.wanted = wanted;
    fault = db_write(work, submit, &on);
    if (!fault)
        *ret_receipt = on.receipt;
    return fault;
}
