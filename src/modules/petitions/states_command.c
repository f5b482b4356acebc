/*
 * dinh states KIND: the lifecycle of a kind as a diagram (Mermaid), as it is kept in
 * docs/states/.
 */
#include "modules/petitions/petition_web.h"

#include "civic/cli.h"

int states_command(struct work *work, int argc, char **argv)
{
    struct str name = argc > 0 ? str_from_c(argv[0]) : STR("");
    const struct matter_kind *kind = kind_find(work, name);
    struct str diagram;
    if (!kind)
        return cli_usage(work, "petitions.states.usage");
    diagram = kind_diagram(work, kind);
    fwrite(diagram.ptr, 1, diagram.len, stdout);
    return 0;
}
