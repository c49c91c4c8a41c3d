#define _GNU_SOURCE
#include "include/CInterpreter.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool wi_bytes_are_equal(const void *x, const void *y, uint64_t count) { return memcmp(x, y, count) == 0; }

bool wi_bytes_are_zero(const void *bytes, uint64_t count) {
  if (count == 0) return true;
  // The first byte is zero, and each is the same as the next.
  return *(const uint8_t *)bytes == 0 && memcmp(bytes, (const uint8_t *)bytes + 1, count - 1) == 0;
}

void wi_bytes_clear(void *bytes, uint64_t count) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t start = (uintptr_t)bytes;
  uintptr_t end = start + count;
  uintptr_t first_page = (start + page - 1) / page * page;
  uintptr_t last_page = end / page * page;
  if (first_page >= last_page) {
    memset(bytes, 0, count);
    return;
  }
  memset(bytes, 0, first_page - start);
  if (madvise((void *)first_page, last_page - first_page, MADV_DONTNEED) != 0)
    memset((void *)first_page, 0, last_page - first_page);
  memset((void *)last_page, 0, end - last_page);
}

void wi_memory_shrink(wi_memory *memory, uint64_t size) {
  if (size >= memory->size || !memory->base) return;
  wi_bytes_clear(memory->base + size, memory->size - size);
  memory->size = size;
}
