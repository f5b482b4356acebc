#!/bin/sh
# Writes an assembler file that carries every file named in the list (one path a
# line, sorted by bytes) and the table that src/base/asset.c searches.
set -eu
LC_ALL=C sort -u "$1" | grep . | awk '
BEGIN { print "    .section .rodata" }
{
    name[NR] = $0
    printf "    .balign 16\nasset_%d:\n    .incbin \"%s\"\nasset_end_%d:\n    .byte 0\n", NR, $0, NR
    printf "asset_name_%d:\n    .asciz \"%s\"\n", NR, $0
}
END {
    print "    .section .data.rel.ro,\"aw\"\n    .balign 16"
    print "    .globl dinh_embedded\ndinh_embedded:"
    for (i = 1; i <= NR; i++)
        printf "    .quad asset_name_%d, asset_%d, asset_end_%d\n", i, i, i
    print "    .quad 0, 0, 0"
    print "    .globl dinh_embedded_count\n    .balign 8\ndinh_embedded_count:"
    printf "    .quad %d\n", NR
    print "    .section .note.GNU-stack,\"\",@progbits"
}'
