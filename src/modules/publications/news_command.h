/*
 * The command line of news and its part of the demo district, for the manifest
 * alone.
 */
#ifndef DINH_MODULES_PUBLICATIONS_NEWS_COMMAND_H
#define DINH_MODULES_PUBLICATIONS_NEWS_COMMAND_H

#include "base/work.h"

/* `dinh import news FILE… [--unit SLUG]` */
int news_import_command(struct work *work, int argc, char **argv);

/* The articles of demo/news in the demo district; those invented are marked so. */
const struct fault *news_demo(struct work *work) FAULT_CHECK;

#endif
