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

#define WI_LOSSY_OF(name) [wi_op_##name] = wi_op_lossy_##name,
const uint16_t wi_lossy_operations[wi_plain_operation_count] = {WI_WATCHED(WI_LOSSY_OF)};
#define WI_ITSELF(name) [wi_op_##name] = wi_op_##name,
#define WI_PLAIN_OF(name) [wi_op_lossy_##name] = wi_op_##name,
const uint16_t wi_plain_operations[wi_operation_count] = {WI_OPERATIONS(WI_ITSELF) WI_WATCHED(WI_PLAIN_OF)};

uint32_t wi_plain_operation(uint32_t operation) {
  return operation < wi_operation_count ? wi_plain_operations[operation] : operation;
}

#pragma GCC diagnostic ignored "-Woverride-init"
#pragma clang diagnostic ignored "-Winitializer-overrides"
#define WI_FIRST(name) [wi_op_##name] = wi_place_first,
#define WI_BEHIND(name) [wi_op_##name] = wi_place_behind,
#define WI_BOTH(name) [wi_op_##name] = wi_place_first | wi_place_behind,
#define WI_PLACES_OF_SECOND(T) \
  WI_WATCHED_SECOND(WI_BOTH, T, add) WI_WATCHED_SECOND(WI_BOTH, T, sub) WI_WATCHED_SECOND(WI_BOTH, T, mul) \
  WI_WATCHED_SECOND(WI_BOTH, T, shl) WI_WATCHED_SECOND(WI_BEHIND, T, and) WI_WATCHED_SECOND(WI_BEHIND, T, or) \
  WI_WATCHED_SECOND(WI_BEHIND, T, xor) WI_WATCHED_SECOND(WI_BEHIND, T, shr_s) WI_WATCHED_SECOND(WI_BEHIND, T, shr_u) \
  WI_WATCHED_SECOND(WI_BEHIND, T, rotl) WI_WATCHED_SECOND(WI_BEHIND, T, rotr)
const uint8_t wi_places[wi_plain_operation_count] = {
  WI_WATCHED(WI_FIRST) WI_PLACES_OF_SECOND(i32) WI_PLACES_OF_SECOND(i64) WI_NARROWING_STORES(WI_BOTH, WI_SUM_FORMS)
};

// Makes the operation that has a site what it was at first.
static void make_plain(const wi_watch_site *site) {
  uint16_t *operation = (uint16_t *)(site->pc - site->is_behind);
  *operation = wi_plain_operations[*operation];
}

// Makes a place known: an operation's first word, or the one `behind` it. Its site is its own then, until another place of
// the same site is to be known.
//
// A place is looked for from its own site on. Where it is found elsewhere, it and the place in its own site change places:
// both lie between their own sites and the next free one, so that both are still found.
static wi_watch_site *learn(wi_watch *watch, const uint64_t *pc, uint32_t behind) {
  wi_watch_site *own = wi_watch_site_of(watch, pc) + behind, *end = watch->sites + wi_watch_site_count + 1;
  const uint64_t *place = pc + behind;
  wi_watch_site *site = own;
  // There are more sites than places, so this ends.
  while (site->pc && site->pc != place) site = site + 1 == end ? watch->sites : site + 1;
  if (!site->pc) {
    if (watch->known == wi_watch_site_capacity) {
      watch->unplaced++;
      return 0;
    }
    site->pc = place;
    site->is_behind = behind;
    site->number = watch->known++;
    watch->order[site->number] = (uint16_t)(site - watch->sites);
  }
  if (site != own) {
    make_plain(own);
    wi_watch_site other = *own;
    wi_watch_further further = *wi_watch_further_of(own);
    *own = *site;
    *wi_watch_further_of(own) = *wi_watch_further_of(site);
    *site = other;
    *wi_watch_further_of(site) = further;
    watch->order[own->number] = (uint16_t)(own - watch->sites);
    watch->order[other.number] = (uint16_t)(site - watch->sites);
  }
  return own;
}

WI_RARELY_CALLED bool wi_watch_claim(wi_watch *watch, const uint64_t *pc) {
  uint16_t *operation = (uint16_t *)pc;
  uint8_t places = wi_places[*operation];
  if (places & wi_place_first && !learn(watch, pc, 0)) return false;
  if (places & wi_place_behind && !learn(watch, pc, 1)) return false;
  *operation = wi_lossy_operations[*operation];
  return true;
}

static void make_all_plain(const wi_watch *watch) {
  for (uint32_t place = 0; place < watch->known; place++) make_plain(&watch->sites[watch->order[place]]);
}

