/*
 * What picture.c and its worker say to each other; nobody else includes this.
 * The worker finds the picture at JOB_INPUT and writes a `struct picture_reply`
 * and then the variants, one after another, to JOB_OUTPUT.
 */
#ifndef DINH_HTTP_PICTURE_JOB_H
#define DINH_HTTP_PICTURE_JOB_H

#include <stdint.h>

#include "http/picture.h"

enum {
    JOB_INPUT = 3,
    JOB_OUTPUT = 4
};

#define JOB_WORD "picture-worker" /* the hidden word: argv[1]; then type and pixels */

enum picture_answer {
    PICTURE_DONE,
    PICTURE_BROKEN,
    PICTURE_TOO_LARGE,
    PICTURE_NO_WORKER
};

struct picture_reply {
    uint32_t answer; /* enum picture_answer */
    uint32_t is_png;
    uint32_t width;
    uint32_t height;
    uint32_t count;
    struct {
        uint32_t width;
        uint32_t height;
        uint64_t length;
    } variants[PICTURE_VARIANTS];
};

#endif
