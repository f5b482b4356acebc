/*
 * One table of commands; those of the modules are found behind it.
 */
#include "app/command.h"

#include "app/backup_command.h"
#include "app/check.h"
#include "app/demo.h"
#include "app/modules.h"
#include "app/open.h"
#include "app/serve.h"
#include "base/crypto.h"
#include "base/file.h"
#include "civic/cli.h"
#include "civic/deadline.h"
#include "civic/openapi.h"
#include "civic/paper_command.h"
#include "civic/site.h"
#include "modules/law/law_site.h"
#include "modules/reports/reports.h"
#include "text/message.h"
#include "text/text_command.h"
#include "text/utf8.h"

#include <string.h>

enum {
    DONE = 0,
    FAILED = 1,
    WRONG_USE = 2
};

/* What the dispatcher read before the command's own words. */
struct invocation {
    struct arena *arena;
    const struct messages *messages;
    enum locale locale;
    const char *data;
    bool has_data; /* it was named, and is not the usual one */
    int64_t port;
    int argc; /* the command's words, its name first */
    char **argv;
};

static void say(FILE *out, const struct invocation *call, const char *key)
{
    struct str text =
        message_format(call->arena, call->messages, call->locale, str_from_c(key), NULL, 0);
    fprintf(out, PRISTR "\n", STRARG(text));
}

static int say_fault(const struct invocation *call, const struct fault *fault)
{
    for (; fault; fault = fault->next) {
        struct str text = cli_fault_message(call->arena, call->messages, call->locale, fault);
        fprintf(stderr, "dinh: " PRISTR "\n", STRARG(text));
        if (fault->kind == FAULT_INTERNAL || fault->kind == FAULT_UNAVAILABLE)
            fprintf(stderr, "      " PRISTR "\n", STRARG(fault->detail));
    }
    return FAILED;
}

/* ---- commands without a site ---- */

static int run_text(struct invocation *call)
{
    const struct text_streams streams = {stdin, stdout, stderr, call->messages, call->locale};
    return text_command(call->argc - 1, call->argv + 1, &streams);
}

static int run_paper(struct invocation *call)
{
    struct site site = {.arena = call->arena, .messages = call->messages, .modules = dinh_modules};
    struct work work = {
        .arena = call->arena, .clock = clock_system(), .locale = call->locale, .site = &site};
    return paper_command(&work, call->argc - 1, call->argv + 1);
}

/* docs/api.md. */
static int run_api(struct invocation *call)
{
    struct site site = {.arena = call->arena, .messages = call->messages, .modules = dinh_modules};
    struct work work = {
        .arena = call->arena, .clock = clock_system(), .locale = call->locale, .site = &site};
    struct buf buf = buf_init(call->arena, API_BYTES);
    openapi_write_markdown(&work, &buf);
    return fwrite(buf.ptr, 1, buf.len, stdout) == buf.len ? DONE : FAILED;
}

static int run_help(struct invocation *call);

static int run_version(struct invocation *call)
{
    say(stdout, call, "command.version");
    return DONE;
}

/* ---- commands with a site ---- */

static int run_serve(struct invocation *call)
{
    struct open_options options = {
        .messages = call->messages, .data = call->data, .has_pages = true, .port = call->port};
    struct opened opened;
    const struct fault *fault;
    serve_prepare();
    fault = site_open(call->arena, &options, &opened);
    if (!fault)
        fault = serve(call->arena, &opened, call->locale);
    return fault ? say_fault(call, fault) : DONE;
}

static int run_init(struct invocation *call)
{
    struct open_options options = {
        .messages = call->messages, .data = call->data, .is_created = true};
    struct opened opened;
    bool is_there = file_exists(arena_printf(call->arena, "%s/dinh.conf", call->data).ptr);
    const struct fault *fault = site_open(call->arena, &options, &opened);
    if (fault)
        return say_fault(call, fault);
    say(stdout, call, is_there ? "command.init.there" : "command.init.done");
    return DONE;
}

