/*
 * The history of the database: forward only, each step applied once, in one
 * transaction, and never changed afterwards.
 *
 * A migration is an asset migrations/NNNN_name.sql for both engines, or
 * NNNN_name.sqlite.sql and NNNN_name.postgres.sql where they differ. Numbers
 * begin at 0001 and have no gaps. Programs that start at once on one database share the
 * work: none applies what another did.
 */
#ifndef DINH_DB_MIGRATE_H
#define DINH_DB_MIGRATE_H

#include "base/asset.h"
#include "db/db.h"

/*
 * Applies what is missing from the built-in migrations. Faults: FAULT_INTERNAL
 * "migrate.gap" {number}, "migrate.twice" {number} (the program's own mistake);
 * FAULT_CONFLICT "migrate.foreign" {name} (there is a table, and it is not ours),
 * "migrate.changed" {name} (an applied step is not the same any
 * more), "migrate.newer" {number} (the database is ahead of this program); and
 * the fault of the step that failed, of which nothing stays.
 */
const struct fault *migrate_assets(struct arena *arena, struct db_pool *pool) FAULT_CHECK;
/* The same from given files, for tests. */
const struct fault *migrate_files(struct arena *arena, struct db_pool *pool,
                                  const struct asset *files, size_t count) FAULT_CHECK;
/* When the last step was applied. */
const struct fault *migrate_last(struct work *work, struct instant *ret_at) FAULT_CHECK;

#endif
