/*
 * Writes a picture as large as a telephone takes it: a PNG of soft colours with the
 * grain of a camera, which no two programs compress well.
 *     photo WIDTH HEIGHT FILE
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void put_32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void put_chunk(FILE *out, const char *name, const uint8_t *bytes, uint32_t size)
{
    uint8_t word[4];
    uLong sum = crc32(0, (const Bytef *)name, 4);
    put_32(word, size);
    fwrite(word, 1, 4, out);
    fwrite(name, 1, 4, out);
    fwrite(bytes, 1, size, out);
    if (size > 0)
        sum = crc32(sum, bytes, size);
    put_32(word, (uint32_t)sum);
    fwrite(word, 1, 4, out);
}

int main(int argc, char **argv)
{
    uint32_t width = argc == 4 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
    uint32_t height = argc == 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
    size_t row = 1 + (size_t)width * 3;
    uint8_t head[13] = {[8] = 8, [9] = 2};
    uint8_t *pixels;
    uint8_t *packed;
    uLongf size;
    uint32_t seed = 1;
    FILE *out;
    if (width == 0 || height == 0 || !(out = fopen(argv[3], "wb")))
        return 1;
    pixels = calloc(height, row);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint8_t *pixel = pixels + y * row + 1 + (size_t)x * 3;
            seed = seed * 1664525U + 1013904223U;
            pixel[0] = (uint8_t)(x * 200 / width + (seed >> 31));
            pixel[1] = (uint8_t)(y * 200 / height + ((seed >> 29) & 1));
            pixel[2] = (uint8_t)(120 + ((x / 16 + y / 16) & 31));
        }
    size = compressBound(height * row);
    packed = malloc(size);
    if (compress2(packed, &size, pixels, height * row, 1) != Z_OK)
        return 1;
    put_32(head, width);
    put_32(head + 4, height);
    fwrite("\x89PNG\r\n\x1a\n", 1, 8, out);
    put_chunk(out, "IHDR", head, sizeof(head));
    put_chunk(out, "IDAT", packed, (uint32_t)size);
    put_chunk(out, "IEND", head, 0);
    return fclose(out) == 0 ? 0 : 1;
}
