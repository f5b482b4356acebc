/*
 * One line a module; `make module NAME=x` adds one.
 */
#include "app/modules.h"

#include "app/system.h"
#include "modules/accounts/account.h"
#include "modules/admin/admin.h"
#include "modules/answers/answers.h"
#include "modules/components/components.h"
#include "modules/home/home.h"
#include "modules/law/law_site.h"
#include "modules/library/library.h"
#include "modules/matters/matters.h"
#include "modules/notices/notices.h"
#include "modules/organisation/organisation.h"
#include "modules/petitions/petition.h"
#include "modules/portal/portal.h"
#include "modules/publications/article.h"
#include "modules/reception/reception.h"
#include "modules/reports/reports.h"
#include "modules/reviews/reviews.h"
#include "modules/search/search.h"

/* clang-format off */
const struct module *const dinh_modules[] = {
    &system_module,
    &organisation_module,
    &accounts_module,
    &home_module,
    &publications_module,
    &search_module,
    &law_module,
    &library_module,
    &reception_module,
    &components_module,
    &matters_module,
    &petitions_module,
    &reports_module,
    &answers_module,
    &reviews_module,
    &admin_module,
    &notices_module,
    &portal_module,
    NULL,
};
/* clang-format on */
