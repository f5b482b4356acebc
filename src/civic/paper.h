/*
 * Official papers (văn bản, giấy tờ) as PDF: letters, notices, receipts,
 * registers, in the layout of Decree 30/2020/NĐ-CP or of the committees of the
 * Party. A kind of paper is a file papers/NAME.txt that a lawyer can edit
 * (papers/README.md) and the shape of the struct that fills it; every name in
 * the file is checked at the start.
 *
 *     static const struct paper_kind refusal = {"refusal-01-tcd", &refusal_shape};
 *     fault = paper_render(work, &refusal, &filled, &pdf);
 *     response_bytes(response, 200, STR("application/pdf"), pdf);
 *     response_inline(response, STR("thong-bao-12.pdf"));
 *
 * A module lists its kinds in its manifest (module.h). Papers are written in
 * Vietnamese whatever the reader's language.
 *
 * The same struct gives the same bytes, so a paper can be hashed. A paper is
 * made outside the transaction that decides: a PDF that cannot be made is a
 * fault of that request alone and can be made again from the stored decision.
 */
#ifndef DINH_CIVIC_PAPER_H
#define DINH_CIVIC_PAPER_H

#include "base/asset.h"
#include "base/work.h"
#include "view/shape.h"

struct messages;
struct site;
struct papers; /* all kinds, compiled; the fonts */

struct paper_kind {
    const char *name;          /* of the file: papers/NAME.txt */
    const struct shape *shape; /* of the struct handed to paper_render */
};

/* What stands at the head and the foot of most papers; a member of the struct of
 * a kind: RECORD(struct x, head, paper_head_shape). Words come as they are to be
 * printed; the layout turns names into capitals. */
struct paper_head {
    struct str superior;         /* cơ quan chủ quản; may be empty */
    struct str issuer;           /* cơ quan ban hành */
    struct str number;           /* "Số: 05/TB-UBND" (series_line); empty before issue */
    struct str place;            /* địa danh */
    struct civil_date signed_on; /* DATE_NONE before issue: dots to fill in */
    struct str authority;        /* "TM. ỦY BAN NHÂN DÂN"; may be empty */
    struct str position;         /* "CHỦ TỊCH" */
    struct str signer;           /* họ tên */
    struct str urgency;          /* "urgent", "pressing", "express"; or empty */
    struct str replaces;         /* "01/TB-UBND", which was recalled; or empty */
    struct list annexes;         /* struct paper_annex */
    struct list copies;          /* struct paper_copy: of what it is a copy; mostly none */
};
/* Phụ lục; numbered where there are several. */
struct paper_annex {
    struct str name;   /* may be empty */
    struct str symbol; /* of the paper; may be empty */
    struct civil_date signed_on;
    struct str issuer;
    struct list lines; /* struct str */
};
/* The form below the text of a copy on paper (bản sao): Decree 30/2020/NĐ-CP, annex I,
 * part II. Where there is one, "(Đã ký)" stands in the place of the signature. */
struct paper_copy {
    struct str form; /* "SAO Y", "TRÍCH SAO", "SAO LỤC" */
    struct str issuer;
    struct str number; /* "Số: 01/SY-UBND" */
    struct str place;
    struct civil_date made_on;
    struct str authority;
    struct str position;
    struct str signer;
    struct list receivers; /* struct str */
    struct str filed;
};
extern const struct shape paper_head_shape;

/* "Ủy ban nhân dân xã Đồng Xuân" of "Xã Đồng Xuân"; an agency is called by its name. */
struct str paper_body(struct arena *arena, struct str unit);
/* Địa danh: "Đồng Xuân" of "Xã Đồng Xuân"; "Phường 7" keeps its word (Decree
 * 30/2020/NĐ-CP, annex I, II.4). */
struct str paper_place(struct str unit);

enum {
    PAPER_MAKERS = 4 /* papers made at once; more wait */
};

/*
 * Compiles the kinds of all modules of the site from the built-in files and sets
 * site->papers. Faults: those of papers_open_from.
 */
const struct fault *papers_open(struct site *site) FAULT_CHECK;
/*
 * Compiles `count` kinds from the files papers/… among `assets`; lives in
 * `arena`. Faults, FAULT_INTERNAL: "paper.broken" {place} {why} (file and line),
 * and those of view/template.h for names that the shape does not have.
 */
const struct fault *papers_open_from(struct arena *arena, const struct messages *messages,
                                     const struct asset *assets, size_t asset_count,
                                     const struct paper_kind *const *kinds, size_t count,
                                     struct papers **ret_papers) FAULT_CHECK;

/*
 * Makes the PDF of `data`, a struct of the kind's shape, in the work's arena.
 * Any thread. Faults: FAULT_UNAVAILABLE "paper.not_made" (no memory, no font),
 * FAULT_TOO_LARGE "paper.too_large".
 */
const struct fault *paper_render(struct work *work, const struct paper_kind *kind, const void *data,
                                 struct str *ret_pdf) FAULT_CHECK;
/* The same before issue: every page says that it is a preview. */
const struct fault *paper_preview(struct work *work, const struct paper_kind *kind,
                                  const void *data, struct str *ret_pdf) FAULT_CHECK;
/* The same of a paper that was recalled (thu hồi): every page says so. */
const struct fault *paper_recalled(struct work *work, const struct paper_kind *kind,
                                   const void *data, struct str *ret_pdf) FAULT_CHECK;

/* "08 giờ 15 phút": the time of day as papers write it, in Vietnamese. */
struct str paper_clock(struct work *work, struct instant at);

/* ---- for looking at papers ---- */

/* The kind called `name`, or NULL. */
const struct paper_kind *paper_find(const struct papers *papers, struct str name);
/* All kinds. */
const struct paper_kind *const *paper_kinds(const struct papers *papers, size_t *ret_count);
/* The sample of the kind's file as a struct of its shape, in `arena`; the
 * persons in it are invented. Faults: "paper.broken". */
const struct fault *paper_sample(struct arena *arena, const struct papers *papers,
                                 const struct paper_kind *kind, const void **ret_data) FAULT_CHECK;
/* Makes every kind from its sample and asks for the font: FAULT_UNAVAILABLE
 * "paper.font" {font} where another one stands in for it. */
const struct fault *papers_check(struct work *work, size_t *ret_count) FAULT_CHECK;

#endif
