/*
 * What the actions of petitions mean to the statistics (civic/module.h). The forms
 * that are made of it stand in law/forms/.
 */
#include "modules/petitions/petition.h"

#define COMPLAINTS "khieu-nai khieu-nai-2"

/* clang-format off */
/* columns: kinds, actions, from, what it means; the first row that fits holds */
const struct counted_action petition_counted[] = {
    {"*",         "accept take-up take-over",   "*",           "accept"},
    {"*",         "guide return",               "*",           "guide"},
    {"*",         "transfer refer to-party move-on","*",           "transfer"},
    {"*",         "urge-body",                  "*",           "urge"},
    {"*",         "refuse file inspect uphold", "*",           "unfit"},
    {COMPLAINTS,  "decide",                     "*",           "solve"},
    {"to-cao",    "conclude",                   "*",           "solve-and-force"},
    {"kien-nghi", "approve",                    "*",           "solve"},
    {"*",         "pass-on body-replied",       "*",           "reply"},
    {"*",         "terminate",                  "withdrawing", "withdraw"},
    {"*",         "terminate",                  "*",           "stop"},
    {"kien-nghi", "withdraw",                   "*",           "withdraw"},
    {COMPLAINTS,  "take-back",                  "*",           "withdraw"},
    {"to-cao",    "let-go let-go-again",        "*",           "withdraw"},
    /* the first instance is over where it was not decided in its time */
    {COMPLAINTS,  "appeal",                     "*",           "stop"},
    {COMPLAINTS,  "court-decided",              "*",           "judge"},
    {COMPLAINTS,  "in-force take-force",        "*",           "force"},
    {"*",         "close",                      "*",           "execute"},
    {"to-cao",    "repeat",                     "*",           "again"},
    {"*",         "take-out",                   "*",           "anew"},
    {NULL,        NULL,                         NULL,          NULL},
};
/* clang-format on */
