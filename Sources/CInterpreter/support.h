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

// The operation that code holds once it lost something; 0 for what has no twin.
extern const uint16_t wi_lossy_operations[wi_plain_operation_count];
// The operation that code held at first.
extern const uint16_t wi_plain_operations[wi_operation_count];
// Which of an operation's words, the first two, are places of instructions that can lose something.
enum { wi_place_first = 1, wi_place_behind = 2 };
extern const uint8_t wi_places[wi_plain_operation_count];

// What the watch keeps of a place. It fills a cache line, since what a twin costs is what it stores: two operands of 32 bits
// are one number, the second in its high half. The second of two operands of 64 bits is kept apart.
typedef struct wi_watch_site {
  uint64_t count[3];
  uint64_t operands[3];
  const uint64_t *pc;  // null where no place is
  uint32_t number;     // in the order in which places first lost something
  uint32_t is_behind;
} wi_watch_site;
typedef struct wi_watch_further { uint64_t operand[8]; } wi_watch_further;

enum { wi_watch_site_count = 8192, wi_watch_site_capacity = 6144, wi_wide_site_capacity = 64 };

// It takes memory only where it is written.
struct wi_watch {
  // What a watched run dispatches by. It stands here so that handlers, which have its address, have the sites', too.
  const void *handlers[wi_operation_count];
  // Found by the low 16 bits of a place's address. One more than those tell apart: the word behind an operation's first has
  // the site behind the operation's. An operation is lossy in the code only while its sites are those of its places, so
  // that its handler need not ask.
  _Alignas(64) wi_watch_site sites[wi_watch_site_count + 1];
  wi_watch_further further[wi_watch_site_count + 1];
  uint64_t unplaced;  // losses at places beyond the capacity
  uint32_t known;     // how many places
  uint16_t order[wi_watch_site_capacity];  // which they are, in the order in which they first lost something
  uint32_t wide_known;  // how many of the wide ones are places
  wi_wide_site wide[wi_wide_site_capacity];
};

// The site of an operation's first word: the low 16 bits of its address, a multiple of 8, tell which.
WI_INLINE wi_watch_site *wi_watch_site_of(const void *watch, const uint64_t *pc) {
  _Static_assert(sizeof(wi_watch_site) == 64 && sizeof(wi_watch_further) == 64, "found by eight times those bits");
  return (wi_watch_site *)((uint8_t *)watch + (uint64_t)(uint16_t)(uintptr_t)pc * 8 + offsetof(wi_watch, sites));
}

WI_INLINE wi_watch_further *wi_watch_further_of(wi_watch_site *site) {
  return (wi_watch_further *)((uint8_t *)site + (offsetof(wi_watch, further) - offsetof(wi_watch, sites)));
}

// The sort of outcome, for what was lost: what is lost in the signed reading is recorded as that alone.
enum { wi_sort_nothing, wi_sort_unsigned, wi_sort_signed };
WI_INLINE uint64_t wi_sort(uint32_t lost) { return lost & wi_lost_signed ? wi_sort_signed : lost >> 1; }

#define WI_SORT_BY(T, UT, name) \
  WI_INLINE uint64_t wi_sort_by_##T##_##name(UT x, UT y, uint64_t *result) { \
    UT narrow; \
    uint32_t lost = wi_lost_by_##T##_##name(x, y, &narrow); \
    *result = narrow; \
    return wi_sort(lost); \
  }
