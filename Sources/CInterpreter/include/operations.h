// Every operation of the register code, as a list to be expanded.
//
// An operation is one or more 64-bit words. The first holds the operation's number and up to three 16-bit fields:
//
//   bits 0-15 operation | 16-31 A | 32-47 B | 48-63 C
//
// Fields name slots of the frame; A is where a result goes. `_rr` takes B and C from slots, `_ri` takes C as a signed
// 16-bit constant and directly follows its `_rr`; `_rw`, which follows that, has a 64-bit constant in the word behind.
#ifndef WITSCOPE_OPERATIONS_H
#define WITSCOPE_OPERATIONS_H

#include "operations_fused.h"
#include "operations_vector.h"

#define WI_INTEGER_FORMS(X, T, name) X(T##_##name##_rr) X(T##_##name##_ri) X(T##_##name##_rw)

#define WI_INTEGER_BINARY(X, T) \
  WI_INTEGER_FORMS(X, T, add) WI_INTEGER_FORMS(X, T, sub) WI_INTEGER_FORMS(X, T, mul) \
  WI_INTEGER_FORMS(X, T, div_s) WI_INTEGER_FORMS(X, T, div_u) \
  WI_INTEGER_FORMS(X, T, rem_s) WI_INTEGER_FORMS(X, T, rem_u) \
  WI_INTEGER_FORMS(X, T, and) WI_INTEGER_FORMS(X, T, or) WI_INTEGER_FORMS(X, T, xor) \
  WI_INTEGER_FORMS(X, T, shl) WI_INTEGER_FORMS(X, T, shr_s) WI_INTEGER_FORMS(X, T, shr_u) \
  WI_INTEGER_FORMS(X, T, rotl) WI_INTEGER_FORMS(X, T, rotr)

