/*
 * The forms, column by column as the law page names them, over what an outsider finds
 * (recount_testing.h). Only *_test.c files include it.
 */
#ifndef DINH_MODULES_REPORTS_RECOUNT_FORMS_TESTING_H
#define DINH_MODULES_REPORTS_RECOUNT_FORMS_TESTING_H

#include "modules/reports/recount_testing.h"

/* Three kinds from a column on. */
static void kinds(const struct known *one, bool is_so, int64_t *n, int from)
{
    n[from] += is_so && one->is_complaint;
    n[from + 1] += is_so && one->is_denunciation;
    n[from + 2] += is_so && !one->is_complaint && !one->is_denunciation;
}

static void xld_01_2024(const struct known *one, const struct seen *s, int64_t *n)
{
    n[1] += s->carried || s->received;
    n[2] += s->carried;
    n[3] += s->received;
    n[4] += s->processed;
    n[5] += (s->carried || s->received) && !s->processed;
    n[6] += s->fit;
    n[7] += s->fit && s->leads;
    kinds(one, s->fit, n, 8);
    n[11] += s->fit && s->ended && !one->is_again;
    n[12] += s->fit && s->ended && one->is_again;
    n[13] += s->fit && !s->ended;
    n[14] += s->ours;
    kinds(one, s->ours, n, 15);
    n[18] += s->guided || s->passed || s->urged;
    n[19] += s->guided;
    n[20] += s->passed;
    n[21] += s->urged;
    n[22] += s->replies;
}

/* By several people, by one, by nobody known; `is_so` from a column on. */
static void signers(const struct known *one, bool is_so, int64_t *n, int from)
{
    n[from] += is_so && one->is_crowd;
    n[from + 1] += is_so && !one->is_crowd && !one->is_anonymous;
    n[from + 2] += is_so && one->is_anonymous;
}

static void xld_01_2021(const struct known *one, const struct seen *s, int64_t *n)
{
    n[1] += s->carried || s->received;
    signers(one, s->carried, n, 2);
    signers(one, s->received, n, 5);
    n[8] += s->processed;
    n[9] += s->fit;
    n[10] += s->fit && s->leads;
    kinds(one, s->fit, n, 11);
    n[14] += s->fit && s->ended && !one->is_again;
    n[15] += s->fit && s->ended && one->is_again;
    n[16] += s->ours && !s->ended;
    n[17] += (s->guided || s->passed || s->urged) && !s->ended;
    n[18] += s->ours;
    kinds(one, s->ours, n, 19);
    n[22] += s->guided || s->passed || s->urged;
    n[23] += s->guided;
    n[24] += s->passed;
    n[25] += s->urged;
    n[26] += s->replies;
}

/* What 02/XLD, 03/XLD and 04/XLD of 2024 begin with. */
static void begin_2024(const struct seen *s, int64_t *n)
{
    n[1] += s->carried || s->received;
    n[2] += s->carried;
    n[3] += s->received;
    n[4] += s->processed;
    n[5] += s->processed && s->carried;
    n[6] += s->processed && s->received;
    n[7] += s->fit;
    n[8] += s->fit && s->leads;
}

static void xld_02_2024(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (!one->is_complaint)
        return;
    begin_2024(s, n);
    n[9] += is_case && has_field(one, "policy land service administration");
    n[10] += is_case && has_field(one, "policy");
    n[11] += is_case && has_field(one, "land");
    n[12] += is_case && has_field(one, "service administration");
    n[13] += is_case && has_field(one, "judicial");
    n[14] += is_case && has_field(one, "party");
    n[15] += is_case && has_field(one, "corruption other");
    n[16] += is_case && s->ended && !s->judged && !one->is_again;
    n[17] += is_case && s->ended && !s->judged && one->is_again;
    n[18] += is_case && s->judged;
    n[19] += is_case && !s->ended;
    n[20] += is_case && s->ours;
    n[21] += is_case && s->ours && !one->is_again;
    n[22] += is_case && s->ours && one->is_again;
    n[23] += is_case && !s->ours;
    n[24] += is_case && (s->guided || s->passed);
    n[25] += is_case && s->urged;
    n[26] += s->replies;
}