WI_RARELY_CALLED void wi_watch_replace(wi_watch **active, wi_watch *watch) {
  if (*active) make_all_plain(*active);
  *active = watch;
}

WI_RARELY_CALLED void wi_watch_rarely(
  wi_context *context, const uint64_t *pc, uint64_t operands, uint64_t further, uint32_t lost
) {
  if (!context->watch) return;
  wi_watch_site *site = learn(context->watch, pc, 0);
  if (!site) return;
  uint64_t sort = wi_sort(lost);
  site->count[sort]++;
  site->operands[sort] = operands;
  wi_watch_further_of(site)->operand[sort] = further;
}

WI_RARELY_CALLED void wi_watch_wide(
    wi_watch *watch, const uint64_t *pc, unsigned __int128 x, unsigned __int128 y, uint32_t lost) {
  uint32_t index = 0;
  while (index < watch->wide_known && watch->wide[index].pc != pc) index++;
  if (index == wi_wide_site_capacity) {
    watch->unplaced++;
    return;
  }
  wi_wide_site *site = &watch->wide[index];
  if (index == watch->wide_known) {
    *site = (wi_wide_site){.pc = pc, .earlier = wi_watch_place_count(watch)};
    watch->wide_known++;
  }
  uint32_t sort = lost & wi_lost_signed ? 0 : 1;
  site->count[sort]++;
  uint64_t operands[4] = {(uint64_t)x, (uint64_t)(x >> 64), (uint64_t)y, (uint64_t)(y >> 64)};
  memcpy(site->operands[sort], operands, sizeof operands);
}

uint32_t wi_lost_by(wi_loss loss, const uint64_t *top) {
  uint64_t y = top[0];
  switch (loss) {
#define LOST_BINARY(T, UT, name) \
    case wi_loss_##T##_##name: { UT wi_result; return wi_lost_by_##T##_##name((UT)top[-1], (UT)y, &wi_result); }
#define LOST(T, UT, ST, MINIMUM) \
    LOST_BINARY(T, UT, add) LOST_BINARY(T, UT, sub) LOST_BINARY(T, UT, mul) LOST_BINARY(T, UT, shl) \
    case wi_loss_##T##_div_s: \
    case wi_loss_##T##_rem_s: return (ST)top[-1] == MINIMUM && (ST)y == -1 ? wi_lost_signed : 0; \
    case wi_loss_##T##_extend8_s: return (ST)y != (int8_t)y ? wi_lost_signed | wi_lost_unsigned : 0; \
    case wi_loss_##T##_extend16_s: return (ST)y != (int16_t)y ? wi_lost_signed | wi_lost_unsigned : 0;
    LOST(i32, uint32_t, int32_t, INT32_MIN)
    LOST(i64, uint64_t, int64_t, INT64_MIN)
    case wi_loss_i64_extend32_s: return (int64_t)y != (int32_t)y ? wi_lost_signed | wi_lost_unsigned : 0;
    case wi_loss_i32_wrap_i64: return wi_lost_by_wrap(y);
// A narrower value may stand for a signed or for an unsigned one: bits are lost if it is neither.
#define LOST_STORE(T, ST, UT, NARROW) \
    case wi_loss_##T##_store##NARROW: \
      return (ST)y != (int##NARROW##_t)y && (UT)y != (uint##NARROW##_t)y ? wi_lost_signed | wi_lost_unsigned : 0;
    LOST_STORE(i32, int32_t, uint32_t, 8)
    LOST_STORE(i32, int32_t, uint32_t, 16)
    LOST_STORE(i64, int64_t, uint64_t, 8)
    LOST_STORE(i64, int64_t, uint64_t, 16)
    LOST_STORE(i64, int64_t, uint64_t, 32)
#define WI_LOST_READING_s wi_lost_signed
#define WI_LOST_READING_u wi_lost_unsigned
#define LOST_TRUNCATION(T, BITS, sign, RT, UT, LOW_OK, HIGH_OK, MINIMUM, MAXIMUM) \
    case wi_loss_##T##_trunc_f##BITS##_##sign: { \
      __typeof__(wi_f##BITS##_from_bits(0)) x = wi_f##BITS##_from_bits((uint##BITS##_t)y); \
      return (LOW_OK) && (HIGH_OK) ? 0 : WI_LOST_READING_##sign; \
    }
    WI_TRUNCATIONS(LOST_TRUNCATION)
#define WIDE(low, high) ((unsigned __int128)(high) << 64 | (low))
#define LOST_WIDE(name) \
    case wi_loss_i64_##name##128: { \
      unsigned __int128 wi_result; \
      return wi_lost_by_i64_##name##128(WIDE(top[-3], top[-2]), WIDE(top[-1], top[0]), &wi_result); \
    }
    LOST_WIDE(add)
    LOST_WIDE(sub)
#define LOST_LANES(T, name) case wi_loss_##T##_##name: return wi_lost_by_##T##_##name(top - 2, top);
#define LOST_BY_LANES(T) LOST_LANES(T, add) LOST_LANES(T, sub) LOST_LANES(T, shl)
    LOST_BY_LANES(i8x16) LOST_BY_LANES(i16x8) LOST_BY_LANES(i32x4) LOST_BY_LANES(i64x2)
    LOST_LANES(i16x8, mul) LOST_LANES(i32x4, mul) LOST_LANES(i64x2, mul)
    case wi_loss_count: break;
  }
  return 0;
}

