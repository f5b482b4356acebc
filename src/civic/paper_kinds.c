/*
 * Shapes of the common papers.
 */
#include "civic/paper_kinds.h"

SHAPE(paper_letter_shape, struct paper_letter, RECORD(struct paper_letter, head, paper_head_shape),
      FIELD(struct paper_letter, summary), LIST(struct paper_letter, to, text_shape),
      LIST(struct paper_letter, paragraphs, text_shape), FIELD(struct paper_letter, ending),
      LIST(struct paper_letter, receivers, text_shape), FIELD(struct paper_letter, filed));

SHAPE(paper_notice_shape, struct paper_notice, RECORD(struct paper_notice, head, paper_head_shape),
      FIELD(struct paper_notice, summary), LIST(struct paper_notice, grounds, text_shape),
      LIST(struct paper_notice, paragraphs, text_shape), FIELD(struct paper_notice, ending),
      LIST(struct paper_notice, receivers, text_shape), FIELD(struct paper_notice, filed));

SHAPE(paper_receipt_shape, struct paper_receipt,
      RECORD(struct paper_receipt, head, paper_head_shape), FIELD(struct paper_receipt, clock),
      FIELD(struct paper_receipt, day), FIELD(struct paper_receipt, at),
      FIELD(struct paper_receipt, giver), FIELD(struct paper_receipt, id_number),
      FIELD(struct paper_receipt, id_day), FIELD(struct paper_receipt, id_place),
      LIST(struct paper_receipt, items, text_shape), FIELD(struct paper_receipt, copies),
      FIELD(struct paper_receipt, code), FIELD(struct paper_receipt, url));

static SHAPE(register_row_shape, struct paper_register_row, FIELD(struct paper_register_row, day),
             FIELD(struct paper_register_row, person), FIELD(struct paper_register_row, id_number),
             FIELD(struct paper_register_row, content), FIELD(struct paper_register_row, kind),
             FIELD(struct paper_register_row, people), FIELD(struct paper_register_row, decided_by),
             FIELD(struct paper_register_row, is_competent),
             FIELD(struct paper_register_row, guided_to),
             FIELD(struct paper_register_row, handled_by),
             FIELD(struct paper_register_row, outcome), FIELD(struct paper_register_row, note));

SHAPE(paper_register_shape, struct paper_register,
      RECORD(struct paper_register, head, paper_head_shape), FIELD(struct paper_register, from),
      FIELD(struct paper_register, to), FIELD(struct paper_register, is_of_circular),
      LIST(struct paper_register, rows, register_row_shape));

static SHAPE(section_shape, struct paper_section, FIELD(struct paper_section, heading),
             LIST(struct paper_section, paragraphs, text_shape));

SHAPE(paper_party_report_shape, struct paper_party_report,
      RECORD(struct paper_party_report, head, paper_head_shape),
      FIELD(struct paper_party_report, summary),
      LIST(struct paper_party_report, sections, section_shape),
      LIST(struct paper_party_report, receivers, text_shape),
      FIELD(struct paper_party_report, filed));

const struct paper_kind paper_letter_kind = {"letter", &paper_letter_shape};
const struct paper_kind paper_notice_kind = {"notice", &paper_notice_shape};
const struct paper_kind paper_receipt_kind = {"receipt-02-tcd", &paper_receipt_shape};
const struct paper_kind paper_register_kind = {"register-03-tcd", &paper_register_shape};
const struct paper_kind paper_party_report_kind = {"party-report", &paper_party_report_shape};

const struct paper_kind *const paper_standard_kinds[PAPER_STANDARD_COUNT] = {
    &paper_letter_kind,   &paper_notice_kind,       &paper_receipt_kind,
    &paper_register_kind, &paper_party_report_kind,
};
