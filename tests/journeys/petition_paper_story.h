/*
 * The papers of a petition for journeys: a complaint that was accepted, the notice of it
 * and what its PDF says.
 */
#ifndef DINH_TESTS_JOURNEYS_PETITION_PAPER_STORY_H
#define DINH_TESTS_JOURNEYS_PETITION_PAPER_STORY_H

#include "civic/paper_testing.h"
#include "petition_story.h"

/* What stands in the PDF that was answered. */
static inline struct str words_of(struct visitor *visitor)
{
    struct paper_desk desk = {.arena = visitor->jar};
    assert_status(visitor, 200);
    assert_str(visit_header(visitor, "Content-Type"), STR("application/pdf"));
    return paper_words(&desk, visitor->body);
}

static inline void assert_says(struct visitor *visitor, const char *words, bool is_there)
{
    struct str text = words_of(visitor);
    if ((str_find(text, str_from_c(words), 0) >= 0) != is_there)
        fail_msg("%s %s in\n" PRISTR, words, is_there ? "is not" : "is", STRARG(text));
}

/* A complaint that may be accepted. */
static inline struct sent propose_complaint(struct site_testing *site, struct visitor *clerk)
{
    struct visitor *farmer = visitor_new(site);
    struct sent sent = complain(farmer);
    const char *check = file_of(clerk, sent.code, "/check");
    act(clerk, sent.code, "classify", NULL, NULL);
    visit_get(clerk, check);
    visit_submit(clerk, check, "c1", "met", "c2", "met", "c3", "met", "c4", "met", "c5", "met",
                 "c6", "met", "c7", "met", "c8", "met", "c9", "met", "c10", "met", NULL);
    act(clerk, sent.code, "propose", "note", "Đủ điều kiện thụ lý.");
    return sent;
}

/* One that was accepted and given to an officer. */
static inline struct sent accept_complaint(struct site_testing *site, struct visitor *clerk,
                                           struct visitor *leader)
{
    struct sent sent = propose_complaint(site, clerk);
    act(leader, sent.code, "accept", "answer", "Vụ việc được giao cho thanh tra huyện xác minh.");
    return sent;
}

/* Where the paper of a step is issued, from the list of the file. */
static inline const char *paper_of(struct visitor *clerk, struct sent sent, const char *words)
{
    visit_get(clerk, file_of(clerk, sent.code, "/van-ban"));
    return arena_c(clerk->jar, visit_link(clerk, words));
}

#define NOTICE "Ban hành Thông báo thụ lý"

static inline void issue(struct visitor *clerk, const char *paper)
{
    visit_get(clerk, paper);
    visit_submit(clerk, paper, "signer", "Đỗ Phước Vĩnh", NULL);
    assert_status(clerk, 303);
}

static inline const char *pdf_of(struct visitor *clerk, const char *paper)
{
    return arena_printf(clerk->jar, "%s.pdf", paper).ptr;
}

#endif
