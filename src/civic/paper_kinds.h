/*
 * The papers that every module may issue. Kinds of one service stand with that
 * service.
 */
#ifndef DINH_CIVIC_PAPER_KINDS_H
#define DINH_CIVIC_PAPER_KINDS_H

#include "civic/paper.h"

/* Công văn: papers/letter.txt. */
struct paper_letter {
    struct paper_head head;
    struct str summary;     /* what follows "V/v" */
    struct list to;         /* struct str: Kính gửi */
    struct list paragraphs; /* struct str; the paper ends them with "./." */
    struct str ending;      /* the last paragraph, without its full stop */
    struct list receivers;  /* struct str, below "Như trên" */
    struct str filed;       /* "VT, VP": behind "Lưu:" */
};
extern const struct shape paper_letter_shape;
extern const struct paper_kind paper_letter_kind;

/* Thông báo: papers/notice.txt. */
struct paper_notice {
    struct paper_head head;
    struct str summary;  /* "Về việc …" */
    struct list grounds; /* struct str: căn cứ, each with its ";" or "." */
    struct list paragraphs;
    struct str ending;
    struct list receivers;
    struct str filed;
};
extern const struct shape paper_notice_shape;
extern const struct paper_kind paper_notice_kind;

/* Giấy biên nhận thông tin, tài liệu: Mẫu số 02/TCD of Decree 154/2026/NĐ-CP
 * (as Circular 04/2021/TT-TTCP had it before): papers/receipt-02-tcd.txt. */
struct paper_receipt {
    struct paper_head head; /* signer and position are the official's */
    struct str clock;       /* "07 giờ 30 phút" */
    struct civil_date day;
    struct str at; /* where */
    struct str giver;
    struct str id_number;
    struct civil_date id_day;
    struct str id_place;
    struct list items; /* struct str: name, pages, state of each */
    struct str copies; /* "02" */
    struct str code;   /* of the matter; empty: no QR code */
    struct str url;    /* where its state can be looked up */
};
extern const struct shape paper_receipt_shape;
extern const struct paper_kind paper_receipt_kind;

/* Sổ tiếp công dân: Mẫu số 03/TCD of Decree 154/2026/NĐ-CP, 13 columns, or the form of
 * Circular 04/2021/TT-TTCP before it: papers/register-03-tcd.txt. */
struct paper_register_row {
    struct civil_date day;
    struct str person; /* name, address */
    struct str id_number;
    struct str content;
    struct str kind; /* khiếu nại, tố cáo, kiến nghị, phản ánh */
    int64_t people;
    struct str decided_by;
    bool is_competent;
    struct str guided_to;
    struct str handled_by;
    struct str outcome;
    struct str note;
};
struct paper_register {
    struct paper_head head;
    struct civil_date from;
    struct civil_date to;
    bool is_of_circular; /* the headings of Circular 04/2021/TT-TTCP */
    struct list rows;    /* struct paper_register_row */
};
extern const struct shape paper_register_shape;
extern const struct paper_kind paper_register_kind;

/* Báo cáo in the layout of the Party's committees: papers/party-report.txt. */
struct paper_section {
    struct str heading; /* "I- KẾT QUẢ"; may be empty */
    struct list paragraphs;
};
struct paper_party_report {
    struct paper_head head;
    struct str summary;
    struct list sections; /* struct paper_section */
    struct list receivers;
    struct str filed; /* "Lưu Văn phòng Huyện ủy" */
};
extern const struct shape paper_party_report_shape;
extern const struct paper_kind paper_party_report_kind;

enum {
    PAPER_STANDARD_COUNT = 5
};
extern const struct paper_kind *const paper_standard_kinds[PAPER_STANDARD_COUNT];

#endif
