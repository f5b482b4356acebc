/*
 * From trees to steps, for one language and one shape. Partials, parents and
 * messages are written in place; names are bound by template_bind.c and places
 * are checked by template_context.c.
 */
#include "text/message.h"
#include "view/template_bind.h"
#include "view/template_parse.h"

/* The blocks that a parent tag fills, and what was in force around that tag. */
struct filling {
    const struct node *blocks;
    const struct view_source *source; /* where they are written */
    const struct filling *outer;
};

struct compiler {
    struct arena *arena;
    const struct template_library *library;
    enum locale locale;
    VEC(struct step) steps;
    struct buf literal; /* text that is not yet a step */
    struct html_context context;
    const struct view_source *source; /* the template being compiled, for faults */
    const struct scope *scope;
    const struct filling *filling;
    size_t free_slot;
    int depth; /* templates in each other */
};

static const struct fault *compile_nodes(struct compiler *c, const struct node *node);

static const struct fault *refuse(const struct compiler *c, const struct node *node,
                                  const char *key, const char *why)
{
    return template_fault(c->arena, c->source, node->line, key, PRISTR " %s",
                          STRARG(node->kind == NODE_LITERAL ? STR("here:") : node->text), why);
}

/* The literal text gathered so far, which the next step writes before anything else. */
static struct str take_literal(struct compiler *c)
{
    struct str text = arena_copy(c->arena, buf_str(&c->literal));
    buf_cut(&c->literal, 0);
    return text;
}

/* Adds a step; returns its number, so that its jump can be set later. */
static size_t add_step(struct compiler *c, struct step step)
{
    step.text = take_literal(c);
    *VEC_PUSH(&c->steps, c->arena) = step;
    return c->steps.count - 1;
}

/* The number that the next step will have, where a jump lands: behind all text so far. */
static size_t here(struct compiler *c)
{
    if (c->literal.len > 0)
        add_step(c, (struct step){.kind = STEP_LITERAL});
    return c->steps.count;
}

/* Adds the steps that follow the pointers of a name; returns the number of the first. */
static size_t follow_pointers(struct compiler *c, const struct binding *binding)
{
    size_t first = c->steps.count;
    for (size_t i = 0; i < binding->pointer_count; i++)
        add_step(c, (struct step){.kind = STEP_ENTER,
                                  .slot = binding->pointers[i].slot,
                                  .offset = binding->pointers[i].offset,
                                  .to = binding->pointers[i].to});
    return first;
}

/* Lets the jumps of steps first … first+count-1 lead to the next step. */
static void land(struct compiler *c, size_t first, size_t count)
{
    size_t target = count > 0 ? here(c) : 0;
    for (size_t i = 0; i < count; i++)
        c->steps.items[first + i].jump = target;
}

static const struct fault *bind(struct compiler *c, const struct node *node, struct str name,
                                struct binding *ret_binding)
{
    const char *problem = bind_name(c->scope, name, c->free_slot, ret_binding);
    if (problem)
        return template_fault(c->arena, c->source, node->line, "template.name",
                              PRISTR " %s (" PRISTR ")", STRARG(name), problem,
                              STRARG(str_from_c(c->scope->shape->name)));
    return NULL;
}

static const struct fault *compile_value(struct compiler *c, const struct node *node,
                                         struct str name)
{
    struct binding binding;
    struct step step;
    enum html_value value;
    const char *problem;
    size_t pointers;
    const struct fault *fault = bind(c, node, name, &binding);
    if (fault)
        return fault;
    if (!bind_step(&binding, &step, &value))
        return refuse(c, node, "template.kind", "has no text of its own");
    if (node->kind == NODE_MARKUP && value != VALUE_MARKUP)
        return refuse(c, node, "template.kind", "is not struct html");
    problem = context_value(&c->context, value);
    if (problem)
        return refuse(c, node, "template.place", problem);
    pointers = follow_pointers(c, &binding);
    add_step(c, step);
    land(c, pointers, binding.pointer_count);
    return NULL;
}

/* The text of a message, or of one form of its plural; `plural` where a plural
 * may stand in it. */
static const struct fault *compile_message_text(struct compiler *c, const struct node *node,
                                                struct str text, bool plural);

