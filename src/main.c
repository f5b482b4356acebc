/*
 * The command line of dinh.
 */
int main(void)
{
    return 0;
}
