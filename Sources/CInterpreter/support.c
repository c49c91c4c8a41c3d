#define _GNU_SOURCE
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static const uint64_t translate_code[1] = {wi_op_translate};
static const uint64_t host_code[2] = {wi_op_host, wi_op_return_none};
static const uint64_t exit_code[1] = {wi_op_exit};
const uint64_t wi_restore_code[1] = {wi_op_restore_instance};

const uint64_t *wi_translate_code(void) { return translate_code; }
const uint64_t *wi_host_code(void) { return host_code; }
const uint64_t *wi_exit_code(void) { return exit_code; }
const uint64_t *wi_restore_address(void) { return wi_restore_code; }

WI_RARELY_CALLED void wi_watch_search(wi_watch *watch, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost) {
  // There are more sites than places, so this ends.
  for (uint32_t index = wi_watch_first(pc);; index = (index + 1) & (wi_watch_site_count - 1)) {
    wi_watch_site *site = &watch->sites[index];
    if (!site->pc) {
      if (watch->known == wi_watch_site_capacity) {
        watch->unplaced++;
        return;
      }
      watch->order[watch->known++] = (uint16_t)index;
      site->pc = pc;
    }
    if (site->pc == pc) {
      wi_watch_update(site, x, y, lost);
      return;
    }
  }
}

WI_RARELY_CALLED void wi_watch_rarely(wi_context *context, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost) {
  if (context->watch) wi_watch_search(context->watch, pc, x, y, lost);
}

bool wi_passes(const wi_context *context, uint64_t reference, uint64_t target) {
  if (reference == 0) return target >> 40 & 1;
  uint32_t type = (uint32_t)target;
  wi_target kind = (wi_target)(target >> 32 & 0xff);
  uint32_t tag = WI_REFERENCE_TAG(reference);
  if (kind == wi_target_any) return true;
  if (kind == wi_target_defined_function)
    return tag == 0 && wi_is_subtype(context, context->functions[reference - 1]->type_id, type);
  if (kind == wi_target_i31) return tag == wi_tag_i31;
  if (kind == wi_target_eq && tag == wi_tag_i31) return true;
  if (tag != wi_tag_object) return false;
  const wi_object *object = context->objects[WI_OBJECT_INDEX(reference)];
  switch (kind) {
    case wi_target_eq: return object->kind != wi_kind_exception;
    case wi_target_struct: return object->kind == wi_kind_struct;
    case wi_target_array: return object->kind == wi_kind_array;
    case wi_target_exception: return object->kind == wi_kind_exception;
    case wi_target_defined_object: return wi_is_subtype(context, object->type, type);
    default: return false;
  }
}

bool wi_memory_make(wi_memory *memory, uint64_t size) {
  memory->base = 0;
  memory->size = 0;
  memory->reserved = 0;
  return size == 0 || wi_memory_grow(memory, size);
}

// Fresh pages of the system are zero, so growing touches none of them, and it moves pages instead of copying bytes, so a
// guest that grows page by page pays for each page once.
bool wi_memory_grow(wi_memory *memory, uint64_t size) {
  if (size > memory->reserved) {
    void *base = memory->base
      ? mremap(memory->base, memory->reserved, size, MREMAP_MAYMOVE)
      : mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) return false;
    memory->base = base;
    memory->reserved = size;
  }
  memory->size = size;
  return true;
}

void wi_memory_free(wi_memory *memory) {
  if (memory->base) munmap(memory->base, memory->reserved);
  memory->base = 0;
  memory->size = 0;
  memory->reserved = 0;
}

wi_object *wi_object_make(uint32_t type, uint32_t kind, uint64_t count, uint64_t size) {
  wi_object *object = calloc(1, sizeof *object + size);
  if (!object) return 0;
  object->type = type;
  object->kind = kind;
  object->count = count;
  return object;
}

void wi_object_free(wi_object *object) { free(object); }

// Fresh pages are zero, and only those that are used cost anything; the allocator would write zeros over pages that it
// keeps. The page in front holds the size.
enum { slots_in_front = 512 };

uint64_t *wi_slots_make(uint64_t count) {
  if (count > SIZE_MAX / sizeof(uint64_t) - slots_in_front) return 0;
  size_t size = (slots_in_front + count) * sizeof(uint64_t);
  uint64_t *base = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base == MAP_FAILED) return 0;
  *base = size;
  return base + slots_in_front;
}

void wi_slots_free(uint64_t *slots) {
  if (!slots) return;
  uint64_t *base = slots - slots_in_front;
  munmap(base, *base);
}

wi_watch *wi_watch_make(void) {
  return (wi_watch *)wi_slots_make((sizeof(wi_watch) + sizeof(uint64_t) - 1) / sizeof(uint64_t));
}
void wi_watch_free(wi_watch *watch) { wi_slots_free((uint64_t *)watch); }
uint32_t wi_watch_place_count(const wi_watch *watch) { return watch->known; }
const wi_watch_site *wi_watch_place(const wi_watch *watch, uint32_t index) { return &watch->sites[watch->order[index]]; }
uint64_t wi_watch_unplaced(const wi_watch *watch) { return watch->unplaced; }
