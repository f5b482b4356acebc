/*
 * What an administrator should look after, in plain sentences: pure.
 */
#ifndef DINH_MODULES_ADMIN_HEALTH_H
#define DINH_MODULES_ADMIN_HEALTH_H

#include "civic/outbox.h"

/* What is known about the site. */
struct health_facts {
    struct instant now;
    struct instant backup_at; /* 0: never */
    int64_t disk_free;        /* bytes; -1: not known */
    int64_t disk_total;
    int64_t without_factor; /* officials */
    bool is_mail_ready;
    struct outbox_health mail;
    int64_t failing_jobs;
    bool has_public_address;
    bool has_contact;
    bool is_behind_tls;
    bool is_demo;
    bool asks_second_factor;
    bool is_year_known;      /* the holidays of this year have been announced */
    bool is_next_year_known; /* those of the next */
};

enum health_level {
    HEALTH_GOOD,
    HEALTH_SOON,
    HEALTH_BAD
};

/* A line: a message for what is so, and KEY-do for what to do where it is not good. */
struct health_line {
    enum health_level level;
    const char *key;
};

enum {
    HEALTH_LINES = 11
};

/* Fills all lines, in an order that never changes; how many. */
size_t health_judge(const struct health_facts *facts, struct health_line ret_lines[HEALTH_LINES]);

#endif
