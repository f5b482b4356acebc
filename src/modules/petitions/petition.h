/*
 * Petitions (đơn thư). For now the smallest kind: proposals and feedback (kiến
 * nghị, phản ánh), sent by anybody, answered, and followed with a code.
 */
#ifndef DINH_MODULES_PETITIONS_PETITION_H
#define DINH_MODULES_PETITIONS_PETITION_H

#include "civic/matter.h"
#include "civic/module.h"

enum {
    PROPOSAL_TITLE_MOST = 150, /* characters */
    PROPOSAL_CONTENT_MOST = 10000,
    PROPOSAL_NAME_MOST = 100,
    PROPOSAL_ADDRESS_MOST = 200
};

/* kiến nghị, phản ánh: proposal_rules.c */
extern const struct matter_kind proposal_kind;
/* khiếu nại lần đầu, lần hai: complaint_rules.c. Their facts begin as "first", "second". */
extern const struct matter_kind complaint_kind;
extern const struct matter_kind second_complaint_kind;
/* tố cáo: denunciation_rules.c */
extern const struct matter_kind denunciation_kind;

/* What a person sends. */
struct proposal {
    struct str title;
    struct str content;
    struct str name;
    struct str address;
    struct str phone; /* or */
    struct str email; /* may both be empty */
};

/* Receives a proposal for the unit of the site; one write. */
const struct fault *proposal_submit(struct work *work, const struct proposal *proposal,
                                    struct matter_receipt *ret_receipt) FAULT_CHECK;

extern const struct module petitions_module;

#endif
