// Vectors of 128 bits in the compiler's vector extension, and what the handlers compute with them.
//
// Arithmetic that may wrap is done in unsigned lanes. Comparisons give lanes of all ones or all zeros.
#ifndef WITSCOPE_INTERPRETER_VECTORS_H
#define WITSCOPE_INTERPRETER_VECTORS_H

#include "support.h"

#define WI_VECTOR_TYPE(name, lane, bytes) typedef lane wi_##name __attribute__((vector_size(bytes)));
WI_VECTOR_TYPE(i8x16, int8_t, 16)
WI_VECTOR_TYPE(u8x16, uint8_t, 16)
WI_VECTOR_TYPE(i16x8, int16_t, 16)
WI_VECTOR_TYPE(u16x8, uint16_t, 16)
WI_VECTOR_TYPE(i32x4, int32_t, 16)
WI_VECTOR_TYPE(u32x4, uint32_t, 16)
WI_VECTOR_TYPE(i64x2, int64_t, 16)
WI_VECTOR_TYPE(u64x2, uint64_t, 16)
WI_VECTOR_TYPE(f32x4, float, 16)
WI_VECTOR_TYPE(f64x2, double, 16)
// Half a vector's lanes,
WI_VECTOR_TYPE(i8x8, int8_t, 8)
WI_VECTOR_TYPE(u8x8, uint8_t, 8)
WI_VECTOR_TYPE(i16x4, int16_t, 8)
WI_VECTOR_TYPE(u16x4, uint16_t, 8)
WI_VECTOR_TYPE(i32x2, int32_t, 8)
WI_VECTOR_TYPE(u32x2, uint32_t, 8)
WI_VECTOR_TYPE(f32x2, float, 8)
// and all of them at twice the width, which never cross a call.
WI_VECTOR_TYPE(i16x16, int16_t, 32)
WI_VECTOR_TYPE(i32x8, int32_t, 32)
WI_VECTOR_TYPE(u32x8, uint32_t, 32)
#undef WI_VECTOR_TYPE
typedef bool wi_b2 __attribute__((ext_vector_type(2)));
typedef bool wi_b4 __attribute__((ext_vector_type(4)));
typedef bool wi_b8 __attribute__((ext_vector_type(8)));
typedef bool wi_b16 __attribute__((ext_vector_type(16)));

#define WI_VECTOR_READ(T) \
  static inline wi_##T wi_read_##T(const uint64_t *slot) { wi_##T x; __builtin_memcpy(&x, slot, sizeof x); return x; }
WI_VECTOR_READ(i8x16) WI_VECTOR_READ(u8x16) WI_VECTOR_READ(i16x8) WI_VECTOR_READ(u16x8)
WI_VECTOR_READ(i32x4) WI_VECTOR_READ(u32x4) WI_VECTOR_READ(i64x2) WI_VECTOR_READ(u64x2)
WI_VECTOR_READ(f32x4) WI_VECTOR_READ(f64x2)
#undef WI_VECTOR_READ

// A vector of equal lanes.
#define WI_SPLAT(T, value) ((wi_##T){} + (value))
#define WI_LOW8(x) __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7)
#define WI_HIGH8(x) __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15)
#define WI_LOW4(x) __builtin_shufflevector(x, x, 0, 1, 2, 3)
#define WI_HIGH4(x) __builtin_shufflevector(x, x, 4, 5, 6, 7)
#define WI_LOW2(x) __builtin_shufflevector(x, x, 0, 1)
#define WI_HIGH2(x) __builtin_shufflevector(x, x, 2, 3)
#define WI_JOIN8(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#define WI_JOIN4(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7)
#define WI_JOIN2(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3)
#define WI_CONVERT(T, x) __builtin_convertvector(x, wi_##T)
#define WI_CLAMP(T, x, least, greatest) \
  __builtin_elementwise_min(__builtin_elementwise_max(x, WI_SPLAT(T, least)), WI_SPLAT(T, greatest))

// Bits of `x` where `mask` is set, else of `y`.
static inline wi_u64x2 wi_choose(wi_u64x2 mask, wi_u64x2 x, wi_u64x2 y) { return (mask & x) | (~mask & y); }
#define WI_CHOOSE(T, mask, x, y) ((wi_##T)wi_choose((wi_u64x2)(mask), (wi_u64x2)(x), (wi_u64x2)(y)))

// The lanes' top bits, lane 0 lowest.
#define WI_BITMASK(T, LANES, BITS_TYPE) \
  static inline uint64_t wi_##T##_bitmask(wi_##T x) { \
    wi_b##LANES signs = __builtin_convertvector(x < 0, wi_b##LANES); \
    BITS_TYPE bits; \
    __builtin_memcpy(&bits, &signs, sizeof bits); \
    return bits & ((1u << LANES) - 1); \
  }
