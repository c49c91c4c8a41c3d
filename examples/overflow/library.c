// The library in C: one addition in 32 bits, and the flag from the operands' signs.
//
// WebAssembly's i32.add wraps without a word; C calls signed overflow undefined, so the sum is made unsigned.
#include <stdbool.h>
#include <stdint.h>

// tuple<s32, bool> in linear memory: the sum at 0, the flag at 4, as CanonicalABI.md lays a tuple out.
struct sum {
  int32_t value;
  bool overflow;
};

static struct sum result;

__attribute__((export_name("arithmetic:overflow/overflowing-add#overflowing-add")))
struct sum *overflowing_add(int32_t x, int32_t y) {
  int32_t value = (int32_t)((uint32_t)x + (uint32_t)y);
  result.value = value;
  result.overflow = (y < 0) != (value < x);
  return &result;
}
