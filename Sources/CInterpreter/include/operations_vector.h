// The operations on vectors and on 128-bit integers, and the atomic ones, as lists to be expanded; see operations.h.
//
// A v128 takes two consecutive slots, its low half first; a field names the first of them. The first word is as
// everywhere. What more an operation needs stands in the words behind:
//
//   third operand      bits 0-31 of word 1; a fourth has bits 32-63
//   lane               bits 32-63 of word 1
//   i8x16_shuffle      16 lane numbers of 8 bits, the first lowest
//   v128_…_near        the offset is in C; the form without `_near` follows at once and has it in word 1; `_at` follows
//                      that: word 1 the offset, word 2 a wi_memory, and the address is the whole slot
//   v128_…_lane        B address, C the vector: word 1 the offset, word 2 the lane, word 3 a wi_memory or 0 for memory 0
//   atomic             B address, C operand: word 1 the offset, word 2 a wi_memory, word 3 the third operand's slot
//
// The relaxed instructions have the results of the deterministic profile; where those are another instruction's, they
// have no operation of their own.
#ifndef WITSCOPE_OPERATIONS_VECTOR_H
#define WITSCOPE_OPERATIONS_VECTOR_H

#define WI_VECTOR_ACCESS(X, name) X(v128_##name##_near) X(v128_##name) X(v128_##name##_at)
#define WI_VECTOR_LOADS(X) \
  WI_VECTOR_ACCESS(X, load) \
  WI_VECTOR_ACCESS(X, load8x8_s) WI_VECTOR_ACCESS(X, load8x8_u) \
  WI_VECTOR_ACCESS(X, load16x4_s) WI_VECTOR_ACCESS(X, load16x4_u) \
  WI_VECTOR_ACCESS(X, load32x2_s) WI_VECTOR_ACCESS(X, load32x2_u) \
  WI_VECTOR_ACCESS(X, load8_splat) WI_VECTOR_ACCESS(X, load16_splat) \
  WI_VECTOR_ACCESS(X, load32_splat) WI_VECTOR_ACCESS(X, load64_splat) \
  WI_VECTOR_ACCESS(X, load32_zero) WI_VECTOR_ACCESS(X, load64_zero)
#define WI_VECTOR_STORES(X) WI_VECTOR_ACCESS(X, store)
#define WI_VECTOR_LANE_ACCESSES(X) \
  X(v128_load8_lane) X(v128_load16_lane) X(v128_load32_lane) X(v128_load64_lane) \
  X(v128_store8_lane) X(v128_store16_lane) X(v128_store32_lane) X(v128_store64_lane)

#define WI_VECTOR_BITS(X) \
  X(v128_not) X(v128_and) X(v128_andnot) X(v128_or) X(v128_xor) X(v128_bitselect) X(v128_any_true) \
  X(i8x16_shuffle) X(i8x16_swizzle)

// The bits of floats are moved like those of integers.
#define WI_VECTOR_LANES(X) \
  X(i8x16_splat) X(i16x8_splat) X(i32x4_splat) X(i64x2_splat) \
  X(i8x16_extract_lane_s) X(i8x16_extract_lane_u) X(i16x8_extract_lane_s) X(i16x8_extract_lane_u) \
  X(i32x4_extract_lane) X(i64x2_extract_lane) \
  X(i8x16_replace_lane) X(i16x8_replace_lane) X(i32x4_replace_lane) X(i64x2_replace_lane)