WI_BITMASK(i8x16, 16, uint16_t)
WI_BITMASK(i16x8, 8, uint8_t)
WI_BITMASK(i32x4, 4, uint8_t)
WI_BITMASK(i64x2, 2, uint8_t)
#undef WI_BITMASK

static inline bool wi_any_true(wi_u64x2 x) { return (x[0] | x[1]) != 0; }

// Byte `i` of the result is byte lanes[i] of `x`, 0 beyond it.
static inline wi_u8x16 wi_swizzle(wi_u8x16 x, wi_u8x16 lanes) {
  wi_u8x16 result;
  for (int i = 0; i < 16; i++) result[i] = x[lanes[i] & 15];
  return result & (wi_u8x16)(lanes < 16);
}

// The product of numbers with 15 bits behind the point, rounded; only the square of -1 does not fit.
static inline wi_i16x8 wi_q15mulr_sat(wi_i16x8 x, wi_i16x8 y) {
  wi_i32x8 product = WI_CONVERT(i32x8, x) * WI_CONVERT(i32x8, y);
  wi_i32x8 rounded = (product + 0x4000) >> 15;
  return WI_CONVERT(i16x8, __builtin_elementwise_min(rounded, WI_SPLAT(i32x8, 0x7fff)));
}

static inline wi_u32x4 wi_dot_i16x8(wi_i16x8 x, wi_i16x8 y) {
  wi_u32x8 products = (wi_u32x8)(WI_CONVERT(i32x8, x) * WI_CONVERT(i32x8, y));
  return __builtin_shufflevector(products, products, 0, 2, 4, 6)
    + __builtin_shufflevector(products, products, 1, 3, 5, 7);
}

// The deterministic profile reads both operands as signed. The relaxed proposal allows the sum of the squares of -128 to
// wrap or to saturate; like the reference interpreter this wraps, and in the form with an addition it does not occur.
#define WI_EVEN_PRODUCTS(x) __builtin_shufflevector(x, x, 0, 2, 4, 6, 8, 10, 12, 14)
#define WI_ODD_PRODUCTS(x) __builtin_shufflevector(x, x, 1, 3, 5, 7, 9, 11, 13, 15)
static inline wi_u16x8 wi_dot_i8x16(wi_i8x16 x, wi_i8x16 y) {
  wi_i16x16 products = WI_CONVERT(i16x16, x) * WI_CONVERT(i16x16, y);
  return (wi_u16x8)WI_EVEN_PRODUCTS(products) + (wi_u16x8)WI_ODD_PRODUCTS(products);
}

// Sums of neighbours, the lower in the lane's low half.
static inline wi_u16x8 wi_extadd_i8x16_s(wi_i16x8 x) { return (wi_u16x8)(((wi_i16x8)((wi_u16x8)x << 8) >> 8) + (x >> 8)); }
static inline wi_u16x8 wi_extadd_i8x16_u(wi_u16x8 x) { return (x & 0xff) + (x >> 8); }
static inline wi_u32x4 wi_extadd_i16x8_s(wi_i32x4 x) { return (wi_u32x4)(((wi_i32x4)((wi_u32x4)x << 16) >> 16) + (x >> 16)); }
static inline wi_u32x4 wi_extadd_i16x8_u(wi_u32x4 x) { return (x & 0xffff) + (x >> 16); }

static inline wi_u32x4 wi_dot_add_i8x16(wi_i8x16 x, wi_i8x16 y, wi_u32x4 sum) {
  wi_i16x16 products = WI_CONVERT(i16x16, x) * WI_CONVERT(i16x16, y);
  return wi_extadd_i16x8_s((wi_i32x4)WI_EVEN_PRODUCTS(products))
    + wi_extadd_i16x8_s((wi_i32x4)WI_ODD_PRODUCTS(products)) + sum;
}

