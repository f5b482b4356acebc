/*
 * The pages of petitions, for the manifest alone.
 */
#ifndef DINH_MODULES_PETITIONS_PETITION_WEB_H
#define DINH_MODULES_PETITIONS_PETITION_WEB_H

#include "civic/module.h"
#include "civic/seal.h"
#include "http/form.h"
#include "modules/petitions/petition.h"

extern const struct page_kind petition_start_kind;
extern const struct page_kind proposal_form_kind;
extern const struct page_kind proposal_done_kind;

extern const struct page_kind petition_step_kind;
/* The fields of text and what was typed there; `*ret_count` of them. */
const struct seal_words *petition_typed_words(struct work *work, const struct form *form,
                                              size_t *ret_count);
extern const struct page_kind petition_duplicates_kind;
extern const struct page_kind petition_figures_kind;

route_handler petition_duplicates; /* GET /can-bo/viec/{code}/don-trung */
route_handler petition_join;       /* POST /can-bo/viec/{code}/don-trung/{other} */
extern const struct page_kind petition_register_kind;
extern const struct page_kind petition_key_in_kind;

route_handler petition_figures;      /* GET /so-lieu */
route_handler petition_figures_file; /* GET /so-lieu.csv, .xlsx */
/* The same on the home page. */
const struct fault *petition_figures_home(struct work *work,
                                          struct home_section *ret_section) FAULT_CHECK;
route_handler petition_register;       /* GET /can-bo/so-don */
route_handler petition_register_file;  /* GET /can-bo/so-don.csv, .xlsx */
route_handler petition_register_paper; /* GET /can-bo/so-don.pdf */
route_handler petition_key_in_page;    /* GET /can-bo/don-thu/nhap */
route_handler petition_key_in;         /* POST /can-bo/don-thu/nhap */
extern const struct page_kind petition_question_kind;
extern const struct page_kind petition_review_kind;
extern const struct page_kind petition_papers_kind;
extern const struct page_kind petition_receipt_kind;
/* A term that runs from the beginning, on a receipt. */
struct term_row {
    struct str title;
    struct str article;
    struct civil_date due_on;
    struct url why_url;
};
extern const struct shape petition_term_shape;
/* The nearest first. */
const struct fault *petition_terms(struct work *work, const struct matter *matter,
                                   struct list *ret_terms) FAULT_CHECK;
/* Whether a matter is of one of the kinds of this module. */
bool petition_is_one(const struct matter *matter);
/* Who takes petitions in, each for the units where the role is held. */
#define PETITION_TAKERS                                                                            \
    (ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER))

/* Whether a petition came on paper or by word of mouth, so that its file has form 02/TCD. */
bool petition_has_desk_receipt(const struct matter *matter);
struct url petition_desk_receipt_url(struct work *work, const struct matter *matter);
extern const struct page_kind petition_new_key_kind;
route_handler petition_new_key_page; /* GET /can-bo/viec/{code}/khoa */
route_handler petition_new_key;      /* POST the same */
/* Where a key is handed out, for the page of a petition's file. */
const struct fault *petition_file_links(struct work *work, const struct matter *matter,
                                        file_link_list *ret_links) FAULT_CHECK;
extern const struct page_kind petition_seal_kind;
extern const struct page_kind petition_split_kind;
extern const struct page_kind petition_case_papers_kind;
extern const struct page_kind petition_case_paper_kind;
extern const struct page_kind petition_recall_kind;
extern const struct page_kind petition_copies_kind;

route_handler petition_split_page; /* GET /can-bo/viec/{code}/tach */
route_handler petition_split;      /* POST, the same */

route_handler petition_copies;          /* GET …/van-ban/{seq}/{paper}/sao */
route_handler petition_copy_take;       /* POST, the same */
route_handler petition_copy_pdf;        /* GET …/van-ban/{seq}/{paper}/sao/{copy}.pdf */
route_handler petition_recall;          /* GET …/van-ban/{seq}/{paper}/thu-hoi */
route_handler petition_recall_take;     /* POST, the same */
route_handler petition_case_papers;     /* GET /can-bo/viec/{code}/van-ban */
route_handler petition_case_paper;      /* GET /can-bo/viec/{code}/van-ban/{seq}/{paper} */
route_handler petition_case_paper_take; /* POST, the same */
route_handler petition_case_paper_pdf;  /* GET, the same .pdf */
route_handler petition_sender_papers;   /* GET /don-thu/{code}/van-ban */
route_handler petition_sender_paper;    /* GET /don-thu/{code}/van-ban/{seq}/{paper}.pdf */

route_handler petition_begin;        /* GET /don-thu/viet */
route_handler petition_question;     /* GET /don-thu/viet/{step} */
route_handler petition_answer;       /* POST /don-thu/viet/{step} */
route_handler petition_papers;       /* GET /don-thu/viet/giay-to */
route_handler petition_papers_take;  /* POST /don-thu/viet/giay-to */
route_handler petition_review;       /* GET /don-thu/viet/kiem-tra */
route_handler petition_send;         /* POST /don-thu/viet/kiem-tra */
route_handler petition_receipt;      /* GET /don-thu/viet/xong */
route_handler petition_receipt_pdf;  /* GET /don-thu/viet/bien-nhan.pdf */
route_handler petition_desk_receipt; /* GET /can-bo/viec/{code}/bien-nhan.pdf */
route_handler petition_forget;       /* POST /don-thu/viet/xoa */
route_handler petition_seal_page;    /* GET /can-bo/viec/{code}/niem-phong */
route_handler petition_seal_ask;     /* POST /can-bo/viec/{code}/niem-phong */
route_handler petition_seal_file;    /* GET /can-bo/viec/{code}/niem-phong/{opening}/{file} */
route_handler petition_seal_agree;   /* POST /can-bo/viec/{code}/niem-phong/{opening} */

route_handler petition_step_page; /* GET /can-bo/viec/{code}/check, mark, draft-decision */
route_handler petition_step_take; /* POST, the same */

route_handler petition_start; /* GET /don-thu */
route_handler proposal_form;  /* GET /don-thu/gui */
route_handler proposal_send;  /* POST /don-thu/gui */

#endif
