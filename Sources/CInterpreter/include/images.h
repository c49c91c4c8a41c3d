// What images of memory need: comparing bytes fast, and taking memory back.
#ifndef WITSCOPE_CINTERPRETER_IMAGES_H
#define WITSCOPE_CINTERPRETER_IMAGES_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct wi_memory wi_memory;

// Whether two ranges hold the same bytes.
bool wi_bytes_are_equal(const void *x, const void *y, uint64_t count);
// Whether a range holds zeros only.
bool wi_bytes_are_zero(const void *bytes, uint64_t count);
// Makes a range zero; whole pages of the system are given back to it, so that they take no memory.
void wi_bytes_clear(void *bytes, uint64_t count);
// Shrinks to `size` bytes, which is not more than it has. What is behind them reads as zeros should it grow again.
void wi_memory_shrink(wi_memory *memory, uint64_t size);

#pragma clang assume_nonnull end

#endif
