// Operations that do the work of two wasm instructions.
//
// The lists keep their order: the translator counts from the first of each.
#ifndef WITSCOPE_OPERATIONS_FUSED_H
#define WITSCOPE_OPERATIONS_FUSED_H

// Two integer operations in a row: second(first(B, C), D). The word behind holds in its low half the slot D or, for `_i`, a
// constant; in its high half the constant of the first, where that is `_ri` instead of `_rr`. Where the first's result is the
// second's right operand, a bit says so for the watch: bit 32 of that word for `_rr`, bit 0 of C for `_ri`.
#define WI_FUSED_SECOND(X, first) X(first##_add_d) X(first##_xor_d) X(first##_and_d) X(first##_or_d) X(first##_add_i) X(first##_and_i)
#define WI_FUSED_FIRST(X, T, name) WI_FUSED_SECOND(X, fused_##T##_##name##_rr) WI_FUSED_SECOND(X, fused_##T##_##name##_ri)
#define WI_FUSED_INTEGER(X, T) \
  WI_FUSED_FIRST(X, T, add) WI_FUSED_FIRST(X, T, sub) WI_FUSED_FIRST(X, T, mul) WI_FUSED_FIRST(X, T, and) \
  WI_FUSED_FIRST(X, T, or) WI_FUSED_FIRST(X, T, xor) WI_FUSED_FIRST(X, T, shl) WI_FUSED_FIRST(X, T, shr_s) \
  WI_FUSED_FIRST(X, T, shr_u) WI_FUSED_FIRST(X, T, rotl) WI_FUSED_FIRST(X, T, rotr)

// A product or sum of floats B and C, and D from the word behind: in the order of the operands that the names have.
#define WI_FUSED_FLOAT(X, T) \
  X(T##_mul_add_d) X(T##_mul_sub_d) X(T##_add_add_d) X(T##_d_add_mul) X(T##_d_sub_mul) X(T##_d_add_add)

// An access to the first memory at the i32 sum of a slot and the slot (or, for `_i`, the constant) in the word behind, with a
// near offset in C.
#define WI_SUM_FORMS(X, name) X(name##_sum) X(name##_sum_i)
#define WI_FUSED_LOADS(X) \
  WI_SUM_FORMS(X, i32_load) WI_SUM_FORMS(X, i64_load) WI_SUM_FORMS(X, i32_load8_s) WI_SUM_FORMS(X, i32_load8_u) \
  WI_SUM_FORMS(X, i32_load16_s) WI_SUM_FORMS(X, i32_load16_u) WI_SUM_FORMS(X, i64_load8_s) WI_SUM_FORMS(X, i64_load16_s) \
  WI_SUM_FORMS(X, i64_load32_s)
#define WI_FUSED_STORES(X) \
  WI_SUM_FORMS(X, store8) WI_SUM_FORMS(X, store16) WI_SUM_FORMS(X, store32) WI_SUM_FORMS(X, store64) \
  WI_SUM_FORMS(X, i64_store8) WI_SUM_FORMS(X, i64_store16) WI_SUM_FORMS(X, i64_store32)
// A constant of 16 bits, signed, in B is stored: one that loses nothing by it.
#define WI_CONSTANT_STORES(X) \
  X(store8_const) X(store16_const) X(store32_const) X(store64_const) \
  X(i64_store8_const) X(i64_store16_const) X(i64_store32_const)

// A = B + C, then a branch on A compared with the slot or constant in the third word. The second word is the branch's.
#define WI_COUNT_FORMS(X, T, name) \
  X(count_##T##_rr_##name##_rr) X(count_##T##_rr_##name##_ri) X(count_##T##_ri_##name##_rr) X(count_##T##_ri_##name##_ri)
#define WI_COUNT(X, T) \
  WI_COUNT_FORMS(X, T, eq) WI_COUNT_FORMS(X, T, ne) WI_COUNT_FORMS(X, T, lt_s) WI_COUNT_FORMS(X, T, lt_u) \
  WI_COUNT_FORMS(X, T, gt_s) WI_COUNT_FORMS(X, T, gt_u) WI_COUNT_FORMS(X, T, le_s) WI_COUNT_FORMS(X, T, le_u) \
  WI_COUNT_FORMS(X, T, ge_s) WI_COUNT_FORMS(X, T, ge_u)

// Those with an instruction that can lose something, each of which has a twin.
#define WI_WATCHED_SECOND(X, T, name) \
  X(fused_##T##_##name##_rr_add_d) X(fused_##T##_##name##_rr_add_i) X(fused_##T##_##name##_ri_add_d) X(fused_##T##_##name##_ri_add_i)
#define WI_WATCHED_FUSED_INTEGER(X, T) \
  WI_FUSED_FIRST(X, T, add) WI_FUSED_FIRST(X, T, sub) WI_FUSED_FIRST(X, T, mul) WI_FUSED_FIRST(X, T, shl) \
  WI_WATCHED_SECOND(X, T, and) WI_WATCHED_SECOND(X, T, or) WI_WATCHED_SECOND(X, T, xor) WI_WATCHED_SECOND(X, T, shr_s) \
  WI_WATCHED_SECOND(X, T, shr_u) WI_WATCHED_SECOND(X, T, rotl) WI_WATCHED_SECOND(X, T, rotr)
#define WI_WATCHED_FUSED(X) \
  WI_WATCHED_FUSED_INTEGER(X, i32) WI_WATCHED_FUSED_INTEGER(X, i64) \
  WI_FUSED_LOADS(X) WI_FUSED_STORES(X) WI_COUNT(X, i32) WI_COUNT(X, i64)

#define WI_FUSED_OPERATIONS(X) \
  X(copy_2) \
  WI_FUSED_INTEGER(X, i32) WI_FUSED_INTEGER(X, i64) WI_FUSED_FLOAT(X, f32) WI_FUSED_FLOAT(X, f64) \
  WI_FUSED_LOADS(X) WI_FUSED_STORES(X) WI_CONSTANT_STORES(X) WI_COUNT(X, i32) WI_COUNT(X, i64)

#endif
