# traça - build, check, lint, bench, profile, install. Nothing clever.
#
#   make                  build/traca (the libraries must be there: ./deps.sh)
#   make check            installs what is missing, builds, runs every test
#   make demo             the whole thing, on a bundled library on this machine
#   make SAN=address,undefined check    the same under sanitizers, in a folder of its own
#   make VALGRIND=1 check               the same under valgrind
#   make lint format po                 the rules of the house; what can be put right by itself
#   make bench profile                  how fast, and where the time goes
#   make fuzz                           hostile input for the parsers, a minute each
#   make install deb                    DESTDIR and PREFIX are honoured; a Debian package
#   make V=1 ...                        with the whole command lines

V ?=
Q := $(if $(V),,@)
SAY := $(if $(V),@:,@printf '  %-6s %s\n')
SUBMAKE = $(Q)$(MAKE) $(if $(V),,-s)
SAN ?=
BUILD ?= build$(if $(SAN),/san-$(subst $(comma),-,$(SAN)))$(if $(PROFILE),/profile)
comma := ,

CC ?= cc
PKGS := libuv zlib libxml-2.0 icu-uc uchardet jansson nettle
# Only compiled against: loaded when first called (data/library.h).
LAZY := libcurl sqlite3 libpsl icu-i18n libarchive libmicrohttpd
WARN := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
OPT ?= -O2 -g
CFLAGS_ALL = -std=c17 -D_GNU_SOURCE $(WARN) $(OPT) -I. -I$(BUILD) -pthread \
	$(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all) \
	$(if $(PROFILE),-pg -no-pie -fno-inline-small-functions) \
	$(PKG_CFLAGS) $(CFLAGS)
LDFLAGS_ALL = -pthread $(if $(SAN),-fsanitize=$(SAN)) $(if $(PROFILE),-pg -no-pie) $(LDFLAGS)
LDLIBS = $(PKG_LIBS) -lhyphen -lm
# Asked for once, and only when something is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS) $(LAZY)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

ROOMS := data collect process analyze present
SRC := $(foreach room,$(ROOMS),$(wildcard $(room)/*.c))
CMD := $(wildcard cmd/*.c)
OBJ := $(SRC:%.c=$(BUILD)/%.o)
CMD_OBJ := $(CMD:%.c=$(BUILD)/%.o)
LIB := $(BUILD)/libtraca.a
TEST_SRC := $(wildcard tests/*/*_test.c)
TESTS := $(TEST_SRC:%.c=$(BUILD)/%)
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*_fuzz.c))

.DELETE_ON_ERROR:
.PHONY: all deps tests check demo lint format po bench profile fuzz fuzzers clean install deb

all: $(BUILD)/traca

$(BUILD)/traca: $(CMD_OBJ) $(LIB)
	$(SAY) LINK $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)

$(LIB): $(OBJ)
	$(SAY) AR $@
	$(Q)rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# The catalogues, built in: the bytes of gettext's .mo as an array.
$(BUILD)/po/pt.mo: po/pt.po
	@mkdir -p $(@D)
	$(SAY) MSGFMT $<
	$(Q)msgfmt --check -o $@ $<

$(BUILD)/po/pt.inc: $(BUILD)/po/pt.mo
	$(Q)od -An -v -tx1 $< | sed 's/ \([0-9a-f]\{2\}\)/0x\1,/g' > $@

$(BUILD)/data/lang.o: $(BUILD)/po/pt.inc

# The style and the script of the HTML report, built in the same way.
$(BUILD)/present/report_%.inc: present/report.%
	@mkdir -p $(@D)
	$(Q)od -An -v -tx1 $< | sed 's/ \([0-9a-f]\{2\}\)/0x\1,/g' > $@

$(BUILD)/present/live_%.inc: present/live.%
	@mkdir -p $(@D)
	$(Q)od -An -v -tx1 $< | sed 's/ \([0-9a-f]\{2\}\)/0x\1,/g' > $@

$(BUILD)/present/html.o: $(BUILD)/present/report_css.inc $(BUILD)/present/report_js.inc
$(BUILD)/present/live.o: $(BUILD)/present/live_js.inc

