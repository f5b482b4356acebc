/*
 * Files: what is kept is what was found in the content, bytes lie there once, and
 * what is the agency's is served to nobody by its address.
 */
#include "civic/file_store.h"

#include "base/file.h"
#include "civic/actor.h"
#include "civic/site.h"
#include "db/testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARCHIVE_END "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"

static void assert_refused(const struct fault *fault, enum fault_kind kind, const char *key)
{
    assert_non_null(fault);
    assert_int_equal(fault->kind, kind);
    assert_string_equal(fault->key, key);
}

/* A data folder of its own for the test's site. */
struct place {
    struct site site;
    const char *folder;
};

static void place_begin(struct place *place, struct work *work)
{
    place->folder = testing_folder(work->arena);
    place->site = work->site ? *work->site : (struct site){0};
    place->site.data = str_from_c(place->folder);
    work->site = &place->site;
    work->actor = &actor_system;
}

static struct part part_of(const char *name, struct str bytes)
{
    return (struct part){.name = STR("file"),
                         .is_file = true,
                         .filename = str_from_c(name),
                         .type = STR("application/pdf"),
                         .bytes = bytes,
                         .size = bytes.len};
}

struct keeping {
    struct upload_received received;
    struct upload_owner owner;
    int64_t id;
};

static const struct fault *keep(struct work *work, void *context)
{
    struct keeping *keeping = context;
    return upload_keep(work, &keeping->received, &keeping->owner, &keeping->id);
}

static int64_t kept(struct work *work, const char *name, struct str bytes, int64_t owner,
                    enum upload_visibility visibility)
{
    struct part part = part_of(name, bytes);
    struct keeping keeping = {
        .owner = {STR("test"), owner, visibility, STR(""), STR("")}
    };
    assert_no_fault(upload_receive(work, &part, FILETYPE_PAPER, &keeping.received));
    assert_no_fault(db_write(work, keep, &keeping));
    db_release(work);
    return keeping.id;
}

/* Whoever saves it keeps it under a name that every system takes. */
static void no_paper_has_the_name_of_a_device(void **state)
{
    /* columns: sent as, kept as */
    static const struct {
        const char *sent;
        const char *name;
    } rows[] = {
        {"CON.pdf",       "tep-CON.pdf"        },
        {"nul",           "tep-nul.pdf"        },
        {"Aux.bao-cao.x", "tep-Aux.bao-cao.pdf"},
        {"lpt9.pdf",      "tep-lpt9.pdf"       },
        {"com1",          "tep-com1.pdf"       },
        {"com.pdf",       "com.pdf"            },
        {"cong.pdf",      "cong.pdf"           },
        {"lptx.pdf",      "lptx.pdf"           },
        {"...",           "tep.pdf"            },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct place place;
        place_begin(&place, test.work);
        for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
            struct upload upload;
            int64_t id = kept(test.work, rows[i].sent, STR(PDF), 7, UPLOAD_PUBLIC);
            assert_no_fault(upload_load(test.work, id, &upload));
            assert_str(upload.name, str_from_c(rows[i].name));
        }
    }
}

static void a_paper_comes_back_as_it_was_sent(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct place place;
        struct upload upload;
        struct str bytes;
        int64_t id;
        place_begin(&place, test.work);
        id = kept(test.work, "Đơn đề nghị.PDF", STR(PDF), 7, UPLOAD_PUBLIC);
        assert_no_fault(upload_load(test.work, id, &upload));
        assert_str(upload.name, STR("Đơn đề nghị.pdf"));
        assert_str(upload.type, STR("application/pdf"));
        assert_int_equal(upload.owner_id, 7);
        assert_int_equal(upload.parts.count, 1);
        assert_int_equal(upload.parts.items[0].size, sizeof(PDF) - 1);
        assert_no_fault(
            file_read(test.arena,
                      arena_printf(test.arena, "%s/files/" PRISTR "/" PRISTR, place.folder,
                                   STRARG(str_slice(upload.parts.items[0].digest, 0, 2)),
                                   STRARG(upload.parts.items[0].digest))
                          .ptr,
                      1000, &bytes));
        assert_str(bytes, STR(PDF));
        assert_true(str_ends(upload_url(test.arena, &upload, &upload.parts.items[0]).text,
                             STR("/don-de-nghi.pdf")));
    }
}

