/*
 * Documents (văn bản): the instruments of the law, and what the unit and its
 * committees issue themselves. The only header of this module that others include.
 *
 * A document keeps its number, its days and its issuer; whether it is in force is
 * asked of a day and never stored. What the law engine knows of an instrument
 * (law/instruments.txt) comes in by itself; officials add the rest. All faults
 * besides those named are the database's.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_H
#define DINH_MODULES_LIBRARY_LIBRARY_H

#include "civic/module.h"

enum {
    DOCUMENT_NUMBER_MOST = 80, /* characters */
    DOCUMENT_TITLE_MOST = 500,
    DOCUMENT_SUMMARY_MOST = 5000,
    DOCUMENT_NAME_MOST = 200, /* of issuer, signer, post */
    DOCUMENT_SLUG_MOST = 100, /* bytes */
    DOCUMENT_PAGE = 20,       /* on one list page */
    DOCUMENT_RELATED = 200    /* relations of one document that are shown */
};

enum document_status {
    DOCUMENT_DRAFT,     /* bản nháp */
    DOCUMENT_PUBLISHED, /* đã đăng */
    DOCUMENT_WITHDRAWN, /* đã gỡ */
    DOCUMENT_STATUS_COUNT
};

struct document {
    int64_t id;
    int64_t unit_id;     /* whose library it stands in */
    struct str slug;     /* its address: /van-ban/{slug} */
    struct str kind;     /* "nghi-dinh": library_rules.h */
    struct str number;   /* "59/2023/NĐ-CP"; empty: without one */
    struct str issuer;   /* cơ quan ban hành */
    struct str title;    /* trích yếu */
    struct str title_en; /* empty: none */
    struct str summary;  /* what it says, in plain words; may be empty */
    struct str item;     /* "c2": the clause of article 11 of Law 10/2022/QH15 it is made public
                          * under; empty: none */
    struct str signer;
    struct str position;             /* of the signer */
    struct civil_date signed_on;     /* DATE_NONE: not known */
    struct civil_date in_force_from; /* DATE_NONE: it is not about being in force */
    struct civil_date in_force_to;   /* the last day; DATE_NONE: open */
    enum document_status status;
    struct instant published_at; /* 0 while a draft */
    struct instant updated_at;
    bool is_demo; /* invented, and marked so */
    int64_t version;
};
typedef VEC(struct document) document_list;

/* What one document does to another; the other way round it is said passively. */
enum document_relation {
    DOCUMENT_AMENDS,   /* sửa đổi, bổ sung */
    DOCUMENT_REPLACES, /* thay thế */
    DOCUMENT_GUIDES,   /* quy định chi tiết, hướng dẫn */
    DOCUMENT_RELATION_COUNT
};

struct document_related {
    enum document_relation relation;
    bool is_passive; /* the other one does it to this one */
    int64_t id;
    struct str slug;
    struct str kind;
    struct str number;
    struct str title;
    struct str title_en;
    struct civil_date in_force_from;
};
typedef VEC(struct document_related) document_related_list;

/* In force (hiệu lực) on a day. */
enum document_force {
    FORCE_NONE,    /* it is not about being in force */
    FORCE_PENDING, /* chưa có hiệu lực */
    FORCE_HOLDS,   /* còn hiệu lực */
    FORCE_ENDED,   /* hết hiệu lực */
    FORCE_COUNT
};

/* Which documents a list shows; empty members ask for nothing. */
struct document_filter {
    struct str kind;
    struct str issuer;
    int year;                  /* of signing, or of coming into force; 0: any */
    enum document_force force; /* FORCE_NONE: any */
    struct civil_date on;      /* the day of `force` */
    struct str words;          /* looked for in number, title, issuer, signer */
};

/* Where a list goes on: strictly behind this. */
struct document_key {
    struct civil_date day; /* signed on, or in force from */
    int64_t id;            /* 0: from the beginning */
};
struct document_key document_key_of(const struct document *document);

/* Published documents, newest first, at most `limit`, behind `from`; without
 * summary. */
const struct fault *document_list_after(struct work *work, const struct document_filter *filter,
                                        struct document_key from, int limit,
                                        document_list *ret_list) FAULT_CHECK;
/* FAULT_NOT_FOUND "library.unknown" where there is none. Drafts are found too. */
const struct fault *document_by_slug(struct work *work, struct str slug,
                                     struct document *ret_document) FAULT_CHECK;
const struct fault *document_load(struct work *work, int64_t id,
                                  struct document *ret_document) FAULT_CHECK;
/* Published documents that it is related with, both ways. */
const struct fault *document_relations(struct work *work, int64_t id,
                                       document_related_list *ret_list) FAULT_CHECK;

/* Where a text names a document of this library, by its bytes. */
struct document_mention {
    size_t begin;
    size_t end;
    struct url url;
};
typedef VEC(struct document_mention) document_mentions;
/*
 * What is named in `text` so that no other document can be meant (library_mentions.h),
 * from its beginning on. A page that shows it depends on the library.
 */
const struct fault *document_mentions_in(struct work *work, struct str text,
                                         document_mentions *ret_mentions) FAULT_CHECK;

/*
 * Markdown as everybody reads it, of an article or a page: pictures among the files of its
 * owner (civic/file_store.h; id 0: it has none yet) in all their widths, documents of this
 * library as links. Faults: those of markdown_html.
 */
const struct fault *library_text_html(struct work *work, struct str owner_kind, int64_t owner_id,
                                      struct str markdown, struct html *ret_html) FAULT_CHECK;

extern const struct module library_module;

#endif