static int run_demo(struct invocation *call)
{
    struct open_options options = {
        .messages = call->messages, .data = call->data, .is_created = true};
    struct opened opened;
    const struct fault *fault = site_open(call->arena, &options, &opened);
    if (!fault)
        fault = demo_fill(opened.site, call->locale);
    return fault ? say_fault(call, fault) : DONE;
}

static int run_migrate(struct invocation *call)
{
    struct open_options options = {.messages = call->messages, .data = call->data};
    struct opened opened;
    const struct fault *fault = site_open(call->arena, &options, &opened);
    if (fault)
        return say_fault(call, fault);
    say(stdout, call, "command.migrate.done");
    return DONE;
}

/* Where the keys are lost for good: `dinh keys accept`. */
static int run_keys(struct invocation *call)
{
    struct open_options options = {
        .messages = call->messages, .data = call->data, .is_created = true, .accepts_keys = true};
    struct opened opened;
    const struct fault *fault;
    if (call->argc != 2 || strcmp(call->argv[1], "accept") != 0) {
        say(stderr, call, "command.keys.usage");
        return WRONG_USE;
    }
    fault = site_open(call->arena, &options, &opened);
    if (fault)
        return say_fault(call, fault);
    say(stdout, call, "command.keys.accepted");
    return DONE;
}

static int run_check(struct invocation *call)
{
    const struct fault *fault = check_tables(call->arena, call->data, call->locale);
    return fault ? say_fault(call, fault) : DONE;
}

static struct backup_call backup_call_of(const struct invocation *call)
{
    return (struct backup_call){call->arena, call->messages, call->locale,
                                call->data,  call->argc - 1, call->argv + 1};
}

static int run_backup(struct invocation *call)
{
    struct backup_call backup = backup_call_of(call);
    return backup_command(&backup);
}

static int run_restore(struct invocation *call)
{
    struct backup_call restore = backup_call_of(call);
    return restore_command(&restore);
}

/* ---- commands of the modules ---- */

/* Whether the words begin with those of `name` ("import news"); how many. */
static bool is_called(const char *name, int argc, char **argv, int *ret_words)
{
    struct str rest = str_from_c(name);
    int words = 0;
    while (rest.ptr) {
        struct str word = str_cut(&rest, ' ');
        if (words >= argc || !str_equal(word, str_from_c(argv[words])))
            return false;
        words++;
    }
    *ret_words = words;
    return true;
}

static int run_of_module(struct invocation *call, const struct command *command, int words)
{
    struct open_options options = {.messages = call->messages, .data = call->data};
    struct opened opened;
    struct work *work;
    int code;
    const struct fault *fault = site_open(call->arena, &options, &opened);
    if (fault)
        return say_fault(call, fault);
    work = work_begin(opened.site, call->locale);
    code = command->run(work, call->argc - words, call->argv + words);
    work_end(work);
    return code;
}

static int say_unknown(const struct invocation *call, const char *name)
{
    struct fault *fault =
        fault_new(call->arena, FAULT_INVALID, "command.unknown", "no command %s", name);
    say_fault(call, fault_with(fault, "name", str_from_c(name)));
    return WRONG_USE;
}

static bool say_usages(FILE *out, const struct invocation *call, int count, char **words);

static int run_module_command(struct invocation *call)
{
    for (size_t m = 0; dinh_modules[m]; m++) {
        for (size_t i = 0; i < dinh_modules[m]->command_count; i++) {
            const struct command *command = &dinh_modules[m]->commands[i];
            int words;
            if (is_called(command->name, call->argc, call->argv, &words))
                return run_of_module(call, command, words);
        }
    }
    /* "dinh import": the beginning of several */
    return say_usages(stderr, call, 1, call->argv) ? WRONG_USE : say_unknown(call, call->argv[0]);
}

/* ---- all commands ---- */

/* What the program asks of a law besides what law_load proves. */
static const struct fault *prove_law(struct arena *arena, const struct law *law,
                                     const struct asset *files, size_t count, size_t *ret_forms)
{
    const struct fault *fault = deadline_check_conditions(arena, dinh_modules, law);
    return fault ? fault : reports_prove_forms(arena, law, files, count, ret_forms);
}