/* 18 and 20, which part by the day of a term, are checked by the identity. */
static void xld_03_2024(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (!one->is_denunciation)
        return;
    begin_2024(s, n);
    n[9] += is_case && has_field(one, "policy land service administration");
    n[10] += is_case && has_field(one, "policy");
    n[11] += is_case && has_field(one, "land");
    n[12] += is_case && has_field(one, "service");
    n[13] += is_case && has_field(one, "administration");
    n[14] += is_case && has_field(one, "corruption");
    n[15] += is_case && has_field(one, "judicial");
    n[16] += is_case && has_field(one, "party");
    n[17] += is_case && has_field(one, "other");
    n[18] = n[20] = -1;
    n[19] += is_case && s->ended;
    n[21] += is_case && s->ours;
    n[22] += is_case && s->ours && !one->is_again;
    n[23] += is_case && s->ours && one->is_again;
    n[24] += is_case && !s->ours;
    n[25] += is_case && (s->guided || s->passed);
    n[26] += is_case && s->urged;
    n[27] += s->replies;
}

static void xld_04_2024(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (one->is_complaint || one->is_denunciation)
        return;
    begin_2024(s, n);
    n[9] += is_case && has_field(one, "policy");
    n[10] += is_case && has_field(one, "land");
    n[11] += is_case && has_field(one, "judicial");
    n[12] += is_case && has_field(one, "service administration corruption party other");
    n[13] += is_case && s->ended;
    n[14] += is_case && !s->ended;
    n[15] += is_case && s->ours;
    n[16] += is_case && !s->ours;
    n[17] += is_case && (s->guided || s->passed);
    n[18] += is_case && s->urged;
    n[19] += is_case && s->ours && s->ended;
    n[20] += is_case && s->ours && !s->ended;
}

static void tcd_02_2021(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_elsewhere = s->guided || s->passed || s->urged;
    bool is_case = s->received && s->leads;
    if (!str_equal(one->source, STR("reception")))
        return;
    n[1] += s->received;
    n[2] += is_case;
    n[3] += s->received && one->is_complaint;
    n[4] += is_case && one->is_complaint;
    n[5] += s->received && one->is_denunciation;
    n[6] += is_case && one->is_denunciation;
    n[7] += s->received && !one->is_complaint && !one->is_denunciation;
    n[8] += is_case && !one->is_complaint && !one->is_denunciation;
    n[9] += s->received && !is_elsewhere;
    n[10] += is_case && !is_elsewhere;
    n[11] += s->received && is_elsewhere;
    n[12] += is_case && is_elsewhere;
    n[13] += is_case && s->guided;
    n[14] += is_case && s->passed;
    n[15] += is_case && s->urged;
    n[16] += s->replies;
}

static void kqgq_01(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_settled = s->over && s->leads && str_equal(one->ending, STR("decided"));
    if (!one->is_complaint)
        return;
    n[1] += s->at_work;
    n[2] += s->was_ours;
    n[3] += s->at_work && !s->was_ours;
    n[4] += s->at_work && s->leads;
    n[5] += is_settled;
    n[6] += s->over && s->leads && str_equal(one->ending_from, STR("withdrawing"));
    n[7] += is_settled ? one->money : 0;
    n[20] += is_settled && !one->is_again && str_equal(one->outcome, STR("founded"));
    n[21] += is_settled && !one->is_again && str_equal(one->outcome, STR("unfounded"));
    n[22] += is_settled && !one->is_again && str_equal(one->outcome, STR("partly"));
    n[23] += is_settled && one->is_again && str_equal(one->outcome, STR("unfounded"));
    n[24] += is_settled && one->is_again && is_one_of(one->outcome, "founded partly");
    n[25] += is_settled && !one->is_late;
    n[26] += is_settled && one->is_late;
}

