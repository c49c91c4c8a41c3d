// A relay in C: it exports overflowing-add and asks another component for the answer.
#include <stdbool.h>
#include <stdint.h>

struct sum {
  int32_t value;
  bool overflow;
};

// The import, lowered: x, y and where to write the tuple.
__attribute__((import_module("arithmetic:overflow/overflowing-add"), import_name("overflowing-add")))
void imported_overflowing_add(int32_t x, int32_t y, struct sum *sum);

static struct sum result;

// The export: the tuple's place is returned, and read from there.
__attribute__((export_name("arithmetic:overflow/overflowing-add#overflowing-add")))
struct sum *overflowing_add(int32_t x, int32_t y) {
  imported_overflowing_add(x, y, &result);
  return &result;
}
