/*
 * Published answers (công khai trả lời đơn thư): questions of public interest and what
 * was answered, written anew without anybody's name.
 */
#ifndef DINH_MODULES_ANSWERS_ANSWERS_H
#define DINH_MODULES_ANSWERS_ANSWERS_H

#include "civic/module.h"

extern const struct module answers_module;

#endif
