/*
 * How the site looks and where its unit is reached (giao diện, liên hệ), as its
 * administrator set it: name, tagline, logo, accent colour, footer, contact data. What is
 * not set comes from the settings file, then from the unit. Kept in memory by name, so
 * that no page asks the database for it.
 */
#ifndef DINH_CIVIC_APPEARANCE_H
#define DINH_CIVIC_APPEARANCE_H

#include "base/work.h"
#include "view/url.h"

/* The name under which it is kept in memory. */
#define APPEARANCE_KEPT "appearance"
/* The logo belongs to this owner (civic/file_store.h). */
#define APPEARANCE_OWNER STR("appearance")

enum {
    APPEARANCE_ID = 1,
    APPEARANCE_LINE_MOST = 200,  /* characters */
    APPEARANCE_FOOTER_MOST = 600 /* characters */
};

/* Colours of the roof and the marks: each combination stands in ui/style.css as
 * [data-accent="NAME"], and appearance_test.c proves that what is written on them can
 * be read (WCAG 2.2, 1.4.3: 4.5 to 1) in both themes. There is no free colour. */
enum accent {
    ACCENT_LACQUER, /* son: as the site is without a choice */
    ACCENT_INDIGO,  /* chàm */
    ACCENT_JADE,    /* ngọc */
    ACCENT_WOOD,    /* gụ */
    ACCENT_MYRTLE,  /* sim */
    ACCENT_COUNT
};
/* "indigo": in the stylesheet, the database and message keys (appearance.accent.NAME). */
struct str accent_name(enum accent accent);
bool accent_from_name(struct str name, enum accent *ret_accent);
/* The colour of the roof, for the frame of a browser: "#8f1d1f". */
struct str accent_roof(enum accent accent, bool is_dark);

/* What is said in one language. Empty: the other language, or nothing. */
struct appearance_words {
    struct str name; /* of the site */
    struct str tagline;
    struct str footer;
    struct str address;
    struct str reception; /* where people are received (nơi tiếp công dân) */
    struct str hours;
};

struct appearance {
    struct appearance_words vi;
    struct appearance_words en;
    struct str phone;
    struct str email;
    enum accent accent;
    int64_t logo_id; /* of a file; 0: the roof */
    struct url logo_url;
    int64_t version; /* 0: nothing was ever set */
};

/* Out of memory, or read. Faults: the database's. */
const struct fault *appearance_get(struct work *work,
                                   struct appearance *ret_appearance) FAULT_CHECK;
/* The words in the language of the work: each from the other language where it is empty. */
struct appearance_words appearance_words_of(const struct work *work,
                                            const struct appearance *appearance);
/* "tel:+842103…" and "mailto:…", or nothing. */
struct url appearance_phone_url(struct arena *arena, const struct appearance *appearance);
struct url appearance_email_url(struct arena *arena, const struct appearance *appearance);

/* The name of the site in the language of the work: the administrator's, else that of the
 * settings file, else the unit's. Faults: the database's. */
const struct fault *site_title(struct work *work, struct str *ret_title) FAULT_CHECK;

/* Inside db_write: sets all but the logo's address; FAULT_CONFLICT "appearance.changed"
 * where `version` is not the stored one. */
const struct fault *appearance_set(struct work *work,
                                   const struct appearance *appearance) FAULT_CHECK;

extern const char *const appearance_statements[];

#endif
