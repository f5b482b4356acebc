/*
 * What is found when somebody writes into the database by hand, on both engines.
 */
#include "civic/matter_chain.h"

#include "base/crypto.h"
#include "civic/matter_relation.h"
#include "civic/testing.h"

/* What is found of a matter after somebody wrote into the database by hand. */
static const struct fault *found_after(struct work *work, int64_t id, const char *hand)
{
    struct str script = str_from_c(hand);
    const struct fault *fault;
    assert_no_fault(matter_verify(work, id));
    db_release(work);
    assert_no_fault(db_write(work, db_testing_script, &script));
    fault = matter_verify(work, id);
    db_release(work);
    if (!fault)
        print_error("not found: %s\n", hand);
    return fault;
}

/* What a hand wrote, and the first event that does not fit. */
struct hand {
    const char *script;
    const char *seq;
};

/* Each hand in turn, on a matter of three events: receive, draft, approve. */
static void assert_hands_found(struct db_testing *test, const struct hand rows[], size_t count)
{
    struct str clear = STR("DELETE FROM matter_clock; DELETE FROM matter_span;"
                           "DELETE FROM matter_word; DELETE FROM matter_event;"
                           "DELETE FROM matter_party; DELETE FROM matter");
    struct town town = make_town(test);
    for (size_t i = 0; i < count; i++) {
        int64_t id = receive(test->work, &town).id;
        const struct fault *fault;
        assert_no_fault(step(test->work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
        assert_no_fault(step(test->work, &town.actors[CHI], id, "approve", "", ""));
        fault = found_after(test->work, id, rows[i].script);
        must_fault(fault, "matter.chain");
        assert_str(fault->args[1].value, str_from_c(rows[i].seq));
        assert_no_fault(db_write(test->work, db_testing_script, &clear));
    }
}

/* Every column of an event is under its hash. */
static void an_event_changed_by_hand_is_found(void **state)
{
    static const struct hand rows[] = {
        {"UPDATE matter_event SET at = at + 1 WHERE seq = 1",                            "1"},
        {"UPDATE matter_event SET happened_on = '2022-03-09' WHERE seq = 2",             "2"},
        {"UPDATE matter_event SET actor_kind = 'system' WHERE seq = 2",                  "2"},
        {"UPDATE matter_event SET actor_id = 12 WHERE seq = 2",                          "2"},
        {"UPDATE matter_event SET action = 'settle' WHERE seq = 3",                      "3"},
        {"UPDATE matter_event SET from_state = 'received' WHERE seq = 3",                "3"},
        {"UPDATE matter_event SET to_state = 'paused' WHERE seq = 2",                    "2"},
        {"UPDATE matter_event SET note = 'x' WHERE seq = 2",                             "2"},
        {"UPDATE matter_event SET answer = 'Sẽ không nạo vét.' WHERE seq = 2",     "2"},
        {"UPDATE matter_event SET hash = (SELECT key_digest FROM matter) WHERE seq = 2", "2"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        assert_hands_found(&test, rows, COUNT(rows));
    }
}

/* Rows are taken away, put in, put in another order, and the end is cut off. */
static void an_event_taken_away_put_in_or_moved_by_hand_is_found(void **state)
{
    static const struct hand rows[] = {
  /* taken away: the first, one between, the last */
        {"DELETE FROM matter_event WHERE seq = 1",                                                   "1"},
        {"DELETE FROM matter_event WHERE seq = 2",                                                   "2"},
        {"DELETE FROM matter_event WHERE seq = 3",                                                   "3"},
        {"DELETE FROM matter_event",                                                                 "3"},
 /* and the rest moved up */
        {"DELETE FROM matter_event WHERE seq = 2;"
         "UPDATE matter_event SET seq = 2 WHERE seq = 3;"
         "UPDATE matter SET event_count = 2",                                               "2"},
 /* put in: behind the last, and between, as a copy of another */
        {"INSERT INTO matter_event SELECT matter_id, 4, at, happened_on, actor_kind, actor_id,"
         " action, to_state, to_state, note, answer, hash FROM matter_event WHERE seq = 3", "4"},
        {"UPDATE matter_event SET seq = 4 WHERE seq = 3;"
         "INSERT INTO matter_event SELECT matter_id, 3, at, happened_on, actor_kind, actor_id,"
         " action, from_state, to_state, note, answer, hash FROM matter_event WHERE seq = 2;"
         "UPDATE matter SET event_count = 4",                                               "3"},
 /* two in each other's place */
        {"UPDATE matter_event SET seq = 9 WHERE seq = 2;"
         "UPDATE matter_event SET seq = 2 WHERE seq = 3;"
         "UPDATE matter_event SET seq = 3 WHERE seq = 9",                                   "2"},
 /* the end cut off, and the matter made to fit */
        {"UPDATE matter SET event_count = 2, state = 'drafted', phase = 0, closed_at = NULL,"
         " chain_head = (SELECT hash FROM matter_event WHERE seq = 2);"
         "DELETE FROM matter_event WHERE seq = 3",                                          "3"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        assert_hands_found(&test, rows, COUNT(rows));
    }
}

static void a_matter_or_a_party_changed_by_hand_is_found(void **state)
{
    static const struct hand rows[] = {
  /* what was received */
        {"UPDATE matter SET title = 'Mương thông'",         "1"},
        {"UPDATE matter SET content = 'Không có gì.'",      "1"},
        {"UPDATE matter SET source = 'phone'",                 "1"},
        {"UPDATE matter SET received_on = '2022-03-08'",       "1"},
 /* a party: changed, taken away, put in */
        {"UPDATE matter_party SET name = 'Trần Văn Giáp'", "1"},
        {"UPDATE matter_party SET address = 'Khu 6'",          "1"},
        {"UPDATE matter_party SET phone = '0912 345 678'",     "1"},
        {"DELETE FROM matter_party",                           "1"},
        {"INSERT INTO matter_party SELECT matter_id, part, ordinal + 1, name, name_fold, address,"
         " phone, email FROM matter_party",           "1"},
 /* the matter alone */
        {"UPDATE matter SET state = 'received'",               "3"},
        {"UPDATE matter SET event_count = 2",                  "2"},
        {"UPDATE matter SET chain_head = key_digest",          "3"},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        assert_hands_found(&test, rows, COUNT(rows));
    }
}

struct old_chain {
    int64_t id;
    struct str hash;
};

/* As the versions before the proof left it. */
static const struct fault *begin_with_nothing(struct work *work, void *context)
{
    const struct old_chain *old = context;
    const struct fault *fault =
        db_exec(work, "UPDATE matter_event SET hash = $2 WHERE matter_id = $1",
                P(old->id, db_blob(old->hash)), NULL);
    return fault ? fault
                 : db_exec(work, "UPDATE matter SET chain_head = $2, proof = NULL WHERE id = $1",
                           P(old->id, db_blob(old->hash)), NULL);
}

static void a_chain_of_an_older_version_holds(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct old_chain old = {.id = receive(test.work, &town).id};
        matter_event_list events;
        bool is_new;
        assert_no_fault(matter_events(test.work, old.id, &events));
        old.hash = matter_event_hash(test.work, old.id, STR(""), &events.items[0]);
        db_release(test.work);
        assert_no_fault(db_write(test.work, begin_with_nothing, &old));
        must_fault(matter_verify(test.work, old.id), "matter.unproved");
        db_release(test.work);
        /* an action proves nothing of what was before it */
        assert_no_fault(step(test.work, &town.actors[AN], old.id, "draft", "", "Sẽ nạo vét."));
        must_fault(matter_verify(test.work, old.id), "matter.unproved");
        db_release(test.work);
        assert_no_fault(matter_prove(test.work, old.id, &is_new));
        assert_true(is_new);
        assert_no_fault(matter_verify(test.work, old.id));
        db_release(test.work);
        assert_no_fault(step(test.work, &town.actors[CHI], old.id, "approve", "", ""));
        assert_no_fault(matter_verify(test.work, old.id));
        db_release(test.work);
        assert_no_fault(matter_prove(test.work, old.id, &is_new));
        assert_false(is_new);
    }
}

static void add_member(struct str *text, struct arena *arena, struct str member)
{
    *text = arena_printf(arena, PRISTR "%zu:" PRISTR, STRARG(*text), member.len, STRARG(member));
}

/* Whoever is named first: parties are read part by part. */
static void parties_of_any_order_are_under_the_chain(void **state)
{
    static const struct matter_party parties[] = {
        {.part = STR_INIT("representative"), .name = STR_INIT("Bùi Thị Nụ")    },
        {.part = STR_INIT("sender"),         .name = STR_INIT("Trần Văn Ất")   },
        {.part = STR_INIT("agent"),          .name = STR_INIT("Luật sư Đỗ An")},
        {.part = STR_INIT("representative"), .name = STR_INIT("An Văn Bính")      },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_new wanted = {.kind = &kind,
                                    .unit_id = town.commune,
                                    .title = STR("Mương tắc"),
                                    .content = STR("Mương khu 5 tắc từ tháng trước."),
                                    .source = STR("web"),
                                    .visibility = VISIBLE_AGENCY,
                                    .received_on = date_ymd(2022, 3, 7),
                                    .parties = parties,
                                    .party_count = COUNT(parties)};
        struct matter_receipt receipt;
        assert_no_fault(matter_open(test.work, &wanted, &receipt));
        assert_no_fault(matter_verify(test.work, receipt.id));
        db_release(test.work);
        must_fault(found_after(test.work, receipt.id,
                               "UPDATE matter_party SET part = 'representative'"
                               " WHERE part = 'agent'"),
                   "matter.chain");
    }
}

/* As the versions between left it, whose chains began without the parties. */
static struct str begin_by_hand(struct arena *arena, const struct matter *matter)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    struct str text = STR("");
    add_member(&text, arena, matter->code);
    add_member(&text, arena, matter->kind);
    add_member(&text, arena, matter->title);
    add_member(&text, arena, matter->content);
    add_member(&text, arena, matter->source);
    text = arena_printf(arena, PRISTR "%d;", STRARG(text), matter->received_on.days);
    crypto_sha256(text, digest);
    return arena_copy(arena, (struct str){(const char *)digest, sizeof(digest)});
}

static void a_chain_that_began_without_parties_holds(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct old_chain old = {.id = receive(test.work, &town).id};
        struct matter matter;
        matter_event_list events;
        bool is_new;
        assert_no_fault(matter_load(test.work, old.id, &matter));
        assert_no_fault(matter_events(test.work, old.id, &events));
        old.hash = matter_event_hash(test.work, old.id, begin_by_hand(test.arena, &matter),
                                     &events.items[0]);
        db_release(test.work);
        assert_no_fault(db_write(test.work, begin_with_nothing, &old));
        assert_no_fault(matter_prove(test.work, old.id, &is_new));
        assert_true(is_new);
        assert_no_fault(matter_verify(test.work, old.id));
    }
}

/* Whoever has the database and not the key: writes another answer into the second of
 * three events and makes the whole chain anew, each hash as the program makes it. */
static const struct fault *make_anew(struct work *work, void *context)
{
    const int64_t *id = context;
    struct matter matter;
    matter_event_list events;
    matter_party_list parties;
    struct str hash;
    const struct fault *fault = matter_load(work, *id, &matter);
    if (!fault)
        fault = matter_events(work, *id, &events);
    if (fault)
        return fault;
    events.items[1].answer = STR("Sẽ không nạo vét.");
    fault = matter_parties(work, *id, &parties);
    if (fault)
        return fault;
    hash = matter_chain_begin(work, &matter, parties.items, parties.count);
    for (size_t i = 0; !fault && i < events.count; i++) {
        hash = matter_event_hash(work, *id, hash, &events.items[i]);
        fault = db_exec(work,
                        "UPDATE matter_event SET answer = $3, hash = $4"
                        " WHERE matter_id = $1 AND seq = $2",
                        P(*id, (int64_t)i + 1, events.items[i].answer, db_blob(hash)), NULL);
    }
    return fault ? fault
                 : db_exec(work, "UPDATE matter SET chain_head = $2 WHERE id = $1",
                           P(*id, db_blob(hash)), NULL);
}

static void a_chain_made_anew_without_the_key_is_found(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        bool is_new;
        assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
        assert_no_fault(matter_verify(test.work, id));
        db_release(test.work);
        assert_no_fault(db_write(test.work, make_anew, &id));
        must_fault(matter_verify(test.work, id), "matter.proof");
        db_release(test.work);
        /* neither the next action nor the command makes it good */
        assert_no_fault(step(test.work, &town.actors[CHI], id, "approve", "", ""));
        must_fault(matter_verify(test.work, id), "matter.proof");
        db_release(test.work);
        assert_no_fault(matter_prove(test.work, id, &is_new));
        assert_false(is_new);
        must_fault(matter_verify(test.work, id), "matter.proof");
    }
}

