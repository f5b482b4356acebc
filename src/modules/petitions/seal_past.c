/*
 * Denunciations that were sealed before the program knew who is under a seal: a job has them
 * read out of the sealed words, so that nobody names them in a file of that time either.
 */
#include "base/log.h"
#include "civic/seal.h"
#include "civic/site.h"
#include "db/db.h"

#include "modules/petitions/petition.h"

/* As letter_service.c writes who sent a letter, and the reception desk who it turned out to be. */
static const struct seal_label labels[] = {
    {"letter.part.name",                 SEAL_PART_NAME   },
    {"letter.part.address",              SEAL_PART_ADDRESS},
    {"letter.part.phone",                SEAL_PART_PHONE  },
    {"letter.part.email",                SEAL_PART_EMAIL  },
    {"letter.part.representatives",      SEAL_PART_OTHERS },
    {"reception.record.name",            SEAL_PART_NAME   },
    {"reception.record.address",         SEAL_PART_ADDRESS},
    {"reception.record.phone",           SEAL_PART_PHONE  },
    {"reception.book.email",             SEAL_PART_EMAIL  },
    {"reception.record.representatives", SEAL_PART_OTHERS },
    {"reception.book.representatives",   SEAL_PART_OTHERS },
    {"reception.record.id_number",       SEAL_PART_ELSE   },
    {"reception.record.id_day",          SEAL_PART_ELSE   },
    {"reception.record.id_place",        SEAL_PART_ELSE   },
    {"reception.book.content",           SEAL_PART_ELSE   },
};

const struct fault *petition_seal_past(struct work *work)
{
    const struct fault *fault = NULL;
    int64_t last = 0;
    int filled = 0;
    int unknown = 0;
    do {
        struct work own = *work; /* what was unsealed goes with its memory */
        own.arena = arena_new();
        fault = db_attach(work->site->pool, &own, DB_MAY_WRITE);
        if (!fault)
            fault = seal_people_of_past(&own, labels, sizeof(labels) / sizeof(labels[0]), last,
                                        &last, &filled, &unknown);
        if (fault)
            fault = fault_copy(work->arena, fault);
        db_release(&own);
        arena_free(own.arena);
    } while (!fault && last && !site_is_stopping(work->site));
    if (filled + unknown > 0)
        log_event(LOG_INFO, "seal.past", LOG_NUMBER("people", filled),
                  LOG_NUMBER("unknown", unknown));
    return fault;
}
