/*
 * One function a question; the table says in which order they are asked.
 */
#include "modules/admin/health.h"

enum {
    BACKUP_SOON_DAYS = 2, /* a backup should be made every night */
    BACKUP_BAD_DAYS = 7,
    DISK_SOON = 20, /* percent that is free */
    DISK_BAD = 5,
    ANNOUNCED_BY_MONTH = 12 /* the next year's days off are announced before it */
};

#define DAY_US (INT64_C(24) * 3600 * 1000000)

static struct health_line line(enum health_level level, const char *key)
{
    return (struct health_line){level, key};
}

static struct health_line backup(const struct health_facts *facts)
{
    int64_t age = facts->now.us - facts->backup_at.us;
    if (facts->backup_at.us == 0)
        return line(HEALTH_BAD, "admin.health.backup-never");
    if (age >= BACKUP_BAD_DAYS * DAY_US)
        return line(HEALTH_BAD, "admin.health.backup-old");
    return age >= BACKUP_SOON_DAYS * DAY_US ? line(HEALTH_SOON, "admin.health.backup-late")
                                            : line(HEALTH_GOOD, "admin.health.backup");
}

static struct health_line disk(const struct health_facts *facts)
{
    int64_t percent = facts->disk_total > 0 ? facts->disk_free * 100 / facts->disk_total : 0;
    if (facts->disk_free < 0)
        return line(HEALTH_SOON, "admin.health.disk-unknown");
    if (percent < DISK_BAD)
        return line(HEALTH_BAD, "admin.health.disk-full");
    return percent < DISK_SOON ? line(HEALTH_SOON, "admin.health.disk-low")
                               : line(HEALTH_GOOD, "admin.health.disk");
}

/* Letters that are put off now and then are the mail server's way (greylisting). */
static struct health_line mail(const struct health_facts *facts)
{
    if (!facts->is_mail_ready)
        return facts->mail.waiting > 0 ? line(HEALTH_BAD, "admin.health.mail-off-waiting")
                                       : line(HEALTH_SOON, "admin.health.mail-off");
    if (facts->mail.stuck > 0)
        return line(HEALTH_BAD, "admin.health.mail-stuck");
    return facts->mail.failed > 0 ? line(HEALTH_SOON, "admin.health.mail-failed")
                                  : line(HEALTH_GOOD, "admin.health.mail");
}

static struct health_line jobs(const struct health_facts *facts)
{
    return facts->failing_jobs > 0 ? line(HEALTH_BAD, "admin.health.jobs-failing")
                                   : line(HEALTH_GOOD, "admin.health.jobs");
}

static struct health_line address(const struct health_facts *facts)
{
    return facts->has_public_address ? line(HEALTH_GOOD, "admin.health.address")
                                     : line(HEALTH_BAD, "admin.health.address-none");
}

static struct health_line tls(const struct health_facts *facts)
{
    return facts->is_behind_tls ? line(HEALTH_GOOD, "admin.health.tls")
                                : line(HEALTH_BAD, "admin.health.tls-none");
}

static struct health_line asked_factor(const struct health_facts *facts)
{
    return facts->asks_second_factor ? line(HEALTH_GOOD, "admin.health.factor")
                                     : line(HEALTH_BAD, "admin.health.factor-off");
}

static struct health_line own_factor(const struct health_facts *facts)
{
    return facts->without_factor == 0 ? line(HEALTH_GOOD, "admin.health.officials")
                                      : line(HEALTH_SOON, "admin.health.officials-without");
}

static struct health_line holidays(const struct health_facts *facts)
{
    if (!facts->is_year_known)
        return line(HEALTH_BAD, "admin.health.holidays-none");
    if (!facts->is_next_year_known &&
        date_parts(instant_date(facts->now)).month >= ANNOUNCED_BY_MONTH)
        return line(HEALTH_SOON, "admin.health.holidays-next");
    return line(HEALTH_GOOD, "admin.health.holidays");
}

static struct health_line contact(const struct health_facts *facts)
{
    return facts->has_contact ? line(HEALTH_GOOD, "admin.health.contact")
                              : line(HEALTH_SOON, "admin.health.contact-none");
}

static struct health_line example(const struct health_facts *facts)
{
    return facts->is_demo ? line(HEALTH_SOON, "admin.health.demo")
                          : line(HEALTH_GOOD, "admin.health.real");
}

static struct health_line (*const questions[HEALTH_LINES])(const struct health_facts *facts) = {
    backup, disk, mail, jobs, address, tls, asked_factor, own_factor, holidays, contact, example,
};

size_t health_judge(const struct health_facts *facts, struct health_line ret_lines[HEALTH_LINES])
{
    for (size_t i = 0; i < HEALTH_LINES; i++)
        ret_lines[i] = questions[i](facts);
    return HEALTH_LINES;
}