#define OWN_MARK(X, name) case wi_op_##name: return wi_op_mark_##name;
uint16_t wi_mark_before(uint16_t operation) {
  switch (operation) {
    WI_MARKED(OWN_MARK, )
    default: return wi_op_mark;
  }
}

#define OWN_LOSS_MARK(X, name) case wi_op_##name: return wi_op_mark_loss_##name;
uint16_t wi_loss_mark_before(uint16_t operation) {
  switch (operation) {
    WI_MARKED_LOSSES(OWN_LOSS_MARK, )
    default: return wi_op_mark_loss;
  }
}

static bool is_among(const wi_marks *marks, const uint64_t *pc) {
  uint64_t low = 0, high = marks->count;
  while (low < high) {
    uint64_t middle = low + (high - low) / 2;
    if (marks->first[middle] == pc) return true;
    if (marks->first[middle] < pc) low = middle + 1; else high = middle;
  }
  return false;
}

WI_RARELY_CALLED wi_reason wi_reason_at(const wi_context *context, const uint64_t *pc, const uint64_t *slots) {
  uint32_t stops = context->stops;
  if (stops & wi_stop_at_breakpoints && is_among(&context->breakpoints, pc)) return wi_reason_breakpoint;
  if (stops & wi_stop_at_depth && context->frame <= context->stop_frame) return wi_reason_depth;
  uint16_t mark = (uint16_t)*pc;
  if (mark >= wi_first_loss_mark && mark <= wi_last_loss_mark
      && wi_lost_by((wi_loss)(*pc >> 16 & 0xffff), slots + (*pc >> 32)) & stops
      && !is_among(&context->quiet_marks, pc)) return wi_reason_loss;
  return wi_reason_mark;
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
  wi_watch *watch = (wi_watch *)wi_slots_make((sizeof(wi_watch) + sizeof(uint64_t) - 1) / sizeof(uint64_t));
  if (watch) wi_watch_set_handlers(watch);
  return watch;
}
void wi_watch_free(wi_watch *watch) { wi_slots_free((uint64_t *)watch); }
void wi_watch_forget(wi_watch *watch, wi_watch **active) {
  if (*active == watch) {
    make_all_plain(watch);
    *active = 0;
  }
  for (uint32_t place = 0; place < watch->known; place++) {
    wi_watch_site *site = &watch->sites[watch->order[place]];
    *wi_watch_further_of(site) = (wi_watch_further){0};
    *site = (wi_watch_site){0};
  }
  watch->known = 0;
  watch->wide_known = 0;
  watch->unplaced = 0;
}
uint32_t wi_watch_place_count(const wi_watch *watch) { return watch->known; }
wi_watch_place wi_watch_place_at(const wi_watch *watch, uint32_t index) {
  const wi_watch_site *site = &watch->sites[watch->order[index]];
  const wi_watch_further *further = &watch->further[watch->order[index]];
  wi_watch_place place = {.pc = site->pc, .is_behind = site->is_behind};
  for (int sort = 0; sort < 3; sort++) {
    place.count[sort] = site->count[sort];
    place.operands[sort] = site->operands[sort];
    place.further[sort] = further->operand[sort];
  }
  return place;
}
uint64_t wi_watch_unplaced(const wi_watch *watch) { return watch->unplaced; }
uint32_t wi_watch_wide_place_count(const wi_watch *watch) { return watch->wide_known; }
const wi_wide_site *wi_watch_wide_place(const wi_watch *watch, uint32_t index) { return &watch->wide[index]; }
