// The dispatch loop under the interpreter: it runs register code, one handler an operation, and derives no facts.
//
// A run's whole state is data in `wi_context`: leaving the loop is an ordinary return with a reason, and calling
// `wi_run` again goes on from there. Nothing here calls back into its caller.
#ifndef WITSCOPE_CINTERPRETER_H
#define WITSCOPE_CINTERPRETER_H

#include <stdbool.h>
#include <stdint.h>

#include "images.h"
#include "operations.h"

#pragma clang assume_nonnull begin

typedef struct wi_instance wi_instance;

// A linear memory. `base` may move whenever it grows.
typedef struct wi_memory {
  uint8_t *_Nullable base;
  uint64_t size;      // bytes that the guest may touch
  uint64_t reserved;  // bytes mapped
  uint32_t page_shift;  // the logarithm to base 2 of a page's bytes
} wi_memory;

// What a slot holds for a reference, told apart by its two topmost bits:
//
//   0              null
//   00 number + 1  a function of the store, or a value of the host
//   01 31 bits     an i31
//   10 index       an object of the store's heap
//
// A reference keeps its bits between the hierarchies of `any` and `extern`.
#define WI_REFERENCE_TAG(reference) ((uint32_t)((reference) >> 62))
enum { wi_tag_i31 = 1, wi_tag_object = 2 };
#define WI_I31(x) ((UINT64_C(1) << 62) | ((uint64_t)(x) & 0x7fffffff))
#define WI_OBJECT(index) ((UINT64_C(2) << 62) | (index))
#define WI_OBJECT_INDEX(reference) ((reference) & 0xffffffff)

typedef enum wi_object_kind { wi_kind_struct, wi_kind_array, wi_kind_exception } wi_object_kind;

// A struct, an array or an exception. Its fields or elements follow, each as wide as its storage type.
typedef struct wi_object {
  uint32_t type;   // the type's number in its store; an exception's tag
  uint32_t kind;
  uint64_t count;  // elements of an array
  uint64_t data[];
} wi_object;

// A defined type as casts see it: its supertypes' numbers by depth, itself last.
typedef struct wi_type {
  const uint32_t *_Nullable supertypes;
  uint32_t depth;
} wi_type;

// What a reference is tested against: the word behind `ref_test` and `ref_cast`.
//
//   bits 0-31 the number of a defined type | 32-39 wi_target | 40 whether null passes
typedef enum wi_target {
  wi_target_none, wi_target_any, wi_target_eq, wi_target_i31, wi_target_struct, wi_target_array, wi_target_exception,
  wi_target_defined_object, wi_target_defined_function
} wi_target;

// A table of references.
typedef struct wi_table {
  uint64_t *_Nullable elements;
  uint64_t count;
} wi_table;

// A function as the loop sees it. `code` is never null: until the function is translated it is
// `wi_translate_code()`, and for a host's function `wi_host_code()`.
typedef struct wi_function {
  const uint64_t *code;
  wi_instance *_Nullable instance;  // null for a host's function
  uint64_t number;        // the function's number in its store
  uint32_t type_id;       // equal for equal types within a store
} wi_function;

// What a function's code needs to know of its instance.
struct wi_instance {
  wi_memory *memory0;  // never null: an instance without memories points at an empty one
};

// One call. The frame below it holds where the caller goes on.
typedef struct wi_frame {
  const uint64_t *return_pc;
  uint64_t *caller_slots;
  wi_function *_Nullable callee;  // null in the lower half of a call into another instance
  uint64_t entered;  // wasm operators run before, the call itself included; only faithful code says so, when it begins
} wi_frame;

// Why the loop returned.
typedef enum wi_reason {
  wi_reason_returned,     // the entry's function returned; its results are in slots[0...]
  wi_reason_trapped,      // `trap` says why; pc is at the operation
  wi_reason_budget,       // the budget is used up; run again to go on
  wi_reason_translate,    // the innermost callee has no code yet; pc is at its placeholder
  wi_reason_host_call,    // the innermost callee is the host's; arguments in slots[0...], results go there
  wi_reason_host_operation,  // the operation at pc is carried out by the host, which then moves pc past it
  // At a mark of faithful code, whose operator has not run and is not charged; pc is at the mark:
  wi_reason_mark,        // the budget is used up
  wi_reason_loss,        // the operator is about to lose something
  wi_reason_breakpoint,  // a breakpoint is here
  wi_reason_depth        // no more frames are left than `stop_frame` says
} wi_reason;

