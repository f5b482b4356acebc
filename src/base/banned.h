/*
 * Calls that are never right here. Forced into every file of ours by the
 * Makefile (-include), so that using one does not compile.
 */
#ifndef DINH_BASE_BANNED_H
#define DINH_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok
#pragma GCC poison atoi atol atof rand srand localtime gmtime ctime asctime system

#endif