static const struct fault *compile_plural(struct compiler *c, const struct node *node,
                                          const struct message_part *part)
{
    struct binding binding;
    size_t pointers;
    size_t test;
    size_t jump;
    const struct fault *fault = bind(c, node, part->text, &binding);
    if (fault)
        return fault;
    if (binding.kind != FIELD_INT && binding.kind != FIELD_INT64)
        return refuse(c, node, "template.kind", "counts by what is no number");
    pointers = follow_pointers(c, &binding);
    test = add_step(c, (struct step){.kind = STEP_TEST_ONE,
                                     .field = binding.kind,
                                     .slot = binding.slot,
                                     .offset = binding.offset});
    fault = compile_message_text(c, node, part->one, false);
    if (fault)
        return fault;
    jump = add_step(c, (struct step){.kind = STEP_JUMP});
    land(c, pointers, binding.pointer_count);
    land(c, test, 1);
    fault = compile_message_text(c, node, part->other, false);
    land(c, jump, 1);
    return fault;
}

static const struct fault *compile_message_text(struct compiler *c, const struct node *node,
                                                struct str text, bool plural)
{
    struct message_part part;
    const struct fault *fault = NULL;
    while (!fault && message_next(&text, &part)) {
        switch (part.kind) {
        case MESSAGE_TEXT:
            html_escape_to(&c->literal, part.text);
            break;
        case MESSAGE_VARIABLE:
            fault = compile_value(c, node, part.text);
            break;
        case MESSAGE_PLURAL:
            if (!plural)
                return refuse(c, node, "template.message", "has a plural in a plural");
            fault = compile_plural(c, node, &part);
            break;
        }
    }
    return fault;
}

static const struct fault *compile_message(struct compiler *c, const struct node *node)
{
    struct str text;
    const char *problem = context_value(&c->context, VALUE_TEXT);
    if (node->kind == NODE_MARKUP)
        return refuse(c, node, "template.kind", "is a message, not struct html");
    if (problem)
        return refuse(c, node, "template.place", problem);
    if (!message_text(c->library->messages, c->locale, str_from(node->text, 2), &text))
        return refuse(c, node, "template.message", "is no message");
    return compile_message_text(c, node, text, true);
}

/* Compiles the inside of a section in the scope of what the section is about. */
static const struct fault *compile_inside(struct compiler *c, const struct node *node,
                                          const struct shape *shape, size_t slot, size_t offset,
                                          bool is_item)
{
    struct scope scope = {shape, slot, offset, is_item, c->scope};
    const struct fault *fault;
    c->scope = &scope;
    fault = compile_nodes(c, node->children);
    c->scope = scope.outer;
    return fault;
}

/* A shape whose one member, ".", is the scalar that a section is about. */
static const struct shape *scalar_shape(struct arena *arena, enum field_kind kind)
{
    struct field *field = ARENA_NEW(arena, struct field);
    struct shape *shape = ARENA_NEW(arena, struct shape);
    *field = (struct field){.name = ".", .kind = kind};
    *shape = (struct shape){.name = "scalar", .fields = field, .count = 1};
    return shape;
}

static enum step_kind test_of(const struct binding *binding)
{
    if (binding->form == FORM_FIRST)
        return STEP_TEST_FIRST;
    return binding->form == FORM_LAST ? STEP_TEST_LAST : STEP_TEST;
}

/* {{#name}} over a scalar and {{^name}} over anything: shown or not. */
static const struct fault *compile_test(struct compiler *c, const struct node *node,
                                        const struct binding *binding, size_t pointers)
{
    const struct fault *fault;
    bool shown = node->kind == NODE_SECTION;
    size_t test = add_step(c, (struct step){.kind = test_of(binding),
                                            .field = binding->kind,
                                            .slot = binding->slot,
                                            .offset = binding->offset,
                                            .wanted = shown});
    if (!shown)
        land(c, pointers, binding->pointer_count);
    if (shown && binding->form == FORM_VALUE && binding->kind != FIELD_BOOL)
        fault = compile_inside(c, node, scalar_shape(c->arena, binding->kind), binding->slot,
                               binding->offset, false);
    else
        fault = compile_nodes(c, node->children);
    if (shown)
        land(c, pointers, binding->pointer_count);
    land(c, test, 1);
    return fault;
}

