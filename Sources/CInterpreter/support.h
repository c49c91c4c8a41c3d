// Arithmetic that the handlers share, and the record of wraps.
#ifndef WITSCOPE_INTERPRETER_SUPPORT_H
#define WITSCOPE_INTERPRETER_SUPPORT_H

#include "include/CInterpreter.h"

#define WI_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WI_KEEP_APART __asm__ volatile("")

extern const uint64_t wi_restore_code[1];

static inline float wi_f32_from_bits(uint32_t bits) { float x; __builtin_memcpy(&x, &bits, sizeof x); return x; }
static inline double wi_f64_from_bits(uint64_t bits) { double x; __builtin_memcpy(&x, &bits, sizeof x); return x; }
static inline uint64_t wi_f32_bits(float x) { uint32_t bits; __builtin_memcpy(&bits, &x, sizeof bits); return bits; }
static inline uint64_t wi_f64_bits(double x) { uint64_t bits; __builtin_memcpy(&bits, &x, sizeof bits); return bits; }

// An arithmetic operation's NaN is quiet; the rounding functions may hand a signalling one through.
static inline float wi_f32_quiet(float x) { return x != x ? x + x : x; }
static inline double wi_f64_quiet(double x) { return x != x ? x + x : x; }

// WebAssembly's min and max: a NaN wins, and -0 is less than 0.
#define WI_MIN_MAX(T, FT, SIGN_OF) \
  static inline FT wi_##T##_min(FT x, FT y) { \
    if (x != x || y != y) return x + y; \
    if (x == y) return SIGN_OF(x) ? x : y; \
    return x < y ? x : y; \
  } \
  static inline FT wi_##T##_max(FT x, FT y) { \
    if (x != x || y != y) return x + y; \
    if (x == y) return SIGN_OF(x) ? y : x; \
    return x > y ? x : y; \
  }
WI_MIN_MAX(f32, float, __builtin_signbitf)
WI_MIN_MAX(f64, double, __builtin_signbit)

// Whether one defined type is another or has it among its supertypes.
static inline bool wi_is_subtype(const wi_context *context, uint32_t type, uint32_t of) {
  if (type == of) return true;
  uint32_t depth = context->types[of].depth;
  return depth < context->types[type].depth && context->types[type].supertypes[depth] == of;
}

// Whether a reference passes a test; see wi_target for the word.
bool wi_passes(const wi_context *context, uint64_t reference, uint64_t target);

// Which readings of an operation lost something.
enum { wi_lost_signed = 1, wi_lost_unsigned = 2 };

#define WI_LOST(T, UT, ST, BITS) \
  static inline uint32_t wi_lost_by_##T##_add(UT x, UT y, UT *result) { \
    ST s; \
    uint32_t lost = __builtin_add_overflow((ST)x, (ST)y, &s) ? wi_lost_signed : 0; \
    return lost | (__builtin_add_overflow(x, y, result) ? wi_lost_unsigned : 0); \
  } \
  static inline uint32_t wi_lost_by_##T##_sub(UT x, UT y, UT *result) { \
    ST s; \
    uint32_t lost = __builtin_sub_overflow((ST)x, (ST)y, &s) ? wi_lost_signed : 0; \
    return lost | (__builtin_sub_overflow(x, y, result) ? wi_lost_unsigned : 0); \
  } \
  static inline uint32_t wi_lost_by_##T##_mul(UT x, UT y, UT *result) { \
    ST s; \
    uint32_t lost = __builtin_mul_overflow((ST)x, (ST)y, &s) ? wi_lost_signed : 0; \
    return lost | (__builtin_mul_overflow(x, y, result) ? wi_lost_unsigned : 0); \
  } \
  static inline uint32_t wi_lost_by_##T##_shl(UT x, UT y, UT *result) { \
    UT count = y & (BITS - 1); \
    *result = x << count; \
    uint32_t lost = ((ST)*result >> count) != (ST)x ? wi_lost_signed : 0; \
    return lost | ((*result >> count) != x ? wi_lost_unsigned : 0); \
  }
WI_LOST(i32, uint32_t, int32_t, 32)
WI_LOST(i64, uint64_t, int64_t, 64)

static inline uint32_t wi_lost_by_wrap(uint64_t x) {
  uint32_t lost = (int64_t)x != (int32_t)x ? wi_lost_signed : 0;
  return lost | (x != (uint32_t)x ? wi_lost_unsigned : 0);
}

static inline uint32_t wi_watch_bucket(const uint64_t *pc) {
  uint64_t hash = ((uint64_t)(uintptr_t)pc >> 3) * UINT64_C(0x9e3779b97f4a7c15);
  return (uint32_t)(hash >> 52) & (wi_watch_bucket_count - 1);
}

// A place's count and the operands of its last time.
static inline void wi_watch_update(wi_watch_site *site, uint64_t x, uint64_t y, uint32_t lost) {
  if (lost & wi_lost_signed) {
    site->signed_count++;
    site->signed_x = x;
    site->signed_y = y;
  } else {
    site->unsigned_count++;
    site->unsigned_x = x;
    site->unsigned_y = y;
  }
}

// A place that is not in its own bucket: new, or moved aside by another.
void wi_watch_search(wi_watch *watch, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost);

// Remembers a wrap at a place; beyond the capacity only the total counts on. A place that was seen before costs no call.
static inline void wi_watch_record(wi_watch *watch, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost) {
  watch->total++;
  uint16_t known = watch->buckets[wi_watch_bucket(pc)];
  if (known != 0 && watch->sites[known - 1].pc == pc) {
    wi_watch_update(&watch->sites[known - 1], x, y, lost);
  } else {
    wi_watch_search(watch, pc, x, y, lost);
  }
}

#endif
