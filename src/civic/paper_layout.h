/*
 * How the parts of a paper look: margins, sizes, rules and fixed words, read
 * from papers/layout-NAME.txt. For civic/paper_*.c alone.
 */
#ifndef DINH_CIVIC_PAPER_LAYOUT_H
#define DINH_CIVIC_PAPER_LAYOUT_H

#include "base/asset.h"
#include "base/fault.h"

/* How one part is set: "13 bold italic underline caps". */
struct paper_type {
    double size; /* points */
    bool bold;
    bool italic;
    bool underline;
    bool caps; /* in capitals, however it is typed */
};

enum paper_type_name {
    TYPE_PAGE,      /* số trang */
    TYPE_NATIONAL,  /* Quốc hiệu; Đảng Cộng sản Việt Nam */
    TYPE_MOTTO,     /* Tiêu ngữ */
    TYPE_SUPERIOR,  /* tên cơ quan chủ quản */
    TYPE_ISSUER,    /* tên cơ quan ban hành */
    TYPE_NUMBER,    /* số, ký hiệu */
    TYPE_PLACE,     /* địa danh và thời gian */
    TYPE_ABOUT,     /* trích yếu công văn */
    TYPE_URGENCY,   /* mức độ khẩn */
    TYPE_TITLE,     /* tên loại */
    TYPE_SUMMARY,   /* trích yếu */
    TYPE_DECIDER,   /* thẩm quyền ban hành */
    TYPE_GROUND,    /* căn cứ */
    TYPE_BODY,      /* nội dung */
    TYPE_HEADING,   /* phần, chương, mục */
    TYPE_AUTHORITY, /* quyền hạn */
    TYPE_POSITION,  /* chức vụ */
    TYPE_NAME,      /* họ tên */
    TYPE_NOTE,      /* (Ký, ghi rõ họ tên) */
    TYPE_TO,        /* Kính gửi */
    TYPE_RECEIVERS, /* the words "Nơi nhận" */
    TYPE_RECEIVER,  /* nơi nhận */
    TYPE_ANNEX,     /* "Phụ lục" and its number */
    TYPE_ANNEXED,   /* (Kèm theo …) */
    TYPE_COPY,      /* hình thức sao */
    TYPE_FORM,      /* mẫu số */
    TYPE_TABLE_HEAD,
    TYPE_TABLE_CELL,
    TYPE_SMALL, /* ghi chú */
    TYPE_COUNT
};

enum {
    PAPER_URGENCIES = 3
};

/* Dấu chỉ mức độ khẩn: words in a frame. */
struct paper_urgency {
    struct str word;
    double width; /* mm */
};

struct paper_layout {
    struct str name; /* "government", "party" */
    double top;      /* mm, as all lengths here but gap_paragraph */
    double bottom;
    double left;
    double right;
    double left_column;
    double indent;
    double gap_paragraph; /* points */
    double gap_signature;
    double line;        /* 1 is single */
    double rule_issuer; /* of the width of the words; 0: none */
    double rule_summary;
    double rule_annex;
    double urgency_height;
    struct paper_urgency urgencies[PAPER_URGENCIES]; /* urgent, pressing, express */
    struct str national;
    struct str motto; /* empty: none */
    struct str star;  /* between issuer and number; empty: none */
    struct str rule;  /* words that stand for the rule below the summary */
    struct str to;
    struct str receivers;
    struct str annex;       /* "Phụ lục" */
    struct str signed_word; /* "(Đã ký)", on a copy */
    struct str draft;       /* across the pages of a preview */
    struct str recalled;    /* and of a paper that was recalled */
    struct paper_type types[TYPE_COUNT];
};

/* Reads one file. Faults, FAULT_INTERNAL "paper.broken" with "file:line: …": a
 * name that is unknown, twice or missing, a value that is none. */
const struct fault *paper_layout_read(struct arena *arena, const struct asset *file,
                                      const struct paper_layout **ret_layout) FAULT_CHECK;

/* The urgency that "urgent", "pressing" or "express" names; NULL for another word. */
const struct paper_urgency *paper_urgency(const struct paper_layout *layout, struct str name);

/* A fault at a line of a file under papers/. */
__attribute__((format(printf, 4, 5))) const struct fault *
paper_broken(struct arena *arena, struct str file, int line, const char *why, ...);

#endif
