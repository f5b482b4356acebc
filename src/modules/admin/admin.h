/*
 * Administration (quản trị): what an administrator sees and does in pages under
 * /quan-tri. The only header of this module that others include.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_H
#define DINH_MODULES_ADMIN_ADMIN_H

#include "civic/module.h"

/* A backup that was made. */
struct admin_backup {
    struct str name; /* of the file, as given to the command */
    struct instant made_at;
    int64_t bytes; /* before compression */
    int64_t row_count;
    int64_t file_count;
    int64_t took_us;
};

/* Notes a backup, in a write of its own; its moment is now. */
const struct fault *admin_backup_made(struct work *work,
                                      const struct admin_backup *backup) FAULT_CHECK;
/* The last one; FAULT_NOT_FOUND "record.missing" where there is none. */
const struct fault *admin_backup_last(struct work *work,
                                      struct admin_backup *ret_backup) FAULT_CHECK;

/* Adds a line by the actor to the history of administration; inside db_write. `event`
 * is the end of the message admin.event.…, `detail` is in the words of that day. */
const struct fault *admin_event_add(struct work *work, int64_t unit_id, const char *event,
                                    struct str detail) FAULT_CHECK;

extern const struct module admin_module;

#endif