/* What no event says: the row of the matter and its terms, each member of them. */
static void a_row_changed_by_hand_is_found(void **state)
{
    static const struct {
        const char *hand;
        const char *key;
    } rows[] = {
        {"UPDATE matter SET unit_id = (SELECT MAX(id) FROM unit)",              "matter.proof"   },
        {"UPDATE matter SET official_id = 12",                                  "matter.proof"   },
        {"UPDATE matter SET superior_id = unit_id",                             "matter.proof"   },
        {"UPDATE matter SET phase = 1",                                         "matter.proof"   },
        {"UPDATE matter SET due_on = '2022-12-31'",                             "matter.proof"   },
        {"UPDATE matter SET visibility = 'public'",                             "matter.proof"   },
        {"UPDATE matter SET facts = 'complex'",                                 "matter.proof"   },
        {"UPDATE matter SET opened_at = opened_at + 1",                         "matter.proof"   },
        {"UPDATE matter SET closed_at = opened_at",                             "matter.proof"   },
        {"UPDATE matter SET key_digest = chain_head",                           "matter.proof"   },
        {"UPDATE matter SET proof = chain_head",                                "matter.proof"   },
        {"UPDATE matter SET proof = NULL",                                      "matter.unproved"},
        {"UPDATE matter_clock SET due_on = '2022-12-31'",                       "matter.proof"   },
        {"UPDATE matter_clock SET started_on = '2022-03-08'",                   "matter.proof"   },
        {"UPDATE matter_clock SET rule = 'x'",                                  "matter.proof"   },
        {"UPDATE matter_clock SET closed_seq = 2",                              "matter.proof"   },
        {"UPDATE matter_clock SET closed_on = '2022-03-09'",                    "matter.proof"   },
        {"UPDATE matter_clock SET suspended_on = '2022-03-09'",                 "matter.proof"   },
        {"UPDATE matter_clock SET extensions = 1",                              "matter.proof"   },
        {"UPDATE matter_clock SET suspensions = '2022-03-08/2022-03-09'",       "matter.proof"   },
        {"DELETE FROM matter_clock",                                            "matter.proof"   },
        {"UPDATE matter_span SET began_on = '2022-03-08'",                      "matter.spans"   },
        {"UPDATE matter_span SET began_by = 'moved'",                           "matter.spans"   },
        {"UPDATE matter_span SET unit_id = (SELECT MAX(id) FROM unit)",         "matter.spans"   },
        {"UPDATE matter_span SET ended_on = '2022-03-09', ended_by = 'closed'", "matter.spans"   },
        {"DELETE FROM matter_span",                                             "matter.spans"   },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        for (size_t i = 0; i < COUNT(rows); i++) {
            int64_t id = receive(test.work, &town).id;
            assert_no_fault(step(test.work, &town.actors[AN], id, "draft", "", "Sẽ nạo vét."));
            must_fault(found_after(test.work, id, rows[i].hand), rows[i].key);
        }
    }
}