$(BUILD)/tests/%_test: tests/%_test.c $(LIB)
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP $(LDFLAGS_ALL) -o $@ $< $(LIB) $(LDLIBS) $(shell pkg-config --cflags --libs cmocka libarchive sqlite3)

# The web server that tests and the demo ask, on this machine only.
$(BUILD)/tests/library-server: $(wildcard tests/library/*.[ch])
	@mkdir -p $(@D)
	$(SAY) CC $@
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.c,$^)

tests: $(BUILD)/traca $(BUILD)/tests/library-server $(BUILD)/bench/measure $(TESTS)

deps:
	@./deps.sh

# Built as tests/fuzz/run.sh asks for them: with clang, for libFuzzer.
$(BUILD)/tests/fuzz/serve_fuzz: $(BUILD)/cmd/serve_asked.o $(BUILD)/cmd/serve_listen.o
$(BUILD)/tests/%_fuzz: tests/%_fuzz.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $< $(filter %.o,$^) $(LIB) $(LDLIBS) $(shell pkg-config --libs libarchive)

fuzzers: $(FUZZERS)

fuzz:
	@BUILD=$(BUILD)/fuzz tests/fuzz/run.sh $(FUZZ)

check: deps
	$(SUBMAKE) tests
	$(Q)BUILD=$(BUILD) VALGRIND=$(VALGRIND) tests/run.sh

demo: deps
	$(SUBMAKE) $(BUILD)/traca $(BUILD)/tests/library-server
	@BUILD=$(BUILD) examples/demo.sh

lint: $(BUILD)/po/pt.inc $(BUILD)/present/report_css.inc $(BUILD)/present/report_js.inc $(BUILD)/present/live_js.inc
	@TIDY_FLAGS="$(CFLAGS_ALL)" lint/run.sh $(RULES)

format:
	$(Q)clang-format -i $(wildcard $(ROOMS:=/*.[ch]) cmd/*.[ch] tests/*.[ch] tests/*/*.[ch] bench/*.[ch])

po:
	lint/po.sh --update

$(BUILD)/bench/%: bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(LIB) $(LDLIBS)

BENCHES := $(wildcard bench/*_bench.sh)

# All of them, or BENCH=bench/NAME_bench.sh; one that misses its bar does not keep the others back.
bench: $(BUILD)/traca $(BUILD)/tests/library-server $(patsubst %.c,$(BUILD)/%,$(wildcard bench/*.c))
	$(Q)rc=0; for bench in $(or $(BENCH),bench/run.sh $(BENCHES)); do \
		BUILD=$(BUILD) $$bench || rc=1; done; exit $$rc

# Twice, so that the second make compiles for the profiler in a folder of its own.
profile: $(BUILD)/bench/measure
	$(SUBMAKE) PROFILE=1 BUILD=$(BUILD)/profile OPT="$(OPT)" $(BUILD)/profile/traca
	$(Q)BUILD=$(BUILD) bench/profile.sh

PREFIX ?= /usr/local
PROGRAM = $(DESTDIR)$(PREFIX)/bin/traca
SHARE = $(DESTDIR)$(PREFIX)/share

# The manual and the completions are what the program says of itself.
install: $(BUILD)/traca
	$(SAY) INSTALL $(PROGRAM)
	$(Q)install -D -m 755 $< $(PROGRAM)
	$(Q)install -d $(SHARE)/man/man1 $(SHARE)/man/pt/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/vendor-completions $(SHARE)/fish/vendor_completions.d
	$(Q)$< manual --lang en >$(SHARE)/man/man1/traca.1
	$(Q)$< manual --lang pt >$(SHARE)/man/pt/man1/traca.1
	$(Q)$< completions bash >$(SHARE)/bash-completion/completions/traca
	$(Q)$< completions zsh >$(SHARE)/zsh/vendor-completions/_traca
	$(Q)$< completions fish >$(SHARE)/fish/vendor_completions.d/traca.fish

deb: $(BUILD)/traca
	@BUILD=$(BUILD) MAKE="$(MAKE)" package/deb.sh

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(TESTS:=.d) $(FUZZERS:=.d)