// What integers of every width have.
#define WI_VECTOR_INTEGER(X, T) \
  X(T##_eq) X(T##_ne) X(T##_lt_s) X(T##_gt_s) X(T##_le_s) X(T##_ge_s) X(T##_abs) X(T##_neg) \
  X(T##_all_true) X(T##_bitmask) X(T##_shl) X(T##_shr_s) X(T##_shr_u) X(T##_add) X(T##_sub)
// Those of at most 32 bits.
#define WI_VECTOR_UNSIGNED(X, T) \
  X(T##_lt_u) X(T##_gt_u) X(T##_le_u) X(T##_ge_u) X(T##_min_s) X(T##_min_u) X(T##_max_s) X(T##_max_u)
// Those of at most 16 bits, made from `wider`.
#define WI_VECTOR_SATURATING(X, T, wider) \
  X(T##_add_sat_s) X(T##_add_sat_u) X(T##_sub_sat_s) X(T##_sub_sat_u) X(T##_avgr_u) \
  X(T##_narrow_##wider##_s) X(T##_narrow_##wider##_u)
// Those of at least 16 bits, made from `narrower`.
#define WI_VECTOR_EXTENDED(X, T, narrower) \
  X(T##_extend_low_##narrower##_s) X(T##_extend_high_##narrower##_s) \
  X(T##_extend_low_##narrower##_u) X(T##_extend_high_##narrower##_u) \
  X(T##_extmul_low_##narrower##_s) X(T##_extmul_high_##narrower##_s) \
  X(T##_extmul_low_##narrower##_u) X(T##_extmul_high_##narrower##_u) X(T##_mul)
#define WI_VECTOR_INTEGERS(X) \
  WI_VECTOR_INTEGER(X, i8x16) WI_VECTOR_INTEGER(X, i16x8) WI_VECTOR_INTEGER(X, i32x4) WI_VECTOR_INTEGER(X, i64x2) \
  WI_VECTOR_UNSIGNED(X, i8x16) WI_VECTOR_UNSIGNED(X, i16x8) WI_VECTOR_UNSIGNED(X, i32x4) \
  WI_VECTOR_SATURATING(X, i8x16, i16x8) WI_VECTOR_SATURATING(X, i16x8, i32x4) \
  WI_VECTOR_EXTENDED(X, i16x8, i8x16) WI_VECTOR_EXTENDED(X, i32x4, i16x8) WI_VECTOR_EXTENDED(X, i64x2, i32x4) \
  X(i8x16_popcnt) X(i16x8_q15mulr_sat_s) X(i32x4_dot_i16x8_s) \
  X(i16x8_extadd_pairwise_i8x16_s) X(i16x8_extadd_pairwise_i8x16_u) \
  X(i32x4_extadd_pairwise_i16x8_s) X(i32x4_extadd_pairwise_i16x8_u) \
  X(i16x8_relaxed_dot_i8x16_i7x16_s) X(i32x4_relaxed_dot_i8x16_i7x16_add_s)

#define WI_VECTOR_FLOAT(X, T) \
  X(T##_eq) X(T##_ne) X(T##_lt) X(T##_gt) X(T##_le) X(T##_ge) \
  X(T##_ceil) X(T##_floor) X(T##_trunc) X(T##_nearest) X(T##_abs) X(T##_neg) X(T##_sqrt) \
  X(T##_add) X(T##_sub) X(T##_mul) X(T##_div) X(T##_min) X(T##_max) X(T##_pmin) X(T##_pmax) \
  X(T##_relaxed_madd) X(T##_relaxed_nmadd)
#define WI_VECTOR_FLOATS(X) \
  WI_VECTOR_FLOAT(X, f32x4) WI_VECTOR_FLOAT(X, f64x2) \
  X(f32x4_demote_f64x2_zero) X(f64x2_promote_low_f32x4) \
  X(i32x4_trunc_sat_f32x4_s) X(i32x4_trunc_sat_f32x4_u) \
  X(i32x4_trunc_sat_f64x2_s_zero) X(i32x4_trunc_sat_f64x2_u_zero) \
  X(f32x4_convert_i32x4_s) X(f32x4_convert_i32x4_u) X(f64x2_convert_low_i32x4_s) X(f64x2_convert_low_i32x4_u)

#define WI_VECTOR_OPERATIONS(X) \
  WI_VECTOR_LOADS(X) WI_VECTOR_STORES(X) WI_VECTOR_LANE_ACCESSES(X) WI_VECTOR_BITS(X) WI_VECTOR_LANES(X) \
  WI_VECTOR_INTEGERS(X) WI_VECTOR_FLOATS(X)

// A load's result is zero-extended, so that one operation serves both integer types.
#define WI_ATOMIC_RMW(X, BITS) \
  X(atomic_rmw##BITS##_add) X(atomic_rmw##BITS##_sub) X(atomic_rmw##BITS##_and) X(atomic_rmw##BITS##_or) \
  X(atomic_rmw##BITS##_xor) X(atomic_rmw##BITS##_xchg) X(atomic_rmw##BITS##_cmpxchg)
// The waits are left to the host once alignment and bounds are checked.
#define WI_ATOMIC_OPERATIONS(X) \
  X(atomic_notify) X(atomic_wait32) X(atomic_wait64) \
  X(atomic_load8) X(atomic_load16) X(atomic_load32) X(atomic_load64) \
  X(atomic_store8) X(atomic_store16) X(atomic_store32) X(atomic_store64) \
  WI_ATOMIC_RMW(X, 8) WI_ATOMIC_RMW(X, 16) WI_ATOMIC_RMW(X, 32) WI_ATOMIC_RMW(X, 64)

// Two results in A and the slot behind it, low half first. The sums take four sources: B and C the first operand's halves,
// the third and fourth the second's; the products take B and C.
#define WI_WIDE_OPERATIONS(X) X(i64_add128) X(i64_sub128) X(i64_mul_wide_s) X(i64_mul_wide_u)

#endif
