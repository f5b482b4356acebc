/*
 * One line a module; `make module NAME=x` adds one.
 */
#include "app/modules.h"

#include "app/system.h"
#include "modules/accounts/account.h"
#include "modules/components/components.h"
#include "modules/home/home.h"
#include "modules/law/law_site.h"
#include "modules/organisation/organisation.h"
#include "modules/publications/article.h"
#include "modules/search/search.h"

const struct module *const dinh_modules[] = {
    /* clang-format off */
    &system_module,
    &organisation_module,
    &accounts_module,
    &home_module,
    &publications_module,
    &search_module,
    &law_module,
    &components_module,
    /* clang-format on */
    NULL,
};