/* {{#name}} over a list or a pointer, which have a slot of their own. */
static const struct fault *compile_entry(struct compiler *c, const struct node *node,
                                         const struct binding *binding)
{
    bool is_list = binding->kind == FIELD_LIST;
    size_t slot = c->free_slot++;
    const struct html_context before = c->context;
    const struct fault *fault;
    size_t entry = add_step(c, (struct step){.kind = is_list ? STEP_EACH : STEP_ENTER,
                                             .slot = binding->slot,
                                             .offset = binding->offset,
                                             .to = slot});
    if (slot > TEMPLATE_DEPTH)
        return refuse(c, node, "template.depth", "is too deep in other lists and pointers");
    fault = compile_inside(c, node, binding->shape, slot, 0, is_list);
    if (fault)
        return fault;
    if (is_list) {
        const char *problem = context_boundary(&c->context);
        if (!problem)
            problem = context_repeat(&before, &c->context);
        if (problem)
            return refuse(c, node, "template.place", problem);
        add_step(c, (struct step){.kind = STEP_NEXT, .to = slot, .jump = entry + 1});
    }
    land(c, entry, 1);
    return NULL;
}

static const struct fault *compile_bound_section(struct compiler *c, const struct node *node,
                                                 const struct binding *binding)
{
    const struct fault *fault = NULL;
    size_t pointers = follow_pointers(c, binding);
    if (binding->form != FORM_VALUE && test_of(binding) == STEP_TEST)
        return refuse(c, node, "template.kind", "is no condition");
    if (node->kind == NODE_INVERTED)
        return compile_test(c, node, binding, pointers);
    switch (binding->kind) {
    case FIELD_LIST:
    case FIELD_POINTER:
        fault = compile_entry(c, node, binding);
        break;
    case FIELD_RECORD:
        if (binding->form == FORM_VALUE)
            fault = compile_inside(c, node, binding->shape, binding->slot, binding->offset, false);
        else
            return compile_test(c, node, binding, pointers);
        break;
    case FIELD_TEXT:
    case FIELD_HTML:
    case FIELD_URL:
    case FIELD_INT:
    case FIELD_INT64:
    case FIELD_CODE:
    case FIELD_BOOL:
    case FIELD_DATE:
    case FIELD_INSTANT:
        return compile_test(c, node, binding, pointers);
    }
    if (!fault)
        land(c, pointers, binding->pointer_count);
    return fault;
}

static const struct fault *compile_section(struct compiler *c, const struct node *node)
{
    struct binding binding;
    struct html_context before;
    size_t free_slot = c->free_slot;
    const char *problem = context_boundary(&c->context);
    const struct fault *fault;
    if (problem)
        return refuse(c, node, "template.place", problem);
    before = c->context;
    fault = bind(c, node, node->text, &binding);
    if (fault)
        return fault;
    c->free_slot = binding.free_slot;
    fault = compile_bound_section(c, node, &binding);
    c->free_slot = free_slot;
    if (fault)
        return fault;
    problem = context_boundary(&c->context);
    if (!problem)
        problem = context_join(&c->context, &before);
    return problem ? refuse(c, node, "template.place", problem) : NULL;
}

/* A partial or parent, compiled in place. */
static const struct fault *compile_template(struct compiler *c, const struct node *node)
{
    const struct view_source *caller = c->source;
    const struct view_source *source = c->library->find(c->library->context, node->text);
    const struct node *nodes;
    const struct fault *fault;
    if (!source)
        return refuse(c, node, "template.partial", "is no template");
    if (c->depth >= TEMPLATE_DEPTH)
        return refuse(c, node, "template.depth", "stands in too many other templates");
    fault = template_parse(c->arena, source, node->indent, &nodes);
    if (fault)
        return fault;
    c->depth++;
    c->source = source;
    fault = compile_nodes(c, nodes);
    c->source = caller;
    c->depth--;
    return fault;
}

static const struct fault *compile_parent(struct compiler *c, const struct node *node)
{
    struct filling filling = {node->children, c->source, c->filling};
    const struct fault *fault;
    for (const struct node *child = node->children; child; child = child->next) {
        bool is_space = child->kind == NODE_LITERAL && str_trim(child->text).len == 0;
        if (child->kind != NODE_BLOCK && !is_space)
            return refuse(c, child, "template.section", "stands in a parent outside its blocks");
    }
    c->filling = &filling;
    fault = compile_template(c, node);
    c->filling = filling.outer;
    return fault;
}

static const struct node *find_block(const struct filling *filling, struct str name)
{
    for (const struct node *node = filling->blocks; node; node = node->next) {
        if (node->kind == NODE_BLOCK && str_equal(node->text, name))
            return node;
    }
    return NULL;
}

