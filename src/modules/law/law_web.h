/*
 * The pages and the JSON of the law, private to this module.
 */
#ifndef DINH_MODULES_LAW_LAW_WEB_H
#define DINH_MODULES_LAW_LAW_WEB_H

#include "civic/page.h"
#include "http/router.h"
#include "modules/law/law_site.h"

extern const struct page_kind calculator_kind;
extern const struct page_kind rules_kind;
extern const struct page_kind area_kind;
extern const struct page_kind days_kind;
extern const struct form_spec days_form;
extern const struct page_kind values_kind;
extern const struct page_kind value_kind;
extern const struct form_spec value_form;

/* GET /tinh-han */
const struct fault *calculator_page(struct work *work, const struct request *request,
                                    struct response *response);
/* GET /tinh-han/quy-tac and /tinh-han/quy-tac/{area} */
const struct fault *rules_page(struct work *work, const struct request *request,
                               struct response *response);
const struct fault *area_page(struct work *work, const struct request *request,
                              struct response *response);

/* GET and POST /quan-tri/ngay-nghi */
const struct fault *days_page(struct work *work, const struct request *request,
                              struct response *response);
const struct fault *days_send(struct work *work, const struct request *request,
                              struct response *response);

/* Tables: /quy-tac.csv, /ngay-nghi.csv (struct api_route.handler). */
extern const struct shape law_rule_item_shape;
extern const struct shape law_day_item_shape;
const struct fault *law_api_rules(struct work *work, const struct api_call *call,
                                  struct api_answer *ret_answer);
const struct fault *law_api_days(struct work *work, const struct api_call *call,
                                 struct api_answer *ret_answer);

/* GET /quan-tri/quy-dinh-rieng; GET and POST …/{rule} */
const struct fault *values_page(struct work *work, const struct request *request,
                                struct response *response);
const struct fault *value_page(struct work *work, const struct request *request,
                               struct response *response);
const struct fault *value_send(struct work *work, const struct request *request,
                               struct response *response);

/* GET /api/v1/law, …/rules/{id}, …/due, …/add, …/lunar */
const struct fault *law_api_all(struct work *work, const struct request *request,
                                struct response *response);
const struct fault *law_api_rule(struct work *work, const struct request *request,
                                 struct response *response);
const struct fault *law_api_due(struct work *work, const struct request *request,
                                struct response *response);
const struct fault *law_api_add(struct work *work, const struct request *request,
                                struct response *response);
const struct fault *law_api_lunar(struct work *work, const struct request *request,
                                  struct response *response);

#endif