#define WI_INTEGER_COMPARE(X, T) \
  X(T##_eq_rr) X(T##_eq_ri) X(T##_ne_rr) X(T##_ne_ri) \
  X(T##_lt_s_rr) X(T##_lt_s_ri) X(T##_lt_u_rr) X(T##_lt_u_ri) \
  X(T##_gt_s_rr) X(T##_gt_s_ri) X(T##_gt_u_rr) X(T##_gt_u_ri) \
  X(T##_le_s_rr) X(T##_le_s_ri) X(T##_le_u_rr) X(T##_le_u_ri) \
  X(T##_ge_s_rr) X(T##_ge_s_ri) X(T##_ge_u_rr) X(T##_ge_u_ri)

#define WI_INTEGER_UNARY(X, T) \
  X(T##_clz) X(T##_ctz) X(T##_popcnt) X(T##_extend8_s) X(T##_extend16_s) X(T##_eqz)

#define WI_FLOAT(X, T) \
  X(T##_add) X(T##_sub) X(T##_mul) X(T##_div) X(T##_min) X(T##_max) X(T##_copysign) \
  X(T##_eq) X(T##_ne) X(T##_lt) X(T##_gt) X(T##_le) X(T##_ge) \
  X(T##_abs) X(T##_neg) X(T##_ceil) X(T##_floor) X(T##_trunc) X(T##_nearest) X(T##_sqrt)

#define WI_CONVERSIONS(X) \
  X(i32_wrap_i64) X(i64_extend_i32_s) X(i64_extend_i32_u) X(i64_extend32_s) \
  X(i32_trunc_f32_s) X(i32_trunc_f32_u) X(i32_trunc_f64_s) X(i32_trunc_f64_u) \
  X(i64_trunc_f32_s) X(i64_trunc_f32_u) X(i64_trunc_f64_s) X(i64_trunc_f64_u) \
  X(i32_trunc_sat_f32_s) X(i32_trunc_sat_f32_u) X(i32_trunc_sat_f64_s) X(i32_trunc_sat_f64_u) \
  X(i64_trunc_sat_f32_s) X(i64_trunc_sat_f32_u) X(i64_trunc_sat_f64_s) X(i64_trunc_sat_f64_u) \
  X(f32_convert_i32_s) X(f32_convert_i32_u) X(f32_convert_i64_s) X(f32_convert_i64_u) X(f32_demote_f64) \
  X(f64_convert_i32_s) X(f64_convert_i32_u) X(f64_convert_i64_s) X(f64_convert_i64_u) X(f64_promote_f32)

// Three forms each, one after the other. `_near` has a 16-bit offset in C, the next a 64-bit one in the word behind; both
// are of the instance's first memory and its 32-bit addresses. `_at` is of any memory, which the third word points at.
#define WI_ACCESS_FORMS(X, name) X(name##_near) X(name) X(name##_at)

#define WI_LOADS(X) \
  WI_ACCESS_FORMS(X, i32_load) WI_ACCESS_FORMS(X, i64_load) \
  WI_ACCESS_FORMS(X, i32_load8_s) WI_ACCESS_FORMS(X, i32_load8_u) \
  WI_ACCESS_FORMS(X, i32_load16_s) WI_ACCESS_FORMS(X, i32_load16_u) \
  WI_ACCESS_FORMS(X, i64_load8_s) WI_ACCESS_FORMS(X, i64_load16_s) WI_ACCESS_FORMS(X, i64_load32_s)

// Stores that narrow an i64 stand apart from those of an i32: the watch asks what each of them drops.
#define WI_NARROWING_STORES(X, F) F(X, store8) F(X, store16) F(X, i64_store8) F(X, i64_store16) F(X, i64_store32)
#define WI_STORES(X) \
  WI_ACCESS_FORMS(X, store8) WI_ACCESS_FORMS(X, store16) WI_ACCESS_FORMS(X, store32) WI_ACCESS_FORMS(X, store64) \
  WI_ACCESS_FORMS(X, i64_store8) WI_ACCESS_FORMS(X, i64_store16) WI_ACCESS_FORMS(X, i64_store32)

// Operations with a mark of their own, which runs them at once instead of dispatching to them, and so halves the dispatches.
// The operation stands behind it as behind any mark. P is put before each name.
#define WI_MARKED_WIDTH(P, X, T) \
  P(X, T##_div_s_rr) P(X, T##_div_u_rr) P(X, T##_rem_s_rr) P(X, T##_rem_u_rr) P(X, T##_and_rr) P(X, T##_or_rr) \
  P(X, T##_xor_rr) P(X, T##_shr_s_rr) P(X, T##_shr_u_rr) P(X, T##_rotl_rr) P(X, T##_rotr_rr) \
  P(X, T##_eq_rr) P(X, T##_ne_rr) P(X, T##_lt_s_rr) P(X, T##_lt_u_rr) P(X, T##_gt_s_rr) P(X, T##_gt_u_rr) \
  P(X, T##_le_s_rr) P(X, T##_le_u_rr) P(X, T##_ge_s_rr) P(X, T##_ge_u_rr) P(X, T##_eqz)
#define WI_MARKED_FLOAT(P, X, T) P(X, T##_add) P(X, T##_sub) P(X, T##_mul) P(X, T##_div)
#define WI_MARKED(P, X) \
  P(X, copy) P(X, const_u32) P(X, const_s32) P(X, const_64) P(X, select) P(X, global_get) P(X, global_set) \
  P(X, branch) P(X, branch_if) P(X, branch_unless) P(X, call) P(X, return_one) P(X, return_none) \
  WI_MARKED_WIDTH(P, X, i32) WI_MARKED_WIDTH(P, X, i64) WI_MARKED_FLOAT(P, X, f32) WI_MARKED_FLOAT(P, X, f64) \
  P(X, i64_extend_i32_s) P(X, i64_extend_i32_u) P(X, i32_load_near) P(X, i64_load_near) P(X, i32_load8_s_near) \
  P(X, i32_load8_u_near) P(X, i32_load16_s_near) P(X, i32_load16_u_near) P(X, store32_near) P(X, store64_near)
#define WI_MARKED_LOSSES(P, X) \
  P(X, i32_add_rr) P(X, i32_sub_rr) P(X, i32_mul_rr) P(X, i32_shl_rr) P(X, i64_add_rr) P(X, i64_sub_rr) \
  P(X, i64_mul_rr) P(X, i64_shl_rr) P(X, i32_wrap_i64) P(X, store8_near) P(X, store16_near)
#define WI_MARK_NAME(X, name) X(mark_##name)
#define WI_MARK_LOSS_NAME(X, name) X(mark_loss_##name)

// The marks stand in faithful code only: `mark_entry` at a function's start, one of the others before each wasm operator.
// `mark_loss` is for operators that can lose something: A is a wi_loss, the high half the slot of the topmost operand.
//
// Taken branches carry their offset (words, low half) and what the block costs (wasm operators, high half).
#define WI_CONTROL(X) \
  X(unreachable) X(enter) X(charge) X(branch) X(branch_if) X(branch_unless) X(branch_table) \
  X(return_none) X(return_one) X(call) X(call_at) X(call_foreign) X(call_foreign_at) X(call_indirect) X(call_indirect_at) \
  X(call_ref) X(return_call) X(return_call_indirect) X(return_call_ref) \
  X(translate) X(host) X(exit) X(restore_instance) \
  X(mark_entry) X(mark) WI_MARKED(WI_MARK_NAME, X) X(mark_loss) WI_MARKED_LOSSES(WI_MARK_LOSS_NAME, X)

#define WI_PLAIN(X) \
  X(copy) X(copy_128) X(copy_from_far) X(copy_to_far) X(copy_from_far_128) X(copy_to_far_128) \
  X(const_u32) X(const_s32) X(const_64) X(const_128) X(select) X(select_128) \
  X(global_get) X(global_set) X(global_get_128) X(global_set_128) \
  X(memory_size) X(memory_copy) X(memory_copy_at) X(memory_fill) X(memory_fill_at) \
  X(table_get) X(table_set) X(table_size)

// References and the objects that they mean.
#define WI_REFERENCES(X) \
  X(ref_as_non_null) X(ref_test) X(ref_cast) X(ref_i31) X(i31_get_s) X(i31_get_u) \
  X(struct_get_8_s) X(struct_get_8_u) X(struct_get_16_s) X(struct_get_16_u) X(struct_get_32) X(struct_get_64) \
  X(struct_get_128) X(struct_set_8) X(struct_set_16) X(struct_set_32) X(struct_set_64) X(struct_set_128) \
  X(array_len) \
  X(array_get_8_s) X(array_get_8_u) X(array_get_16_s) X(array_get_16_u) X(array_get_32) X(array_get_64) \
  X(array_get_128) X(array_set_8) X(array_set_16) X(array_set_32) X(array_set_64) X(array_set_128)

// Carried out by the host: the loop returns `wi_reason_host_operation`. Each takes three words; the second holds two
// further slots (32 bits each), the third two indices.
#define WI_HOST_OPERATIONS(X) \
  X(memory_grow) X(memory_init) X(data_drop) X(table_grow) X(table_fill) X(table_copy) X(table_init) X(elem_drop) \
  X(throw) X(throw_ref) X(struct_new) X(struct_new_default) X(array_new) X(array_new_default) X(array_new_fixed) \
  X(array_new_data) X(array_new_elem) X(array_fill) X(array_copy) X(array_init_data) X(array_init_elem)

#define WI_BRANCH_COMPARE(X, T) \
  X(branch_##T##_eq_rr) X(branch_##T##_eq_ri) X(branch_##T##_ne_rr) X(branch_##T##_ne_ri) \
  X(branch_##T##_lt_s_rr) X(branch_##T##_lt_s_ri) X(branch_##T##_lt_u_rr) X(branch_##T##_lt_u_ri) \
  X(branch_##T##_gt_s_rr) X(branch_##T##_gt_s_ri) X(branch_##T##_gt_u_rr) X(branch_##T##_gt_u_ri) \
  X(branch_##T##_le_s_rr) X(branch_##T##_le_s_ri) X(branch_##T##_le_u_rr) X(branch_##T##_le_u_ri) \
  X(branch_##T##_ge_s_rr) X(branch_##T##_ge_s_ri) X(branch_##T##_ge_u_rr) X(branch_##T##_ge_u_ri)

// The integer operations that can lose something. Each has a twin that compares with the exact result; the watch
// swaps the table of handlers, so a plain run pays nothing. What did lose something becomes `lossy` in the code: to a plain
// run the same, to the watch an operation that is recorded each time.
//
// Without a twin, since the plain handler meets the loss on a path of its own that is hardly ever taken: `div_s` and
// `rem_s` of the minimum by -1, and floats converted to integers that cannot hold them. Not watched: the halves of 128-bit
// integers (`i64.mul_wide_s` and `_u` lose nothing; `i64.add128` and `i64.sub128` wrap at a width that no component-level type
// has), the lanes of vectors, and what atomic instructions add to memory.
#define WI_WATCHED_WIDTH(X, T) \
  WI_INTEGER_FORMS(X, T, add) WI_INTEGER_FORMS(X, T, sub) WI_INTEGER_FORMS(X, T, mul) WI_INTEGER_FORMS(X, T, shl)
#define WI_WATCHED(X) WI_WATCHED_WIDTH(X, i32) WI_WATCHED_WIDTH(X, i64) X(i32_wrap_i64) \
  X(i32_extend8_s) X(i32_extend16_s) X(i64_extend8_s) X(i64_extend16_s) X(i64_extend32_s) \
  WI_NARROWING_STORES(X, WI_ACCESS_FORMS) \
  WI_WATCHED_FUSED(X)

#define WI_OPERATIONS(X) \
  WI_CONTROL(X) WI_PLAIN(X) WI_REFERENCES(X) WI_HOST_OPERATIONS(X) \
  WI_INTEGER_BINARY(X, i32) WI_INTEGER_BINARY(X, i64) \
  WI_INTEGER_COMPARE(X, i32) WI_INTEGER_COMPARE(X, i64) \
  WI_INTEGER_UNARY(X, i32) WI_INTEGER_UNARY(X, i64) \
  WI_FLOAT(X, f32) WI_FLOAT(X, f64) WI_CONVERSIONS(X) WI_LOADS(X) WI_STORES(X) \
  WI_BRANCH_COMPARE(X, i32) WI_BRANCH_COMPARE(X, i64) \
  WI_FUSED_OPERATIONS(X) \
  WI_VECTOR_OPERATIONS(X) WI_WIDE_OPERATIONS(X) WI_ATOMIC_OPERATIONS(X)

#define WI_NAME(name) wi_op_##name,
#define WI_LOSSY_NAME(name) wi_op_lossy_##name,
#define WI_TWIN_NAME(name) wi_op_watch_##name,
#define WI_RECORDING_NAME(name) wi_op_record_##name,
enum {
  WI_OPERATIONS(WI_NAME)
  wi_plain_operation_count,
  wi_before_first_lossy = wi_plain_operation_count - 1,
  WI_WATCHED(WI_LOSSY_NAME)
  // What code holds. The following are names of handlers alone.
  wi_operation_count,
  wi_before_first_twin = wi_operation_count - 1,
  WI_WATCHED(WI_TWIN_NAME)
  WI_WATCHED(WI_RECORDING_NAME)
};
#undef WI_NAME
#undef WI_LOSSY_NAME
#undef WI_TWIN_NAME
#undef WI_RECORDING_NAME

// The marks of operators that can lose something.
enum { wi_first_loss_mark = wi_op_mark_loss, wi_last_loss_mark = wi_op_mark_loss_store16_near };

#endif