static const struct fault *take(struct work *work, const struct actor *actor,
                                struct matter_step taken)
{
    struct matter matter;
    work->actor = actor;
    assert_no_fault(matter_load(work, taken.id, &matter));
    taken.version = matter.version;
    db_release(work);
    return matter_apply(work, &taken);
}

/* Moved on 10/03, closed there on 25/03, after the term of ten working days from 07/03 had
 * run out on 21/03; opened again on 28/03. */
static void go_a_long_way(struct work *work, const struct town *town, int64_t id)
{
    assert_no_fault(take(work, &town->actors[AN],
                         (struct matter_step){.id = id,
                                              .action = STR("move"),
                                              .unit_id = town->elsewhere,
                                              .happened_on = date_ymd(2022, 3, 10)}));
    assert_no_fault(take(work, &town->actors[DUNG],
                         (struct matter_step){.id = id,
                                              .action = STR("draft"),
                                              .answer = STR("Sẽ nạo vét."),
                                              .happened_on = date_ymd(2022, 3, 24)}));
    assert_no_fault(take(work, &town->actors[CHI],
                         (struct matter_step){.id = id,
                                              .action = STR("approve"),
                                              .happened_on = date_ymd(2022, 3, 25)}));
    assert_no_fault(take(work, &town->actors[CHI],
                         (struct matter_step){.id = id,
                                              .action = STR("reopen"),
                                              .happened_on = date_ymd(2022, 3, 28)}));
}

