/*
 * The plain format of papers/NAME.txt, turned line by line into markup that the
 * view floor compiles. papers/README.md describes it to a lawyer. For
 * civic/paper_*.c alone.
 */
#ifndef DINH_CIVIC_PAPER_TEXT_H
#define DINH_CIVIC_PAPER_TEXT_H

#include "base/asset.h"
#include "base/fault.h"

enum paper_part {
    PART_LAYOUT,    /* @layout government */
    PART_PAGE,      /* @page landscape */
    PART_FORM,      /* @form Mẫu số 02/TCD */
    PART_SUPERIOR,  /* @superior */
    PART_ISSUER,    /* @issuer */
    PART_NUMBER,    /* @number Số: 05/TB-UBND */
    PART_ABOUT,     /* @about V/v … */
    PART_URGENCY,   /* @urgency express: mức độ khẩn */
    PART_PLACE,     /* @place Thanh Ba, ngày … */
    PART_DATED,     /* @dated 2022-03-06 */
    PART_TITLE,     /* @title THÔNG BÁO */
    PART_SUMMARY,   /* @summary Về việc … */
    PART_TO,        /* @to */
    PART_DECIDER,   /* @decider Chủ tịch …: who decides */
    PART_GROUND,    /* @ground Căn cứ … */
    PART_HEADING,   /* @heading */
    PART_PARAGRAPH, /* a line by itself */
    PART_LINE,      /* @line: a paragraph without an indent */
    PART_CENTRE,    /* @centre */
    PART_SMALL,     /* @small: notes in small type */
    PART_CELLS,     /* @cells 10: size of the letters in the table below */
    PART_COLUMNS,   /* @columns 10 c | 30 | 2p */
    PART_HEAD,      /* @head STT | Họ tên */
    PART_ROW,       /* @row 1 | Nguyễn Văn A */
    PART_SIGN,      /* @sign left, right */
    PART_AUTHORITY, /* @authority TM. ỦY BAN NHÂN DÂN */
    PART_POSITION,  /* @position CHỦ TỊCH */
    PART_NOTE,      /* @note (Ký, ghi rõ họ tên) */
    PART_NAME,      /* @name */
    PART_RECEIVER,  /* @receiver Như trên */
    PART_ANNEX,     /* @annex name | (Kèm theo …): begins a page */
    PART_COPY,      /* @copy SAO Y: begins the form of a copy */
    PART_QR,        /* @qr https://… | what it leads to */
    PART_COUNT
};

/* "title": the word behind "@", and the value of k in the markup. */
struct str paper_part_name(enum paper_part part);
bool paper_part_from_name(struct str name, enum paper_part *ret_part);

/*
 * The markup of a file: <paper> with one <x k="title">…</x> for each part, cells
 * in <c>, bold in <b>, italic in <i>, line breaks <br/>; {{…}} as they stand;
 * every line at its place. What stands behind "=====" is the sample, which is
 * returned apart with the number of its first line. A file called
 * papers/part-….txt has no <paper> around it. Faults: "paper.broken".
 */
const struct fault *paper_text_read(struct arena *arena, const struct asset *file,
                                    struct str *ret_markup, struct str *ret_sample,
                                    int *ret_sample_line) FAULT_CHECK;

#endif
