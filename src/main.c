/*
 * The command line of dinh.
 */
#include "app/command.h"
#include "http/picture.h"

int main(int argc, char **argv)
{
    if (picture_is_worker(argc, argv))
        picture_work(argv);
    return command_run(argc, argv);
}