// Floats. Below 2^(fraction bits) the next representable numbers around an integer are closer than 1, and adding that
// power rounds to an integer, ties to even; from there on every number is an integer. The sign is kept for zeros, and
// NaNs are made quiet.
#define WI_VECTOR_FLOAT_HELPERS(T, UT, LIMIT, SIGN, QUIET) \
  static inline wi_##T wi_##T##_rounded(wi_##T x, wi_##T magnitude, wi_##T rounded) { \
    wi_##T signed_result = (wi_##T)((wi_##UT)rounded | ((wi_##UT)x & SIGN)); \
    wi_##UT quiet = (wi_##UT)x | ((wi_##UT)(x != x) & QUIET); \
    return WI_CHOOSE(T, magnitude < LIMIT, signed_result, quiet); \
  } \
  static inline wi_##T wi_##T##_magnitude(wi_##T x) { return (wi_##T)((wi_##UT)x & ~SIGN); } \
  static inline wi_##T wi_##T##_nearest(wi_##T x) { \
    wi_##T magnitude = wi_##T##_magnitude(x); \
    return wi_##T##_rounded(x, magnitude, (magnitude + LIMIT) - LIMIT); \
  } \
  static inline wi_##T wi_##T##_one_where(wi_##UT mask) { return (wi_##T)(mask & (wi_##UT)WI_SPLAT(T, 1)); } \
  static inline wi_##T wi_##T##_trunc(wi_##T x) { \
    wi_##T magnitude = wi_##T##_magnitude(x), near = (magnitude + LIMIT) - LIMIT; \
    return wi_##T##_rounded(x, magnitude, near - wi_##T##_one_where((wi_##UT)(near > magnitude))); \
  } \
  static inline wi_##T wi_##T##_floor(wi_##T x) { \
    wi_##T near = wi_##T##_nearest(x); \
    return wi_##T##_rounded(x, wi_##T##_magnitude(x), near - wi_##T##_one_where((wi_##UT)(near > x))); \
  } \
  static inline wi_##T wi_##T##_ceil(wi_##T x) { \
    wi_##T near = wi_##T##_nearest(x); \
    return wi_##T##_rounded(x, wi_##T##_magnitude(x), near + wi_##T##_one_where((wi_##UT)(near < x))); \
  } \
  /* A NaN wins, and -0 is less than 0: equal numbers differ in the sign alone. */ \
  static inline wi_##T wi_##T##_min(wi_##T x, wi_##T y) { \
    wi_##T equal = (wi_##T)((wi_##UT)x | (wi_##UT)y); \
    wi_##T ordered = WI_CHOOSE(T, x == y, equal, WI_CHOOSE(T, x < y, x, y)); \
    return WI_CHOOSE(T, (x == x) & (y == y), ordered, x + y); \
  } \
  static inline wi_##T wi_##T##_max(wi_##T x, wi_##T y) { \
    wi_##T equal = (wi_##T)((wi_##UT)x & (wi_##UT)y); \
    wi_##T ordered = WI_CHOOSE(T, x == y, equal, WI_CHOOSE(T, x > y, x, y)); \
    return WI_CHOOSE(T, (x == x) & (y == y), ordered, x + y); \
  }
WI_VECTOR_FLOAT_HELPERS(f32x4, u32x4, 0x1p23f, UINT32_C(0x80000000), UINT32_C(1) << 22)
WI_VECTOR_FLOAT_HELPERS(f64x2, u64x2, 0x1p52, UINT64_C(0x8000000000000000), UINT64_C(1) << 51)
#undef WI_VECTOR_FLOAT_HELPERS

// Out of range goes to the nearer bound, a NaN to 0; only what is in range is converted.
#define WI_TRUNC_SAT_F32X4(name, T, LOW_OK, HIGH_OK, LEAST, GREATEST) \
  static inline wi_##T wi_trunc_sat_f32x4_##name(wi_f32x4 x) { \
    wi_i32x4 low_ok = (LOW_OK), high_ok = (HIGH_OK), is_number = (x == x); \
    wi_##T inside = WI_CONVERT(T, WI_CHOOSE(f32x4, low_ok & high_ok, x, (wi_f32x4){})); \
    wi_##T bound = WI_CHOOSE(T, high_ok, WI_SPLAT(T, LEAST), WI_SPLAT(T, GREATEST)); \
    return WI_CHOOSE(T, low_ok & high_ok, inside, bound) & (wi_##T)is_number; \
  }
WI_TRUNC_SAT_F32X4(s, i32x4, x >= -0x1p31f, x < 0x1p31f, INT32_MIN, INT32_MAX)
WI_TRUNC_SAT_F32X4(u, u32x4, x > -1.0f, x < 0x1p32f, 0, UINT32_MAX)
#undef WI_TRUNC_SAT_F32X4

static inline uint32_t wi_trunc_sat_f64_s(double x) {
  return x != x ? 0 : x <= -0x1p31 ? (uint32_t)INT32_MIN : x >= 0x1p31 ? INT32_MAX : (uint32_t)(int32_t)x;
}
static inline uint32_t wi_trunc_sat_f64_u(double x) {
  return !(x > -1) ? 0 : x >= 0x1p32 ? UINT32_MAX : (uint32_t)x;
}

#endif
