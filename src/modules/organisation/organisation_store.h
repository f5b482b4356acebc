/*
 * The SQL of this module, for its manifest.
 */
#ifndef DINH_MODULES_ORGANISATION_ORGANISATION_STORE_H
#define DINH_MODULES_ORGANISATION_ORGANISATION_STORE_H

extern const char *const organisation_statements[];

#endif