static void figures_changed_by_hand_are_found(void **state)
{
    static const char *const hands[] = {
        "UPDATE matter_span SET is_late = 1 - is_late WHERE ended_by = 'closed'",
        "UPDATE matter_span SET is_late = 1 WHERE ended_by = 'moved'",
        "UPDATE matter_span SET is_late = 1 WHERE ended_on IS NULL",
        "UPDATE matter_span SET ended_on = '2022-03-09' WHERE ended_by = 'closed'",
        "UPDATE matter_span SET ended_on = '2022-03-11' WHERE ended_by = 'moved'",
        "UPDATE matter_span SET ended_by = 'closed' WHERE ended_by = 'moved'",
        "UPDATE matter_span SET began_by = 'received' WHERE began_by = 'reopened'",
        "UPDATE matter_span SET ended_on = '2022-03-11', ended_by = 'closed'"
        " WHERE ended_on IS NULL",
        "DELETE FROM matter_span WHERE ended_by = 'closed'",
        "DELETE FROM matter_span WHERE ended_on IS NULL",
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        for (size_t i = 0; i < COUNT(hands); i++) {
            struct str hand = STR("DELETE FROM matter_span");
            int64_t id = receive(test.work, &town).id;
            go_a_long_way(test.work, &town, id);
            must_fault(found_after(test.work, id, hands[i]), "matter.spans");
            assert_no_fault(db_write(test.work, db_testing_script, &hand));
        }
    }
}