/* Asks the built-in law and needs no site, but to say whose dates a new one moves. */
static int run_law(struct invocation *call)
{
    if (call->has_data && call->argc > 1 && strcmp(call->argv[1], "diff") == 0)
        return run_module_command(call);
    return law_command(call->arena, call->messages, call->locale, call->argc - 1, call->argv + 1,
                       (struct law_streams){stdin, stdout, stderr, prove_law});
}

/* columns: name, what runs it, its usage (a message), whether words may follow */
static const struct {
    const char *name;
    int (*run)(struct invocation *call);
    const char *usage;
    bool takes_words;
} commands[] = {
    {"serve",     run_serve,   "command.serve.usage",   false},
    {"init",      run_init,    "command.init.usage",    false},
    {"demo",      run_demo,    "command.demo.usage",    false},
    {"migrate",   run_migrate, "command.migrate.usage", false},
    {"check",     run_check,   "command.check.usage",   false},
    {"keys",      run_keys,    "command.keys.usage",    true },
    {"backup",    run_backup,  "backup.usage",          true },
    {"restore",   run_restore, "restore.usage",         true },
    {"text",      run_text,    "text.command.usage",    true },
    {"law",       run_law,     "law.command.usage",     true },
    {"paper",     run_paper,   "paper.usage",           true },
    {"api",       run_api,     "command.api.usage",     false},
    {"version",   run_version, "command.version.usage", false},
    {"help",      run_help,    NULL,                    true },
    {"--help",    run_help,    NULL,                    true },
    {"-h",        run_help,    NULL,                    true },
    {"--version", run_version, NULL,                    false},
};

enum {
    COMMAND_COUNT = sizeof(commands) / sizeof(commands[0])
};

/* ---- help ---- */

/* Whether the words begin a command's name, or go on behind it. */
static bool is_about(const char *name, int count, char **words)
{
    struct str rest = str_from_c(name);
    for (int i = 0; i < count && rest.ptr; i++)
        if (!str_equal(str_cut(&rest, ' '), str_from_c(words[i])))
            return false;
    return true;
}

/* How each command is used that the words name; false where they name none. */
static bool say_usages(FILE *out, const struct invocation *call, int count, char **words)
{
    bool is_said = false;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (commands[i].usage && is_about(commands[i].name, count, words)) {
            say(out, call, commands[i].usage);
            is_said = true;
        }
    for (size_t m = 0; dinh_modules[m]; m++)
        for (size_t i = 0; i < dinh_modules[m]->command_count; i++)
            if (is_about(dinh_modules[m]->commands[i].name, count, words)) {
                say(out, call, dinh_modules[m]->commands[i].usage);
                is_said = true;
            }
    return is_said;
}

static int help_about(const struct invocation *call, int count, char **words)
{
    if (!say_usages(stdout, call, count, words))
        return say_unknown(call, words[0]);
    printf("\n");
    say(stdout, call, "command.help.options");
    return DONE;
}

/* All commands, or those that the words behind "help" name. */
static int run_help(struct invocation *call)
{
    if (call->argc > 1)
        return help_about(call, call->argc - 1, call->argv + 1);
    say(stdout, call, "command.help");
    printf("\n");
    say(stdout, call, "backup.usage");
    say(stdout, call, "restore.usage");
    printf("\n");
    say(stdout, call, "command.help.more");
    for (size_t m = 0; dinh_modules[m]; m++)
        for (size_t i = 0; i < dinh_modules[m]->command_count; i++) {
            printf("\n");
            say(stdout, call, dinh_modules[m]->commands[i].usage);
        }
    printf("\n");
    say(stdout, call, "command.help.options");
    return DONE;
}

/* A word that the command would pass over is a slip of the hand, and nothing is done. */
static int run_refused(struct invocation *call)
{
    const char *word = call->argv[1];
    struct fault *fault =
        fault_new(call->arena, FAULT_INVALID, "command.extra", "extra word %s", word);
    fault_with(fault, "name", str_from_c(call->argv[0]));
    say_fault(call, fault_with(fault, "word", str_from_c(word)));
    return WRONG_USE;
}