// Runs `otherwise`, which leaves, where an operation loses something.
#define WI_CHECKED_BY_COMPARING(T, UT, name, x, y, result, otherwise) \
  do { \
    UT wi_narrow; \
    if (WI_UNLIKELY(wi_lost_by_##T##_##name((UT)(x), (UT)(y), &wi_narrow))) { otherwise; } \
    (result) = wi_narrow; \
  } while (0)
#define WI_CHECKED(T, UT, name, x, y, where, result, otherwise) \
  WI_CHECKED_##name(T, UT, x, y, where, result, otherwise)
#define WI_CHECKED_shl(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_BY_COMPARING(T, UT, shl, x, y, result, otherwise)

#if defined(__x86_64__) && defined(__clang__)
// Both flags of one instruction: compilers calculate twice, or put what they could use at once together first.
#define WI_WIDTH_i32(instruction, y, x) instruction "l " y ", %k" x "\n\t"
#define WI_WIDTH_i64(instruction, y, x) instruction "q " y ", %q" x "\n\t"
typedef uint32_t __attribute__((may_alias)) wi_slot_uint32_t;
typedef uint64_t __attribute__((may_alias)) wi_slot_uint64_t;
#define WI_Y_slot(UT, y) "m"(*(const wi_slot_##UT *)&(y))
#define WI_Y_word(UT, y) "r"((UT)(y))

#define WI_CHECKED_SUM(T, UT, instruction, x, y, where, result, otherwise) \
  do { \
    __label__ wi_loses, wi_keeps; \
    uint64_t wi_r = (UT)(x); \
    __asm__ goto( \
      WI_WIDTH_##T(instruction, "%[other]", "[sum]") "jo %l[wi_loses]\n\tjb %l[wi_loses]" \
      : [sum] "+r"(wi_r) : [other] WI_Y_##where(UT, y) : "cc" : wi_loses); \
    (result) = wi_r; \
    goto wi_keeps; \
  wi_loses: { otherwise; } \
  wi_keeps:; \
  } while (0)
#define WI_CHECKED_add(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_SUM(T, UT, "add", x, y, where, result, otherwise)
#define WI_CHECKED_sub(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_SUM(T, UT, "sub", x, y, where, result, otherwise)
// Of products one instruction tells the unsigned reading, another the signed one.
#define WI_CHECKED_mul(T, UT, x, y, where, result, otherwise) \
  do { \
    __label__ wi_loses, wi_keeps; \
    uint64_t wi_r = (UT)(x); \
    UT wi_low = (UT)wi_r, wi_high; \
    __asm__ goto( \
      WI_MULTIPLY_##T "jb %l[wi_loses]\n\t" WI_WIDTH_##T("imul", "%[other]", "[product]") "jo %l[wi_loses]" \
      : [product] "+&r"(wi_r), [low] "+&a"(wi_low), [high] "=&d"(wi_high) : [other] WI_Y_##where(UT, y) : "cc" : wi_loses); \
    (result) = wi_r; \
    goto wi_keeps; \
  wi_loses: { otherwise; } \
  wi_keeps:; \
  } while (0)
#define WI_MULTIPLY_i32 "mull %[other]\n\t"
#define WI_MULTIPLY_i64 "mulq %[other]\n\t"

#define WI_SORT_BY_SUM(T, UT, name) \
  WI_INLINE uint64_t wi_sort_by_##T##_##name(UT x, UT y, uint64_t *result) { \
    uint64_t sort = 0, sum = x; \
    __asm__( \
      WI_WIDTH_##T(#name, "%[other]", "[sum]") "setb %b[sort]\n\tcmovoq %[code], %[sort]" \
      : [sum] "+&r"(sum), [sort] "+&r"(sort) : [other] "r"(y), [code] "r"((uint64_t)wi_sort_signed) : "cc"); \
    *result = sum; \
    return sort; \
  }
#define WI_SORT_BY_PRODUCT(T, UT) \
  WI_INLINE uint64_t wi_sort_by_##T##_mul(UT x, UT y, uint64_t *result) { \
    uint64_t sort = 0, product = x; \
    UT high; \
    __asm__( \
      WI_MULTIPLY_##T "setb %b[sort]\n\t" WI_WIDTH_##T("imul", "%[other]", "[product]") "cmovoq %[code], %[sort]" \
      : [product] "+&r"(product), [low] "+&a"(x), [high] "=&d"(high), [sort] "+&r"(sort) \
      : [other] "r"(y), [code] "r"((uint64_t)wi_sort_signed) : "cc"); \
    *result = product; \
    return sort; \
  }
WI_SORT_BY_SUM(i32, uint32_t, add)
WI_SORT_BY_SUM(i32, uint32_t, sub)
WI_SORT_BY_SUM(i64, uint64_t, add)
WI_SORT_BY_SUM(i64, uint64_t, sub)
WI_SORT_BY_PRODUCT(i32, uint32_t)
WI_SORT_BY_PRODUCT(i64, uint64_t)
#else
#define WI_CHECKED_add(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_BY_COMPARING(T, UT, add, x, y, result, otherwise)
#define WI_CHECKED_sub(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_BY_COMPARING(T, UT, sub, x, y, result, otherwise)
#define WI_CHECKED_mul(T, UT, x, y, where, result, otherwise) \
  WI_CHECKED_BY_COMPARING(T, UT, mul, x, y, result, otherwise)
WI_SORT_BY(i32, uint32_t, add)
WI_SORT_BY(i32, uint32_t, sub)
WI_SORT_BY(i64, uint64_t, add)
WI_SORT_BY(i64, uint64_t, sub)
WI_SORT_BY(i32, uint32_t, mul)
WI_SORT_BY(i64, uint64_t, mul)
#endif
WI_SORT_BY(i32, uint32_t, shl)
WI_SORT_BY(i64, uint64_t, shl)

WI_INLINE uint64_t wi_sort_by_wrap(uint64_t x) {
  uint64_t sort = x != (uint32_t)x;
  return (int64_t)x != (int32_t)x ? wi_sort_signed : sort;
}

// Two operands as they are kept: both where they have 32 bits, otherwise the first; and what is left of the second.
#define WI_OPERANDS(x, y) (sizeof(x) == 4 ? (uint32_t)(x) | (uint64_t)(uint32_t)(y) << 32 : (uint64_t)(x))
#define WI_FURTHER(x, y) (sizeof(x) == 4 ? 0 : (uint64_t)(y))

#define WI_WATCH_UPDATE(site, x, y, sort) \
  do { \
    (site)->count[sort]++; \
    if (sizeof(x) == 4) { \
      uint32_t wi_low = (uint32_t)(x); \
      uint32_t wi_high = (uint32_t)(y); \
      __builtin_memcpy(&(site)->operands[sort], &wi_low, 4); \
      __builtin_memcpy((uint8_t *)&(site)->operands[sort] + 4, &wi_high, 4); \
    } else { \
      (site)->operands[sort] = (x); \
      wi_watch_further_of(site)->operand[sort] = (y); \
    } \
  } while (0)
#define WI_WATCH_UPDATE_ONE(site, x, sort) \
  do { \
    uint64_t wi_s = (sort); \
    (site)->count[wi_s]++; \
    (site)->operands[wi_s] = (x); \
  } while (0)

// Makes the operation at an address lossy, and its sites those of its places.
//
// Returns: false where there are too many places; the loss is counted among those of unknown ones.
WI_RARELY_CALLED bool wi_watch_claim(wi_watch *watch, const uint64_t *pc);

// Readies the code for a run's watch, if the last run of the same code had another. At most one watch at a time has lossy
// operations in it.
WI_INLINE void wi_watch_enter(const wi_context *context);
WI_RARELY_CALLED void wi_watch_replace(wi_watch **active, wi_watch *watch);
WI_INLINE void wi_watch_enter(const wi_context *context) {
  if (context->watch && *context->active_watch != context->watch) wi_watch_replace(context->active_watch, context->watch);
}

// Gives a watch what its runs dispatch by.
void wi_watch_set_handlers(wi_watch *watch);

// Records what an operation with wide operands lost. It costs nothing where nothing is lost.
WI_RARELY_CALLED void wi_watch_wide(
    wi_watch *watch, const uint64_t *pc, unsigned __int128 x, unsigned __int128 y, uint32_t lost);

// A loss that an operation without a twin met on a path of its own. Nothing is recorded where no watch looks.
WI_RARELY_CALLED void wi_watch_rarely(
  wi_context *context, const uint64_t *pc, uint64_t operands, uint64_t further, uint32_t lost);

#endif
