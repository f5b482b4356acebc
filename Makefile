# The whole build. Adding a .c file under src/ changes nothing here; a file
# called x_test.c becomes a test program of its own.
#
#   make            build/dinh
#   make test       build and run every test program (SQLite; PostgreSQL where DINH_TEST_PG is set)
#   make fuzz-replay  every fuzz corpus once more
#   make lint       layers, formatting, house rules
#   make bench      the figures, into build/bench.tsv
#   make MODE=asan  the same with the address and undefined-behaviour sanitizers
#   make module NAME=hearing   a new module that compiles and passes

MODE   ?= release
BUILD  ?= build$(if $(filter-out release,$(MODE)),/$(MODE))
CC     ?= gcc
PKGS   := libxxhash libmicrohttpd sqlite3 libpq libsodium libutf8proc libcmark liboath libxml-2.0 \
          libbrotlienc libbrotlicommon zlib jansson icu-i18n icu-uc \
          pangocairo libqrencode xlsxwriter libseccomp libarchive libical libcurl libidn2
LIBS   := $(shell pkg-config --libs $(PKGS)) -lmagic -lpthread -lm
# Headers of libraries are not ours to warn about. libvips is known by its headers
# alone: the worker of pictures loads it (http/picture_worker.c).
INCS   := -Isrc $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I $(PKGS) vips))

WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
          -Wvla -Wwrite-strings -Wformat=2 -Wswitch-enum -Wnull-dereference -Werror
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection \
          -fcf-protection -ftrivial-auto-var-init=zero
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
CFLAGS_asan := -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined -Wl,--as-needed
# The sanitizer's own code looks uninitialized to that warning.
CFLAGS_tsan := -O1 -g -fsanitize=thread -Wno-maybe-uninitialized
LDFLAGS_tsan := -fsanitize=thread
BANNED := -include src/base/banned.h
CFLAGS := -std=c17 -D_GNU_SOURCE -fPIE $(WARN) $(CFLAGS_$(MODE)) $(INCS) $(EXTRA_CFLAGS)
LDFLAGS := $(LDFLAGS_$(MODE))
# Tests are many links: gold takes half the time, where it is there.
LINKER := $(if $(shell command -v ld.gold),-fuse-ld=gold)