static const struct fault *share_key(struct work *work, void *context)
{
    const int64_t *ids = context;
    return matter_share_key(work, ids[0], ids[1]);
}

static const struct fault *prove_as_before(struct work *work, void *context)
{
    const int64_t *id = context;
    struct matter matter;
    struct clock_list clocks;
    assert_no_fault(matter_load(work, *id, &matter));
    assert_no_fault(clocks_load(work, *id, &clocks));
    return db_exec(work, "UPDATE matter SET proof = $2 WHERE id = $1",
                   P(*id, db_blob(matter_proof_without_key(work, &matter, &clocks))), NULL);
}

/* An appeal is looked up with the key of what it is about, and no hand puts another. */
static void a_key_that_is_shared_is_proved_with_the_matter(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct matter_receipt first = receive(test.work, &town);
        int64_t ids[] = {receive(test.work, &town).id, first.id};
        struct matter matter;
        assert_no_fault(db_write(test.work, share_key, ids));
        assert_no_fault(matter_verify(test.work, ids[0]));
        assert_no_fault(matter_load(test.work, ids[0], &matter));
        assert_no_fault(matter_by_key(test.work, matter.code, first.key, &matter));
        db_release(test.work);
        /* one proved before keys were under the proof holds, and is proved with it next */
        assert_no_fault(db_write(test.work, prove_as_before, &ids[1]));
        assert_no_fault(matter_verify(test.work, ids[1]));
        assert_no_fault(step(test.work, &town.actors[AN], ids[1], "draft", "", "Sẽ nạo vét."));
        must_fault(found_after(test.work, ids[1], "UPDATE matter SET key_digest = chain_head"),
                   "matter.proof");
    }
}

static void a_matter_taken_away_whole_is_missed(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct str hand = STR("DELETE FROM matter_clock; DELETE FROM matter_span;"
                              "DELETE FROM matter_word; DELETE FROM matter_event;"
                              "DELETE FROM matter_party;"
                              "DELETE FROM matter WHERE code LIKE 'DX-2022-000001-%'");
        const struct fault *fault;
        receive(test.work, &town);
        receive(test.work, &town);
        assert_no_fault(matter_verify_numbers(test.work));
        db_release(test.work);
        assert_no_fault(db_write(test.work, db_testing_script, &hand));
        fault = matter_verify_numbers(test.work);
        must_fault(fault, "matter.missing");
        assert_str(fault->args[0].value, STR("DX"));
        assert_str(fault->args[1].value, STR("2022"));
        assert_str(fault->args[2].value, STR("1"));
    }
}