/*
 * Writes what fills the block: of several templates that fill it the outermost,
 * which is the one nearest to the page. Names have the scope of the block; blocks
 * inside the filling mean those of the template that wrote it.
 */
static const struct fault *compile_block(struct compiler *c, const struct node *node)
{
    const struct filling *saved = c->filling;
    const struct view_source *source = c->source;
    const struct filling *chosen = NULL;
    const struct node *block = node;
    const struct fault *fault;
    for (const struct filling *filling = saved; filling; filling = filling->outer) {
        const struct node *found = find_block(filling, node->text);
        if (found) {
            chosen = filling;
            block = found;
        }
    }
    if (chosen) {
        c->filling = chosen->outer;
        c->source = chosen->source;
    }
    fault = compile_nodes(c, block->children);
    c->filling = saved;
    c->source = source;
    return fault;
}

static const struct fault *compile_literal(struct compiler *c, const struct node *node)
{
    struct str rest = node->text;
    for (int line = node->line; rest.len > 0; line++) {
        ptrdiff_t end = str_find_byte(rest, '\n', 0);
        size_t len = end < 0 ? rest.len : (size_t)end + 1;
        const char *problem = context_read(&c->context, str_slice(rest, 0, len));
        if (problem)
            return template_fault(c->arena, c->source, line, "template.place", "%s", problem);
        rest = str_from(rest, len);
    }
    buf_add(&c->literal, node->text);
    return NULL;
}

static const struct fault *compile_node(struct compiler *c, const struct node *node)
{
    switch (node->kind) {
    case NODE_LITERAL:
        return compile_literal(c, node);
    case NODE_VALUE:
    case NODE_MARKUP:
        if (str_starts(node->text, STR("t.")))
            return compile_message(c, node);
        return compile_value(c, node, node->text);
    case NODE_SECTION:
    case NODE_INVERTED:
        return compile_section(c, node);
    case NODE_PARTIAL:
        return compile_template(c, node);
    case NODE_PARENT:
        return compile_parent(c, node);
    case NODE_BLOCK:
        return compile_block(c, node);
    }
    return NULL;
}

static const struct fault *compile_nodes(struct compiler *c, const struct node *node)
{
    const struct fault *fault = NULL;
    for (; node && !fault; node = node->next)
        fault = compile_node(c, node);
    return fault;
}

const struct fault *template_check(struct arena *arena, const struct view_source *source)
{
    struct arena *scratch = arena_new();
    const struct node *nodes;
    const struct fault *fault = template_parse(scratch, source, STR(""), &nodes);
    fault = fault_copy(arena, fault);
    arena_free(scratch);
    return fault;
}

static const struct fault *compile_page(struct compiler *c)
{
    const struct node *nodes;
    const struct fault *fault = template_parse(c->arena, c->source, STR(""), &nodes);
    if (!fault)
        fault = compile_nodes(c, nodes);
    if (!fault && c->context.place != PLACE_TEXT)
        fault = template_fault(c->arena, c->source, 1, "template.end",
                               "the page ends inside a tag, attribute, comment or element");
    if (!fault)
        here(c);
    return fault;
}

/* The steps and their texts alone, in `arena`. */
static const struct program *program_of(struct arena *arena, const struct compiler *c)
{
    struct program *program = ARENA_NEW(arena, struct program);
    struct step *steps = arena_alloc_array(arena, c->steps.count, sizeof(*steps));
    for (size_t i = 0; i < c->steps.count; i++) {
        steps[i] = c->steps.items[i];
        steps[i].text = arena_copy(arena, steps[i].text);
    }
    *program = (struct program){steps, c->steps.count, c->locale, c->library->messages};
    return program;
}

/* Trees and tables of the compiler are larger than what comes of them by far, and
 * go when it is done. */
const struct fault *template_compile(struct arena *arena, const struct template_library *library,
                                     const struct view_source *source, const struct shape *shape,
                                     enum locale locale, const struct program **ret_program)
{
    struct arena *scratch = arena_new();
    struct scope scope = {.shape = shape};
    struct compiler c = {.arena = scratch,
                         .library = library,
                         .locale = locale,
                         .literal = buf_init(scratch, SIZE_MAX),
                         .source = source,
                         .scope = &scope,
                         .free_slot = 1,
                         .depth = 1};
    const struct fault *fault = compile_page(&c);
    if (!fault)
        *ret_program = program_of(arena, &c);
    fault = fault_copy(arena, fault);
    arena_free(scratch);
    return fault;
}