SRC    := $(sort $(wildcard src/*.c src/*/*.c src/modules/*/*.c))
TEST   := $(filter %_test.c,$(SRC)) $(sort $(wildcard tests/journeys/*_test.c))
HELP   := $(filter-out $(TEST),$(filter src/app/testing%.c src/db/testing%.c src/base/testing%.c,$(SRC)))
OURS   := $(filter-out $(TEST) $(HELP) src/main.c,$(SRC))
OBJ    := $(OURS:%.c=$(BUILD)/%.o)
TESTS  := $(patsubst %_test.c,$(BUILD)/test/%_test,$(TEST:src/%=%))

FUZZ   := $(filter-out tests/fuzz/replay.c,$(sort $(wildcard tests/fuzz/*.c)))
REPLAYS := $(FUZZ:tests/fuzz/%.c=$(BUILD)/fuzz/%)

# What is built into the program; tools/embed.sh says how.
ASSETS := $(sort $(shell find ui locale migrations law demo papers src/modules -type f \
            ! -name '*.c' ! -name '*.h' ! -name 'README.md' ! -name '*.md5' 2>/dev/null))

.DELETE_ON_ERROR:
.PHONY: all test tests fuzz-replay lint bench benches format clean module
all: $(BUILD)/dinh

$(BUILD)/dinh: $(BUILD)/src/main.o $(BUILD)/libdinh.a
	@echo "  LINK  $@"
	@$(CC) $(LDFLAGS) -o $@ $< $(BUILD)/libdinh.a $(LIBS)

$(BUILD)/libdinh.a: $(OBJ) $(BUILD)/embedded.o
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(CFLAGS) $(BANNED) -MMD -MP -c -o $@ $<

# libxlsxwriter's headers copy with strncpy; that file bans it behind them.
$(BUILD)/src/civic/sheet_xlsx.o: BANNED :=

# A list that is written only when it changes, so that a removed file is seen too;
# more than one make may run at once.
_ := $(shell mkdir -p $(BUILD) && new=$(BUILD)/assets.new.$$$$ && \
       printf '%s\n' $(ASSETS) > $$new && \
       if cmp -s $$new $(BUILD)/assets.list; then rm $$new; \
       else mv $$new $(BUILD)/assets.list; fi 2>&1)

$(BUILD)/embedded.S: $(BUILD)/assets.list tools/embed.sh
	@sh tools/embed.sh $(BUILD)/assets.list > $@

$(BUILD)/embedded.o: $(BUILD)/embedded.S $(ASSETS)
	@$(CC) -c -o $@ $<

# What only tests need: databases, processes, the site and the visitors of journeys
# (src/app/testing.h, src/db/testing.h, src/base/testing_process.h).
$(BUILD)/libtesting.a: $(HELP:%.c=$(BUILD)/%.o)
	@rm -f $@ && ar rcs $@ $^

# A test is compiled by itself, for a compiler cache to know it again, then linked.
define COMPILE_TEST
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
endef

# Assertions that know in which thread they are (src/base/testing_process.c), and
# passwords that cost nothing (src/base/testing_crypto.c).
WRAPPED := crypto_password_cost \
          print_error _fail _assert_true _assert_int_equal _assert_int_not_equal \
          _assert_string_equal _assert_memory_equal _assert_in_range

define LINK_TEST
	@echo "  LINK  $@"
	@$(CC) $(LDFLAGS) $(LINKER) -o $@ $(WRAPPED:%=-Wl,--wrap=%) -Wl,--start-group $(filter %.o %.a,$^) -Wl,--end-group $(LIBS) -lcmocka
endef

.SECONDARY: $(TESTS:%=%.o) $(REPLAYS:%=%.o) $(BUILD)/fuzz/replay.o

$(BUILD)/test/%_test.o: src/%_test.c Makefile
	$(COMPILE_TEST)

$(BUILD)/test/tests/%_test.o: tests/%_test.c Makefile
	$(COMPILE_TEST)

$(BUILD)/test/%_test: $(BUILD)/test/%_test.o $(BUILD)/libtesting.a $(BUILD)/libdinh.a
	$(LINK_TEST)

tests: $(TESTS) $(REPLAYS)

test: $(TESTS) $(BUILD)/dinh
	@sh tools/run-tests.sh $(TESTS)

# Every fuzz target over its corpus; tests/fuzz/replay.c stands in for libFuzzer.
$(BUILD)/fuzz/%.o: CFLAGS := $(filter-out -Wmissing-prototypes,$(CFLAGS))
$(BUILD)/fuzz/%.o: tests/fuzz/%.c Makefile
	$(COMPILE_TEST)

$(BUILD)/fuzz/%: $(BUILD)/fuzz/%.o $(BUILD)/fuzz/replay.o $(BUILD)/libtesting.a $(BUILD)/libdinh.a
	$(LINK_TEST)

fuzz-replay: $(REPLAYS)
	@for target in $(REPLAYS); do \
	    echo "$$(basename $$target):"; \
	    $$target tests/fuzz/corpus/$$(basename $$target)/* || exit 1; \
	done

lint:
	@sh tools/lint.sh

BENCHES := $(patsubst bench/%.c,$(BUILD)/bench/%,$(filter-out bench/slowsync.c,$(wildcard bench/*.c)))

benches: $(BENCHES) $(BUILD)/bench/slowsync.so

bench: $(BUILD)/dinh benches
	@ONLY="$(ONLY)" sh bench/run.sh

$(BUILD)/bench/%: bench/%.c $(BUILD)/libdinh.a
	@mkdir -p $(@D)
	@echo "  BENCH $<"
	@$(CC) -std=c17 -D_GNU_SOURCE -O2 -g -fPIE $(WARN) $(INCS) -pie -o $@ $< $(BUILD)/libdinh.a $(LIBS)

$(BUILD)/bench/slowsync.so: bench/slowsync.c
	@mkdir -p $(@D)
	@$(CC) -std=c17 -D_GNU_SOURCE -O2 -fPIC -shared -o $@ $<

format:
	@clang-format-14 -i $$(find src tests bench -name '*.[ch]')

module:
	@sh tools/new-module.sh "$(NAME)"

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(HELP:%.c=$(BUILD)/%.d) $(TESTS:%=%.d) \
         $(REPLAYS:%=%.d) $(BUILD)/fuzz/replay.d $(BUILD)/src/main.d