static void kqgq_02(const struct known *one, const struct seen *s, int64_t *n)
{
    if (!one->is_complaint || !s->leads)
        return;
    n[1] += s->to_execute;
    n[2] += s->executed;
    n[3] += s->to_execute ? one->money : 0;
}

static void kqgq_03(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_over = s->over && s->leads;
    bool is_settled = is_over && str_equal(one->ending, STR("concluded"));
    if (!one->is_denunciation)
        return;
    n[1] += s->at_work;
    n[2] += s->was_ours;
    n[3] += s->at_work && !s->was_ours;
    n[4] += s->at_work && s->leads;
    n[5] += s->at_work && s->leads && one->is_again;
    n[6] += is_over;
    n[7] += is_settled && !one->is_again;
    n[8] += is_settled && one->is_again;
    n[9] += is_over && str_equal(one->ending_from, STR("withdrawing"));
    n[10] += is_over && str_equal(one->ending, STR("terminated")) &&
             !str_equal(one->ending_from, STR("withdrawing"));
    n[11] += is_settled ? one->money : 0;
    n[24] += is_settled && str_equal(one->outcome, STR("founded"));
    n[25] += is_settled && one->is_again && str_equal(one->outcome, STR("founded"));
    n[26] += is_settled && str_equal(one->outcome, STR("unfounded"));
    n[27] += is_settled && one->is_again && str_equal(one->outcome, STR("unfounded"));
    n[28] += is_settled && str_equal(one->outcome, STR("partly"));
    n[29] += is_settled && one->is_again && str_equal(one->outcome, STR("partly"));
    n[30] += is_over && !one->is_late;
    n[31] += is_over && one->is_late;
}

static void kqth_05(const struct known *one, const struct seen *s, int64_t *n)
{
    if (!s->leads)
        return;
    n[1] += s->to_execute;
    n[2] += s->to_execute && one->is_complaint;
    n[3] += s->to_execute && one->is_denunciation;
    n[4] += s->executed;
    n[5] += s->executed && one->is_complaint;
    n[6] += s->executed && one->is_denunciation;
    n[7] += s->to_execute ? one->money : 0;
}

/* ---- 2021 ---- */

/* What 02/XLD, 03/XLD and 04/XLD of 2021 have from a column on: examined, of those carried
 * over and received, fit, cases. */
static void examined_2021(const struct seen *s, int64_t *n, int from)
{
    n[from] += s->processed;
    n[from + 1] += s->processed && s->carried;
    n[from + 2] += s->processed && s->received;
    n[from + 3] += s->fit;
    n[from + 4] += s->fit && s->leads;
}

/* Of cases that are another body's: guided, transferred, urged. */
static void elsewhere(bool is_case, const struct seen *s, int64_t *n, int from)
{
    n[from] += is_case && !s->ours;
    n[from + 1] += is_case && s->guided;
    n[from + 2] += is_case && s->passed;
    n[from + 3] += is_case && s->urged;
}

static void xld_02_2021(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (!one->is_complaint)
        return;
    n[1] += s->carried || s->received;
    n[2] += s->carried && one->is_crowd;
    n[3] += s->carried && !one->is_crowd;
    n[4] += s->received && one->is_crowd;
    n[5] += s->received && !one->is_crowd;
    examined_2021(s, n, 6);
    n[11] += is_case && has_field(one, "policy land service administration");
    n[12] += is_case && has_field(one, "policy");
    n[13] += is_case && has_field(one, "land");
    n[14] += is_case && has_field(one, "service administration");
    n[15] += is_case && has_field(one, "judicial");
    n[16] += is_case && has_field(one, "party");
    n[17] += is_case && has_field(one, "corruption other");
    n[18] += is_case && s->ended && !s->judged && !one->is_again;
    n[19] += is_case && s->ended && !s->judged && one->is_again;
    n[20] += is_case && s->judged;
    n[21] += is_case && s->ours && !s->ended;
    n[22] += is_case && !s->ours && !s->ended;
    n[23] += is_case && s->ours;
    n[24] += is_case && s->ours && !one->is_again;
    n[25] += is_case && s->ours && one->is_again;
    elsewhere(is_case, s, n, 26);
    n[30] += s->replies;
}