/* Who is taken out by hand could open the file; who is put in could no longer. */
static void respondents_are_those_whom_events_named(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        int64_t id = receive(test.work, &town).id;
        test.work->actor = &town.actors[CHI];
        assert_no_fault(matter_name_respondent(test.work, id, 101));
        assert_no_fault(matter_name_respondent(test.work, id, 102));
        assert_no_fault(matter_free_respondent(test.work, id, 102, STR("Nhầm người.")));
        must_fault(found_after(test.work, id, "DELETE FROM matter_respondent"),
                   "matter.respondents");
        id = receive(test.work, &town).id;
        must_fault(found_after(test.work, id,
                               "INSERT INTO matter_respondent (matter_id, person_id)"
                               " SELECT MAX(id), 103 FROM matter"),
                   "matter.respondents");
    }
}

static void receive_two(struct db_testing *test, const struct town *town)
{
    receive(test->work, town);
    receive(test->work, town);
    assert_no_fault(matter_verify_numbers(test->work));
    db_release(test->work);
}

/* The newest taken away, and the last number lowered so that nothing is missing: the program
 * does not make it good with the next number, and the command proves none that was proved. */
static void the_newest_taken_away_with_its_number_is_found(void **state)
{
    static const char taken[] = "DELETE FROM matter_clock; DELETE FROM matter_span;"
                                "DELETE FROM matter_word; DELETE FROM matter_event;"
                                "DELETE FROM matter_party;"
                                "DELETE FROM matter WHERE code LIKE 'DX-2022-000002-%';"
                                "UPDATE matter_number SET last = 1";
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct str hand = str_from_c(taken);
        receive_two(&test, &town);
        assert_no_fault(db_write(test.work, db_testing_script, &hand));
        must_fault(matter_verify_numbers(test.work), "matter.series");
        db_release(test.work);
        receive(test.work, &town);
        must_fault(matter_verify_numbers(test.work), "matter.series");
        db_release(test.work);
        assert_no_fault(matter_prove_numbers(test.work));
        must_fault(matter_verify_numbers(test.work), "matter.series");
    }
}

/* As the versions before these proofs left it. */
static void numbers_of_an_older_version_are_proved_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct town town = make_town(&test);
        struct str hand = STR("UPDATE matter_number SET proof = NULL");
        receive_two(&test, &town);
        assert_no_fault(db_write(test.work, db_testing_script, &hand));
        must_fault(matter_verify_numbers(test.work), "matter.series.unproved");
        db_release(test.work);
        receive(test.work, &town);
        must_fault(matter_verify_numbers(test.work), "matter.series.unproved");
        db_release(test.work);
        assert_no_fault(matter_prove_numbers(test.work));
        assert_no_fault(matter_verify_numbers(test.work));
        db_release(test.work);
        receive(test.work, &town);
        assert_no_fault(matter_verify_numbers(test.work));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_changed_by_hand_is_found),
        cmocka_unit_test(an_event_taken_away_put_in_or_moved_by_hand_is_found),
        cmocka_unit_test(a_matter_or_a_party_changed_by_hand_is_found),
        cmocka_unit_test(a_chain_of_an_older_version_holds),
        cmocka_unit_test(a_chain_that_began_without_parties_holds),
        cmocka_unit_test(parties_of_any_order_are_under_the_chain),
        cmocka_unit_test(a_chain_made_anew_without_the_key_is_found),
        cmocka_unit_test(a_row_changed_by_hand_is_found),
        cmocka_unit_test(figures_changed_by_hand_are_found),
        cmocka_unit_test(a_key_that_is_shared_is_proved_with_the_matter),
        cmocka_unit_test(a_matter_taken_away_whole_is_missed),
        cmocka_unit_test(respondents_are_those_whom_events_named),
        cmocka_unit_test(the_newest_taken_away_with_its_number_is_found),
        cmocka_unit_test(numbers_of_an_older_version_are_proved_once),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
