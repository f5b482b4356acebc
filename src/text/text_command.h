/*
 * The text floor on the command line: `dinh text WHAT`, a filter from lines to
 * lines, for scripts that must fold, address or sort as the program does.
 */
#ifndef DINH_TEXT_TEXT_COMMAND_H
#define DINH_TEXT_TEXT_COMMAND_H

#include "text/message.h"

#include <stdio.h>

enum {
    TEXT_LINE_MAX = 1024 * 1024 /* bytes of a line, without its end */
};

/* Where lines come from and go, and in which words mistakes are said on `err`. */
struct text_streams {
    FILE *in;
    FILE *out;
    FILE *err;
    const struct messages *messages;
    enum locale locale;
};

/*
 * Runs with argv[0] the word after "text":
 *   slug  the address part of each line
 *   fold  each line as a search compares it
 *   nfc   each line in normal form C
 *   sort  all lines in Vietnamese order, their bytes as they are, equal ones as they came
 * Lines end with LF or CRLF, the last one also without; each is written with
 * LF. A byte order mark in front of the first is dropped. A line that is no UTF-8 or is over
 * TEXT_LINE_MAX is left out and named on `err`, the others are done. A NUL is a character
 * of its line, at which slug and fold part words. Returns 0; 1 where a line was
 * left out or reading or writing failed; 2 where WHAT is none of these.
 */
int text_command(int argc, char **argv, const struct text_streams *streams);

#endif