/* 23 and 24, which part by the day of a term, are checked by the identity. */
static void xld_03_2021(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (!one->is_denunciation)
        return;
    n[1] += s->carried || s->received;
    signers(one, s->carried, n, 2);
    signers(one, s->received, n, 5);
    examined_2021(s, n, 8);
    n[13] += is_case && has_field(one, "policy land service administration");
    n[14] += is_case && has_field(one, "policy");
    n[15] += is_case && has_field(one, "land");
    n[16] += is_case && has_field(one, "service");
    n[17] += is_case && has_field(one, "administration");
    n[18] += is_case && has_field(one, "corruption");
    n[19] += is_case && has_field(one, "judicial");
    n[20] += is_case && has_field(one, "party");
    n[21] += is_case && has_field(one, "other");
    n[22] += is_case && !s->ours && !s->ended;
    n[23] = n[24] = -1;
    n[25] += is_case && s->ended;
    n[26] += is_case && s->ours;
    n[27] += is_case && s->ours && !one->is_again;
    n[28] += is_case && s->ours && one->is_again;
    elsewhere(is_case, s, n, 29);
    n[33] += s->replies;
}

static void xld_04_2021(const struct known *one, const struct seen *s, int64_t *n)
{
    bool is_case = s->fit && s->leads;
    if (one->is_complaint || one->is_denunciation)
        return;
    n[1] += s->carried || s->received;
    signers(one, s->carried, n, 2);
    signers(one, s->received, n, 5);
    examined_2021(s, n, 8);
    n[13] += is_case && has_field(one, "policy");
    n[14] += is_case && has_field(one, "land");
    n[15] += is_case && has_field(one, "judicial");
    n[16] += is_case && has_field(one, "service administration corruption party other");
    n[17] += is_case && s->ended;
    n[18] += is_case && s->ours && !s->ended;
    n[19] += is_case && !s->ours && !s->ended;
    n[20] += is_case && s->ours;
    n[21] += is_case && !s->ours;
    n[22] += is_case && (s->guided || s->passed);
    n[23] += is_case && s->urged;
    n[24] += s->replies;
}

static void kqgq_04(const struct known *one, const struct seen *s, int64_t *n)
{
    if (!one->is_denunciation || !s->leads)
        return;
    n[1] += s->to_execute;
    n[2] += s->executed;
    n[3] += s->to_execute ? one->money : 0;
}

/* form, who recounts it */
static const struct {
    const char *name;
    void (*count)(const struct known *one, const struct seen *seen, int64_t *n);
} recounts[] = {
    {"01-xld-2024",  xld_01_2024},
    {"02-xld-2025",  xld_01_2024},
    {"01-xld-2021",  xld_01_2021},
    {"02-xld-2021",  xld_02_2021},
    {"03-xld-2021",  xld_03_2021},
    {"04-xld-2021",  xld_04_2021},
    {"02-xld-2024",  xld_02_2024},
    {"03-xld-2024",  xld_03_2024},
    {"04-xld-2024",  xld_04_2024},
    {"02-tcd-2021",  tcd_02_2021},
    {"01-kqgq-2021", kqgq_01    },
    {"01-kqgq-2024", kqgq_01    },
    {"03-gqkn-2025", kqgq_01    },
    {"02-kqgq-2021", kqgq_02    },
    {"02-kqgq-2024", kqgq_02    },
    {"03-kqgq-2021", kqgq_03    },
    {"04-kqgq-2021", kqgq_04    },
    {"04-gqtc-2025", kqgq_03    },
    {"05-kqth-2025", kqth_05    },
};

#endif