static void the_same_bytes_lie_there_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct place place;
        struct upload first;
        struct upload second;
        struct str *names;
        size_t count;
        place_begin(&place, test.work);
        assert_no_fault(
            upload_load(test.work, kept(test.work, "a.pdf", STR(PDF), 1, UPLOAD_PUBLIC), &first));
        assert_no_fault(
            upload_load(test.work, kept(test.work, "b.pdf", STR(PDF), 2, UPLOAD_AGENCY), &second));
        assert_str(first.parts.items[0].digest, second.parts.items[0].digest);
        assert_int_equal(second.visibility, UPLOAD_AGENCY);
        assert_no_fault(file_list(test.arena,
                                  arena_printf(test.arena, "%s/files/" PRISTR, place.folder,
                                               STRARG(str_slice(first.parts.items[0].digest, 0, 2)))
                                      .ptr,
                                  &names, &count));
        assert_int_equal(count, 1);
    }
}

static const struct fault *fetch(struct work *work, struct str digest)
{
    struct request *request;
    struct response response;
    struct pair *param = work_alloc(work, struct pair);
    const struct fault *fault;
    *param = (struct pair){STR("digest"), digest};
    assert_no_fault(request_new(work->arena, HTTP_GET, STR("/tep/x/y"), STR(""), &request));
    request->params = (struct pairs){param, 1};
    response_init(&response, work->arena);
    fault = upload_public_page(work, request, &response);
    response_reset(&response);
    return fault;
}

static void what_is_the_agencys_has_no_public_address(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct place place;
        struct upload upload;
        const struct fault *fault;
        place_begin(&place, test.work);
        assert_no_fault(upload_load(
            test.work, kept(test.work, "mật.pdf", STR(PDF "mật"), 1, UPLOAD_AGENCY), &upload));
        fault = fetch(test.work, upload.parts.items[0].digest);
        assert_refused(fault, FAULT_NOT_FOUND, "file.unknown");
        kept(test.work, "mở.pdf", STR(PDF "mật"), 2, UPLOAD_PUBLIC);
        assert_no_fault(fetch(test.work, upload.parts.items[0].digest));
    }
}

static const struct fault *remove_it(struct work *work, void *id)
{
    return upload_remove(work, *(int64_t *)id);
}

static void an_owner_has_room_for_so_many_and_room_again(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct place place;
        struct part part = part_of("a.pdf", STR(PDF));
        struct keeping keeping = {
            .owner = {STR("test"), 5, UPLOAD_PUBLIC, STR(""), STR("")}
        };
        upload_list uploads;
        int64_t first = 0;
        place_begin(&place, test.work);
        assert_no_fault(upload_receive(test.work, &part, FILETYPE_PAPER, &keeping.received));
        for (int i = 0; i < UPLOAD_OF_ONE; i++) {
            assert_no_fault(db_write(test.work, keep, &keeping));
            first = first ? first : keeping.id;
        }
        assert_refused(db_write(test.work, keep, &keeping), FAULT_INVALID, "file.many");
        assert_no_fault(db_write(test.work, remove_it, &first));
        db_release(test.work);
        assert_no_fault(upload_list_of(test.work, STR("test"), 5, &uploads));
        assert_int_equal(uploads.count, UPLOAD_OF_ONE - 1);
        assert_no_fault(db_write(test.work, keep, &keeping));
    }
}

/* ---- papers that would do something ---- */

