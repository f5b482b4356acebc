/*
 * Something that is being written at a desk, an article, a page or a document: the files
 * that it has, as its form shows them (publications/edit-form.html), what is told to a
 * form that saves by itself (form[data-autosave] in ui/script.js), and what two who write
 * at once are shown.
 */
#ifndef DINH_CIVIC_WRITING_H
#define DINH_CIVIC_WRITING_H

#include "civic/file_store.h"
#include "civic/site.h"
#include "view/shape.h"

struct written_file {
    struct str name;
    struct str size;
    struct str alt;
    struct str markdown; /* to be put into the text: "[Biểu mẫu](/tep/…)", "![Cuộc họp](/tep/…)" */
    struct url url;
    struct url thumb_url; /* of a picture */
    struct str remove;    /* value of its button: "remove:12" */
};
extern const struct shape written_file_shape;

struct written_file written_file_of(struct work *work, const struct upload *upload);
/* The file that a button takes out, 0 where it is another button. */
int64_t written_file_to_remove(struct str button);

/* A text was saved by its page: its version now, and where it is from now on. */
void written_respond_saved(struct work *work, struct response *response, struct url address,
                           int64_t version);
/* Why nothing was saved; the page goes on holding what is typed. */
void written_respond_unsaved(struct work *work, struct response *response,
                             const struct fault *fault);

/* ---- what differs ---- */

/* A field before and after; its label is a message. */
struct written_text {
    const char *message;
    struct str before;
    struct str after;
};
/* The fields that differ, for the piece publications/changes; long text that is the same
 * shows its ends. */
struct written_change {
    struct str label;
    struct list pieces;
};
extern const struct shape written_change_shape;
struct list written_changes(struct work *work, const struct written_text *texts, size_t count);

/* One of the states that a desk keeps, in the piece publications/revision-list. */
struct written_revision {
    struct code_number version;
    struct str status;
    struct str saved_name;
    struct str reason; /* what was said at a step; or empty */
    struct instant saved_at;
    bool is_auto;
    bool is_old; /* chosen as the older one */
    bool is_new;
};
extern const struct shape written_revision_shape;
/* The two that ?tu= and ?den= ask to compare, else the last two of `revisions` (the newest
 * first), which are marked; both 0 where there are none. */
void written_choose(const struct request *request, struct written_revision *revisions, size_t count,
                    int64_t *ret_old, int64_t *ret_new);

/* What somebody else saved while this was typed, for the piece publications/edit-conflict. */
struct written_conflict {
    struct str text;       /* who saved, and when */
    struct list changes;   /* struct written_change: from theirs to what is typed */
    struct url theirs_url; /* where every version is kept; may be empty */
};
extern const struct shape written_conflict_shape;

#endif
