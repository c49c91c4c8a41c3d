// Arithmetic that the handlers share, and the record of wraps.
#ifndef WITSCOPE_INTERPRETER_SUPPORT_H
#define WITSCOPE_INTERPRETER_SUPPORT_H

#include "include/CInterpreter.h"

#define WI_UNLIKELY(x) __builtin_expect(!!(x), 0)
// A call that costs the handlers no registers.
#if __has_attribute(preserve_most) && defined(__x86_64__)
#define WI_RARELY_CALLED __attribute__((noinline, cold, preserve_most))
#else
#define WI_RARELY_CALLED __attribute__((noinline, cold))
#endif
#define WI_INLINE static inline __attribute__((always_inline))
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
WI_LOST(i8, uint8_t, int8_t, 8)
WI_LOST(i16, uint16_t, int16_t, 16)

// What any lane of a vector lost; y is a vector, too, or a count for all lanes.
#define WI_LOST_BY_LANES(T, L, UL, LANES, name, has_count) \
  static inline uint32_t wi_lost_by_##T##_##name(const uint64_t *x, const uint64_t *y) { \
    UL xs[LANES], ys[LANES] = {(UL)y[0]}, result; \
    __builtin_memcpy(xs, x, sizeof xs); \
    if (!(has_count)) __builtin_memcpy(ys, y, sizeof ys); \
    uint32_t lost = 0; \
    for (int i = 0; i < LANES; i++) lost |= wi_lost_by_##L##_##name(xs[i], ys[(has_count) ? 0 : i], &result); \
    return lost; \
  }
#define WI_LOST_LANES(T, L, UL, LANES) \
  WI_LOST_BY_LANES(T, L, UL, LANES, add, false) WI_LOST_BY_LANES(T, L, UL, LANES, sub, false) \
  WI_LOST_BY_LANES(T, L, UL, LANES, mul, false) WI_LOST_BY_LANES(T, L, UL, LANES, shl, true)
WI_LOST_LANES(i8x16, i8, uint8_t, 16)
WI_LOST_LANES(i16x8, i16, uint16_t, 8)
WI_LOST_LANES(i32x4, i32, uint32_t, 4)
WI_LOST_LANES(i64x2, i64, uint64_t, 2)

#define WI_LOST_WIDE(name) \
  static inline uint32_t wi_lost_by_i64_##name##128( \
      unsigned __int128 x, unsigned __int128 y, unsigned __int128 *result) { \
    __int128 s; \
    uint32_t lost = __builtin_##name##_overflow((__int128)x, (__int128)y, &s) ? wi_lost_signed : 0; \
    return lost | (__builtin_##name##_overflow(x, y, result) ? wi_lost_unsigned : 0); \
  }
WI_LOST_WIDE(add)
WI_LOST_WIDE(sub)

static inline uint32_t wi_lost_by_wrap(uint64_t x) {
  uint32_t lost = (int64_t)x != (int32_t)x ? wi_lost_signed : 0;
  return lost | (x != (uint32_t)x ? wi_lost_unsigned : 0);
}

// Conversions of a float x to an integer, with the conditions under which x is not too small and not too large. The bounds
// are the floats just outside the range, so that comparing with them is exact.
#define WI_TRUNCATIONS(X) \
  X(i32, 32, s, int32_t, uint32_t, x >= -2147483648.0f, x < 2147483648.0f, INT32_MIN, INT32_MAX) \
  X(i32, 32, u, uint32_t, uint32_t, x > -1.0f, x < 4294967296.0f, 0, UINT32_MAX) \
  X(i32, 64, s, int32_t, uint32_t, x > -2147483649.0, x < 2147483648.0, INT32_MIN, INT32_MAX) \
  X(i32, 64, u, uint32_t, uint32_t, x > -1.0, x < 4294967296.0, 0, UINT32_MAX) \
  X(i64, 32, s, int64_t, uint64_t, x >= -9223372036854775808.0f, x < 9223372036854775808.0f, INT64_MIN, INT64_MAX) \
  X(i64, 32, u, uint64_t, uint64_t, x > -1.0f, x < 18446744073709551616.0f, 0, UINT64_MAX) \
  X(i64, 64, s, int64_t, uint64_t, x >= -9223372036854775808.0, x < 9223372036854775808.0, INT64_MIN, INT64_MAX) \
  X(i64, 64, u, uint64_t, uint64_t, x > -1.0, x < 18446744073709551616.0, 0, UINT64_MAX)

// Why a mark should stop the run, besides the budget; `wi_reason_mark` where nothing says so.
WI_RARELY_CALLED wi_reason wi_reason_at(const wi_context *context, const uint64_t *pc, const uint64_t *slots);

enum { wi_watch_site_count = 4096, wi_watch_site_capacity = 1024, wi_wide_site_capacity = 64 };

// The places by their addresses. It takes memory only where it is written.
struct wi_watch {
  uint64_t unplaced;  // losses at places beyond the capacity
  uint32_t known;     // how many places
  uint16_t order[wi_watch_site_capacity];  // which they are, in the order in which they first lost something
  wi_watch_site sites[wi_watch_site_count];
  uint32_t wide_known;  // how many of the wide ones are places
  wi_wide_site wide[wi_wide_site_capacity];
};

// Where a place is looked for first. Code is an array of words.
WI_INLINE uint32_t wi_watch_first(const uint64_t *pc) {
  return (uint32_t)((uintptr_t)pc >> 3) & (wi_watch_site_count - 1);
}

WI_INLINE void wi_watch_update(wi_watch_site *site, uint64_t x, uint64_t y, uint32_t lost) {
  uint32_t sort = (lost & wi_lost_signed) | (lost & wi_lost_unsigned & ~(lost << 1));
  site->count[sort]++;
  site->operands[sort][0] = x;
  site->operands[sort][1] = y;
}

// A place that is not where it is looked for first: new, or moved aside by another.
WI_RARELY_CALLED void wi_watch_search(wi_watch *watch, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost);

// Records what an operation with wide operands lost. It costs nothing where nothing is lost.
WI_RARELY_CALLED void wi_watch_wide(
    wi_watch *watch, const uint64_t *pc, unsigned __int128 x, unsigned __int128 y, uint32_t lost);

// A loss that an operation without a twin met on a path of its own. Nothing is recorded where no watch looks.
WI_RARELY_CALLED void wi_watch_rarely(wi_context *context, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost);

// Records what an operation at a place lost, if anything. A place that lost something once is recorded each time, without a
// branch on whether it did again, which often is as good as random.
WI_INLINE void wi_watch_record(wi_watch *watch, const uint64_t *pc, uint64_t x, uint64_t y, uint32_t lost) {
  wi_watch_site *site = &watch->sites[wi_watch_first(pc)];
  if (site->pc == pc) {
    wi_watch_update(site, x, y, lost);
  } else if (WI_UNLIKELY(lost)) {
    wi_watch_search(watch, pc, x, y, lost);
  }
}

#endif