/* columns: media type, bytes, fault (NULL: taken) */
static const struct {
    struct str mime;
    struct str bytes;
    const char *key;
} papers[] = {
    {STR_INIT("application/pdf"),                                                         STR_INIT(PDF),                                                  NULL         },
    {STR_INIT("application/pdf"),                                                         STR_INIT(""),                                                   "file.empty" },
    {STR_INIT("application/pdf"),                                                         STR_INIT("GIF89a" PDF),                                         "file.mixed" },
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<< /S /JavaScript >>"),                     "file.script"},
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<< /S /Java#53cript >>"),                   "file.script"},
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<</JS(x)>>"),                               "file.script"},
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<< /S /Launch /F (x) >>"),                  "file.script"},
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.7\n<< /Encrypt 3 0 R >>"),                     "file.locked"},
 /* a name inside the pixels of a picture is no name */
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.4\n<< /Length 9 >>\nstream\n\1\2/JS \3\4\nendstream\nendobj"),                                                                      NULL         },
 /* a text that says "stream" hides nothing behind it */
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.4\n<< /T (stream) /S /JavaScript /JS (x) /U (endstream) >>"),                                                                       "file.script"},
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.4\n<< /T (stream) /S /#4caunch /U (endstream) >>"),                                                                                 "file.script"},
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<< /Names << /EmbeddedFiles 4 0 R >> >>"),
     "file.script"                                                                                                                                                     },
    {STR_INIT("application/pdf"),                                                         STR_INIT("%PDF-1.4\n<< /Subtype /FileAttachment /FS 4 0 R >>"),
     "file.script"                                                                                                                                                     },
 /* objects behind a predictor are none to us: "<<>>" in deflate, with and without one */
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.5\n<< /Type /ObjStm >>\nstream\n\x78\x01\x01\x04\x00\xfb\xff<<>>"
              "\002\142\000\365\nendstream"),
     NULL                                                                                                                                                              },
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.5\n<< /Type /ObjStm /DecodeParms << /Predictor 12 >> >>\nstream\n"
              "\x78\x01\x01\x04\x00\xfb\xff<<>>\002\142\000\365\nendstream"),
     "file.locked"                                                                                                                                                     },
 /* objects in a stream: "<</S/JavaScript>>" in one stored block of deflate */
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.5\n<< /Type /ObjStm >>\nstream\n\x78\x01\x01\x11\x00\xee\xff"
              "<</S/JavaScript>>\x2e\xff\x05\x9d"
              "\nendstream"),
     "file.script"                                                                                                                                                     },
    {STR_INIT("application/pdf"),
     STR_INIT("%PDF-1.5\n<< /Type /ObjStm >>\nstream\nnot deflate\nendstream"),                                                                           "file.locked"},
    {STR_INIT("application/vnd.oasis.opendocument.text"),                                 STR_INIT("PK\3\4mimetype"),                                     NULL         },
    {STR_INIT("application/vnd.oasis.opendocument.text"),                                 STR_INIT("PK\3\4Basic/script-lb.xml"),
     "file.macro"                                                                                                                                                      },
    {STR_INIT("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
     STR_INIT("PK\3\4word/vbaProject.bin"),                                                                                                               "file.macro" },
    {STR_INIT("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
     STR_INIT("<html>PK\3\4"),                                                                                                                            "file.mixed" },
    {STR_INIT("text/plain"),                                                              STR_INIT("Họp thôn"),                                        NULL         },
 /* two things at once: an archive behind a PDF, a PDF or an archive behind sound */
    {STR_INIT("application/pdf"),                                                         STR_INIT(PDF ARCHIVE_END),                                      "file.mixed" },
    {STR_INIT("audio/mpeg"),                                                              STR_INIT("ID3\3" PDF),                                          "file.mixed" },
    {STR_INIT("audio/mpeg"),                                                              STR_INIT("ID3\3 sound" ARCHIVE_END),                            "file.mixed" },
    {STR_INIT("audio/mpeg"),                                                              STR_INIT("ID3\3 sound PK\5\6 sound"),                           NULL         },
 /* 4 GB in 90 bytes */
    {STR_INIT("application/vnd.oasis.opendocument.text"),
     STR_INIT("PK\3\4PK\1\2\24\0\24\0\0\0\10\0\0\0\0\0\0\0\0\0\100\0\0\0\377\377\377\377"
              "\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0x"
              "PK\5\6\0\0\0\0\1\0\1\0\57\0\0\0\4\0\0\0\0\0"),
     "file.packed"                                                                                                                                                     },
};

static void papers_that_would_do_something_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++) {
        struct arena *arena = arena_new();
        const struct fault *fault = upload_check(arena, papers[i].bytes, papers[i].mime, "file");
        if (!papers[i].key != !fault || (fault && strcmp(fault->key, papers[i].key) != 0))
            fail_msg("row %zu: %s", i, fault ? fault->key : "taken");
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_comes_back_as_it_was_sent),
        cmocka_unit_test(no_paper_has_the_name_of_a_device),
        cmocka_unit_test(the_same_bytes_lie_there_once),
        cmocka_unit_test(what_is_the_agencys_has_no_public_address),
        cmocka_unit_test(an_owner_has_room_for_so_many_and_room_again),
        cmocka_unit_test(papers_that_would_do_something_are_refused),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
