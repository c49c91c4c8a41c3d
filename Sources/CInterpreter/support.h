// Arithmetic that the handlers share, and the record of wraps.
#ifndef WITSCOPE_INTERPRETER_SUPPORT_H
#define WITSCOPE_INTERPRETER_SUPPORT_H

#include <stddef.h>
#include "include/CInterpreter.h"

#define WI_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WI_LIKELY(x) __builtin_expect(!!(x), 1)
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

// The operation that code holds once it lost something; 0 for what has no twin.
extern const uint16_t wi_lossy_operations[wi_plain_operation_count];
// The operation that code held at first.
extern const uint16_t wi_plain_operations[wi_operation_count];

// What the watch keeps of a place. It fills a cache line, since what a twin costs is what it stores: two operands of 32 bits
// are one number, the second in its high half. The second of two operands of 64 bits is kept apart.
typedef struct wi_watch_site {
  const uint64_t *pc;  // null where no place is
  uint64_t count[3];
  uint64_t operands[3];
  uint32_t number;     // in the order in which places first lost something
  uint32_t is_behind;
} wi_watch_site;
typedef struct wi_watch_further { uint64_t operand[8]; } wi_watch_further;

enum { wi_watch_site_count = 8192, wi_watch_site_capacity = 6144 };

// It takes memory only where it is written.
struct wi_watch {
  // One more than addresses tell apart: the word behind an operation's first has the site behind the operation's.
  wi_watch_site sites[wi_watch_site_count + 1];
  wi_watch_further further[wi_watch_site_count + 1];
  struct { uint64_t operands, further, sort; } waiting;  // to be recorded once its place is known
  uint64_t unplaced;  // losses at places beyond the capacity
  uint32_t known;     // how many places
  uint16_t order[wi_watch_site_capacity];  // which they are, in the order in which they first lost something
};

// The site of an operation's first word: the low 16 bits of its address, a multiple of 8, tell which.
WI_INLINE wi_watch_site *wi_watch_site_of(wi_watch *watch, const uint64_t *pc) {
  _Static_assert(sizeof(wi_watch_site) == 64 && sizeof(wi_watch_further) == 64, "found by eight times those bits");
  return (wi_watch_site *)((uint8_t *)watch + (uint64_t)(uint16_t)(uintptr_t)pc * 8);
}

WI_INLINE wi_watch_further *wi_watch_further_of(wi_watch_site *site) {
  return (wi_watch_further *)((uint8_t *)site + offsetof(wi_watch, further));
}

// The sort of outcome, for what was lost: what is lost in the signed reading is recorded as that alone, 3 becomes 1.
WI_INLINE uint64_t wi_sort(uint32_t lost) { return lost & wi_lost_signed ? wi_lost_signed : lost; }

#define WI_SORT_BY(T, UT, name) \
  WI_INLINE uint64_t wi_sort_by_##T##_##name(UT x, UT y, UT *result) { \
    uint32_t lost = wi_lost_by_##T##_##name(x, y, result); \
    return wi_sort(lost); \
  }
#if defined(__x86_64__)
// Both flags of one instruction: compilers calculate twice, or keep what they could use at once.
#define WI_SORT_BY_FLAGS(T, UT, name, instruction) \
  WI_INLINE uint64_t wi_sort_by_##T##_##name(UT x, UT y, UT *result) { \
    uint64_t sort = 0; \
    __asm__( \
      instruction " %[y], %[x]\n\tsetb %b[sort]\n\tleaq (%[sort],%[sort]), %[sort]\n\tcmovoq %[one], %[sort]" \
      : [x] "+&r"(x), [sort] "+&r"(sort) : [y] "r"(y), [one] "r"((uint64_t)wi_lost_signed) : "cc"); \
    *result = x; \
    return sort; \
  }
WI_SORT_BY_FLAGS(i32, uint32_t, add, "addl")
WI_SORT_BY_FLAGS(i32, uint32_t, sub, "subl")
WI_SORT_BY_FLAGS(i64, uint64_t, add, "addq")
WI_SORT_BY_FLAGS(i64, uint64_t, sub, "subq")
#else
WI_SORT_BY(i32, uint32_t, add)
WI_SORT_BY(i32, uint32_t, sub)
WI_SORT_BY(i64, uint64_t, add)
WI_SORT_BY(i64, uint64_t, sub)
#endif
WI_SORT_BY(i32, uint32_t, mul)
WI_SORT_BY(i32, uint32_t, shl)
WI_SORT_BY(i64, uint64_t, mul)
WI_SORT_BY(i64, uint64_t, shl)

// Two operands as they are kept: both where they have 32 bits, otherwise the first; and what is left of the second.
#define WI_OPERANDS(x, y) (sizeof(x) == 4 ? (uint32_t)(x) | (uint64_t)(uint32_t)(y) << 32 : (uint64_t)(x))
#define WI_FURTHER(x, y) (sizeof(x) == 4 ? 0 : (uint64_t)(y))

#define WI_WATCH_UPDATE(site, x, y, sort) \
  do { \
    uint64_t wi_s = (sort); \
    (site)->count[wi_s]++; \
    if (sizeof(x) == 4) { \
      uint32_t wi_low = (uint32_t)(x); \
      uint32_t wi_high = (uint32_t)(y); \
      __builtin_memcpy(&(site)->operands[wi_s], &wi_low, 4); \
      __builtin_memcpy((uint8_t *)&(site)->operands[wi_s] + 4, &wi_high, 4); \
    } else { \
      (site)->operands[wi_s] = (x); \
      if (!__builtin_constant_p(y)) wi_watch_further_of(site)->operand[wi_s] = (y); \
    } \
  } while (0)

// Makes a place known: an operation's first word, or the one `behind` it. Its site is its own then, until another place of
// the same site is to be known.
//
// Returns: false where there are too many places; the loss is counted among those of unknown ones.
WI_RARELY_CALLED bool wi_watch_learn(wi_watch *watch, const uint64_t *pc, uint32_t behind);

// Records what waits to be recorded of the word behind an operation's first.
WI_RARELY_CALLED void wi_watch_record_waiting(wi_watch *watch, const uint64_t *pc);

// A loss that an operation without a twin met on a path of its own. Nothing is recorded where no watch looks.
WI_RARELY_CALLED void wi_watch_rarely(
  wi_context *context, const uint64_t *pc, uint64_t operands, uint64_t further, uint32_t lost);

#endif
