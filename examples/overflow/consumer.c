// A consumer in C: it adds up a list with the imported overflowing-add and stops at the first sum that wrapped.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sum {
  int32_t value;
  bool overflow;
};

// The import, lowered: x, y and where to write the tuple.
__attribute__((import_module("arithmetic:overflow/overflowing-add"), import_name("overflowing-add")))
void overflowing_add(int32_t x, int32_t y, struct sum *sum);

// result<s32, u32>: the case at 0, its payload at 4.
struct checked {
  uint8_t is_error;
  union {
    int32_t value;
    uint32_t index;
  };
};

static struct checked result;

__attribute__((export_name("checked-sum")))
struct checked *checked_sum(const int32_t *numbers, size_t count) {
  int32_t total = 0;
  for (size_t index = 0; index < count; index++) {
    struct sum sum;
    overflowing_add(total, numbers[index], &sum);
    if (sum.overflow) {
      result.is_error = 1;
      result.index = index;
      return &result;
    }
    total = sum.value;
  }
  result.is_error = 0;
  result.value = total;
  return &result;
}

extern uint8_t __heap_base;
static uintptr_t used;

// Where the caller puts the list: memory is handed out in a row, and taken back when a call is over.
__attribute__((export_name("cabi_realloc")))
void *cabi_realloc(void *old, size_t old_size, size_t alignment, size_t new_size) {
  if (used == 0) used = (uintptr_t)&__heap_base;
  uintptr_t place = (used + alignment - 1) & -alignment;
  uintptr_t end = place + new_size;
  uintptr_t available = __builtin_wasm_memory_size(0) << 16;
  if (end > available && __builtin_wasm_memory_grow(0, (end - available + 0xffff) >> 16) == (size_t)-1)
    __builtin_trap();
  for (size_t index = 0; index < old_size && index < new_size; index++)
    ((uint8_t *)place)[index] = ((uint8_t *)old)[index];
  used = end;
  return (void *)place;
}

__attribute__((export_name("cabi_post_checked-sum")))
void release(struct checked *unused) {
  (void)unused;
  used = 0;
}
