/*
 * The grammar of a message text, for use inside text/ alone; message.h
 * describes it and offers the walk.
 */
#ifndef DINH_TEXT_MESSAGE_PART_H
#define DINH_TEXT_MESSAGE_PART_H

#include "text/message.h"

/* What is wrong with the braces of `text`, in a few words; NULL when nothing is. */
const char *message_flaw(struct str text);

#endif