/* A wish for help anywhere behind a command's name: where, or 0. */
static int find_help(const struct invocation *call)
{
    for (int i = 1; i < call->argc; i++)
        if (strcmp(call->argv[i], "--help") == 0 || strcmp(call->argv[i], "-h") == 0)
            return i;
    return 0;
}

static int run_command(struct invocation *call)
{
    const char *name = call->argc > 0 ? call->argv[0] : "help";
    int help = find_help(call);
    if (help > 0)
        return help_about(call, help, call->argv);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) != 0)
            continue;
        return call->argc > 1 && !commands[i].takes_words ? run_refused(call)
                                                          : commands[i].run(call);
    }
    return run_module_command(call);
}

/* ---- options that every command knows ---- */

static const struct fault *take_option(struct invocation *call, const char *name, const char *value)
{
    if (strcmp(name, "--data") == 0) {
        call->data = value;
        call->has_data = true;
    } else if (strcmp(name, "--port") == 0) {
        if (!str_to_int64(str_from_c(value), &call->port) || call->port < 1 || call->port > 65535)
            return fault_with(
                fault_new(call->arena, FAULT_INVALID, "command.port", "port %s", value), "value",
                str_from_c(value));
    } else if (!locale_from_name(str_from_c(value), &call->locale)) {
        return fault_with(fault_new(call->arena, FAULT_INVALID, "command.lang", "lang %s", value),
                          "value", str_from_c(value));
    }
    return NULL;
}

/* Words are text, or name a file that is there. */
static const struct fault *check_word(struct invocation *call, const char *word)
{
    if (utf8_valid(str_from_c(word)) || file_exists(word))
        return NULL;
    return fault_with(fault_new(call->arena, FAULT_INVALID, "command.word", "not UTF-8"), "word",
                      text_repair(call->arena, str_from_c(word)));
}

static const struct fault *no_value(struct invocation *call, const char *name)
{
    return fault_with(fault_new(call->arena, FAULT_INVALID, "command.no_value", "option %s", name),
                      "name", str_from_c(name));
}

/* Which option `word` is; `ret_value` is what stands behind its "=", else NULL. */
static const char *find_option(const char *word, const char **ret_value)
{
    static const char *const names[] = {"--data", "--port", "--lang"};
    for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
        size_t len = strlen(names[n]);
        if (strncmp(word, names[n], len) != 0 || (word[len] != '\0' && word[len] != '='))
            continue;
        *ret_value = word[len] == '=' ? word + len + 1 : NULL;
        return names[n];
    }
    return NULL;
}

/* Takes --data, --port and --lang out of the words, as "--data DIR" or "--data=DIR"; the
 * others stay in order. */
static const struct fault *take_options(struct invocation *call, int argc, char **argv)
{
    call->argv = arena_alloc_array(call->arena, (size_t)argc + 1, sizeof(char *));
    for (int i = 1; i < argc; i++) {
        const char *value;
        const char *name = find_option(argv[i], &value);
        const struct fault *fault;
        if (!name) {
            fault = check_word(call, argv[i]);
            if (fault)
                return fault;
            call->argv[call->argc++] = argv[i];
            continue;
        }
        if (!value && i + 1 < argc)
            value = argv[++i];
        if (!value || value[0] == '\0')
            return no_value(call, name);
        fault = take_option(call, name, value);
        if (fault)
            return fault;
    }
    return NULL;
}

int command_run(int argc, char **argv)
{
    struct invocation call = {.arena = arena_new(), .locale = LOCALE_VI, .data = "var"};
    const struct fault *fault;
    int code;
    if (!crypto_start()) {
        fprintf(stderr, "dinh: no source of random numbers on this machine\n");
        return FAILED;
    }
    fault = messages_load(call.arena, &call.messages);
    if (fault) {
        fprintf(stderr, "dinh: " PRISTR "\n", STRARG(fault->detail));
        return FAILED;
    }
    fault = take_options(&call, argc, argv);
    if (fault) {
        say_fault(&call, fault);
        code = WRONG_USE;
    } else {
        code = run_command(&call);
    }
    arena_free(call.arena);
    return code;
}