// The operators that can lose something, by the names of their instructions.
#define WI_LOSSES_OF_WIDTH(X, T) X(T##_add) X(T##_sub) X(T##_mul) X(T##_shl) X(T##_div_s) X(T##_rem_s) \
  X(T##_extend8_s) X(T##_extend16_s)
#define WI_LOSSES_OF_CONVERSION(X, T) \
  X(T##_trunc_f32_s) X(T##_trunc_f32_u) X(T##_trunc_f64_s) X(T##_trunc_f64_u)
// The lanes of vectors, each on its own.
#define WI_LOSSES_OF_LANES(X, T) X(T##_add) X(T##_sub) X(T##_shl)
#define WI_LOSSES(X) \
  WI_LOSSES_OF_WIDTH(X, i32) WI_LOSSES_OF_WIDTH(X, i64) X(i64_extend32_s) X(i32_wrap_i64) \
  X(i32_store8) X(i32_store16) X(i64_store8) X(i64_store16) X(i64_store32) \
  WI_LOSSES_OF_CONVERSION(X, i32) WI_LOSSES_OF_CONVERSION(X, i64) X(i64_add128) X(i64_sub128) \
  WI_LOSSES_OF_LANES(X, i8x16) WI_LOSSES_OF_LANES(X, i16x8) WI_LOSSES_OF_LANES(X, i32x4) WI_LOSSES_OF_LANES(X, i64x2) \
  X(i16x8_mul) X(i32x4_mul) X(i64x2_mul)
#define WI_LOSS_NAME(name) wi_loss_##name,
typedef enum wi_loss { WI_LOSSES(WI_LOSS_NAME) wi_loss_count } wi_loss;
#undef WI_LOSS_NAME

// Which readings of an operation lost something.
enum { wi_lost_signed = 1, wi_lost_unsigned = 2 };

// What marks look for, besides the budget's end: readings whose loss stops the run, and the following.
enum { wi_stop_at_breakpoints = 4, wi_stop_at_depth = 8 };

typedef enum wi_trap {
  wi_trap_unreachable,
  wi_trap_integer_divide_by_zero,
  wi_trap_integer_overflow,
  wi_trap_invalid_conversion,
  wi_trap_memory_out_of_bounds,
  wi_trap_table_out_of_bounds,
  wi_trap_undefined_element,
  wi_trap_uninitialized_element,
  wi_trap_indirect_call_type_mismatch,
  wi_trap_null_reference,
  wi_trap_cast_failure,
  wi_trap_array_out_of_bounds,
  wi_trap_unaligned_atomic,
  wi_trap_stack_exhausted
} wi_trap;

// An instruction that moves many bytes or elements is charged one operator for each 2^WI_BULK_SHIFT of them besides itself.
#define WI_BULK_SHIFT 5

// What the watch keeps of one place, for each sort of outcome: how often, and the operands of the last time.
//
//   0 nothing was lost since the place is known: a waste bin, so that recording takes no branch
//   1 the exact unsigned result did not fit, but the signed one did
//   2 the exact signed result did not fit
typedef struct wi_watch_place {
  const uint64_t *_Nullable pc;
  uint64_t count[3];
  uint64_t operands[3];  // both operands, the second in the high half, where they have 32 bits; otherwise the first
  uint64_t further[3];   // otherwise the second
  bool is_behind;  // it is the word behind an operation's first: the operation's second instruction
} wi_watch_place;

// The same of a place whose operands are 128 bits wide, each with its low half first; or the second is a shift's count. There
// are few, so they stand apart.
typedef struct wi_wide_site {
  const uint64_t *_Nullable pc;
  uint64_t earlier;         // how many other places were known when it first lost something
  uint64_t count[2];        // where the exact signed result did not fit, and where only the unsigned one did not
  uint64_t operands[2][4];
} wi_wide_site;

typedef struct wi_watch wi_watch;

// Marks of faithful code by address, ascending.
typedef struct wi_marks {
  const uint64_t *_Nullable const *_Nullable first;
  uint64_t count;
} wi_marks;

typedef struct wi_context {
  const uint64_t *_Nullable pc;
  uint64_t *slots;
  wi_instance *_Nullable instance;  // whose memory the running code uses
  wi_frame *frame;        // one past the innermost frame
  wi_frame *frames_end;
  uint64_t *slots_end;
  int64_t budget;         // wasm operators left in this slice; charged by block
  wi_function *_Nullable *_Nonnull functions;  // the store's functions by number
  const wi_type *_Nullable types;              // the store's types by number
  wi_object *_Nullable *_Nullable objects;     // the store's heap by index
  wi_watch *_Nullable watch;          // where wraps are recorded; null runs without the watch
  wi_watch *_Nullable *_Nonnull active_watch;  // the store's: which watch ran its code last
  uint64_t end_of_budget;             // what will have been charged since the run began when the budget is used up
  uint64_t bulk;                      // what was charged beyond one for each operator
  uint32_t stops;                     // what marks look for
  wi_marks breakpoints;
  wi_marks quiet_marks;               // where losses stop no run
  wi_frame *_Nullable stop_frame;     // one past the innermost frame
  wi_trap trap;
  wi_reason reason;
} wi_context;

// Runs until there is a reason to return.
wi_reason wi_run(wi_context *context);
// The same by a plain switch, for compilers without guaranteed tail calls.
wi_reason wi_run_portably(wi_context *context);
// Whether `wi_run` dispatches by tail calls in this build.
bool wi_dispatches_by_tail_calls(void);

// Code that leaves the loop: for functions that are not translated yet, for the host's (whose second word returns), and
// where an entry's frame returns to.
const uint64_t *wi_translate_code(void);
const uint64_t *wi_host_code(void);
const uint64_t *wi_exit_code(void);
// Where a call into another instance returns to, to bring back the caller's.
const uint64_t *wi_restore_address(void);

// The mark that is best before an operation: its own, or the common one.
uint16_t wi_mark_before(uint16_t operation);
uint16_t wi_loss_mark_before(uint16_t operation);

// Which readings an operator is about to lose something in. `top` is its topmost operand's slot, or the first of two.
uint32_t wi_lost_by(wi_loss loss, const uint64_t *top);

// Maps `size` zeroed bytes; false where there is no memory for them.
bool wi_memory_make(wi_memory *memory, uint64_t size);
// Grows to `size` bytes, the new ones zero; false leaves it as it was.
bool wi_memory_grow(wi_memory *memory, uint64_t size);
void wi_memory_free(wi_memory *memory);

// Slots of zeros, which take memory only once they are written; null where there is no room for them.
uint64_t *_Nullable wi_slots_make(uint64_t count);
void wi_slots_free(uint64_t *_Nullable slots);

// The operation that code held before it became lossy; itself for any other.
uint32_t wi_plain_operation(uint32_t operation);
// A watch that knows no place; null where there is no room for it.
wi_watch *_Nullable wi_watch_make(void);
// Frees it, once its store is gone or it has forgotten what it saw.
void wi_watch_free(wi_watch *_Nullable watch);
// Makes it as one that was just made, and the code as it was before, where it is the store's `active` one.
void wi_watch_forget(wi_watch *watch, wi_watch *_Nullable *_Nonnull active);
// How many places it knows, and each in the order in which they first lost something.
uint32_t wi_watch_place_count(const wi_watch *watch);
wi_watch_place wi_watch_place_at(const wi_watch *watch, uint32_t index);
// Losses at places beyond those it has room for.
uint64_t wi_watch_unplaced(const wi_watch *watch);
// The places with wide operands, in the order in which they first lost something.
uint32_t wi_watch_wide_place_count(const wi_watch *watch);
const wi_wide_site *wi_watch_wide_place(const wi_watch *watch, uint32_t index);

// An object with `size` bytes of zeros behind its header; null where there is no memory for it.
wi_object *_Nullable wi_object_make(uint32_t type, uint32_t kind, uint64_t count, uint64_t size);
void wi_object_free(wi_object *object);

#pragma clang assume_nonnull end

#endif
