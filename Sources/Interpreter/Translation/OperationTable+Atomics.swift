import CInterpreter
import CoreModule

/// How an atomic instruction becomes register code. All take an address first.
enum AtomicRow {
  /// No further operand, one result.
  case load(Operation)
  /// One further operand, no result.
  case store(Operation)
  /// One further operand and one result.
  case binary(Operation)
  /// Two further operands and one result.
  case ternary(Operation)
}

extension AtomicRow {
  /// Every atomic instruction but the fence.
  static let all: [(Opcode, AtomicRow)] = [
    (.memoryAtomicNotify, .binary(wi_op_atomic_notify)),
    (.memoryAtomicWait32, .ternary(wi_op_atomic_wait32)),
    (.memoryAtomicWait64, .ternary(wi_op_atomic_wait64)),
    (.i32AtomicLoad, .load(wi_op_atomic_load32)),
    (.i64AtomicLoad, .load(wi_op_atomic_load64)),
    (.i32AtomicLoad8U, .load(wi_op_atomic_load8)),
    (.i32AtomicLoad16U, .load(wi_op_atomic_load16)),
    (.i64AtomicLoad8U, .load(wi_op_atomic_load8)),
    (.i64AtomicLoad16U, .load(wi_op_atomic_load16)),
    (.i64AtomicLoad32U, .load(wi_op_atomic_load32)),
    (.i32AtomicStore, .store(wi_op_atomic_store32)),
    (.i64AtomicStore, .store(wi_op_atomic_store64)),
    (.i32AtomicStore8, .store(wi_op_atomic_store8)),
    (.i32AtomicStore16, .store(wi_op_atomic_store16)),
    (.i64AtomicStore8, .store(wi_op_atomic_store8)),
    (.i64AtomicStore16, .store(wi_op_atomic_store16)),
    (.i64AtomicStore32, .store(wi_op_atomic_store32)),
    (.i32AtomicRmwAdd, .binary(wi_op_atomic_rmw32_add)),
    (.i64AtomicRmwAdd, .binary(wi_op_atomic_rmw64_add)),
    (.i32AtomicRmw8AddU, .binary(wi_op_atomic_rmw8_add)),
    (.i32AtomicRmw16AddU, .binary(wi_op_atomic_rmw16_add)),
    (.i64AtomicRmw8AddU, .binary(wi_op_atomic_rmw8_add)),
    (.i64AtomicRmw16AddU, .binary(wi_op_atomic_rmw16_add)),
    (.i64AtomicRmw32AddU, .binary(wi_op_atomic_rmw32_add)),
    (.i32AtomicRmwSub, .binary(wi_op_atomic_rmw32_sub)),
    (.i64AtomicRmwSub, .binary(wi_op_atomic_rmw64_sub)),
    (.i32AtomicRmw8SubU, .binary(wi_op_atomic_rmw8_sub)),
    (.i32AtomicRmw16SubU, .binary(wi_op_atomic_rmw16_sub)),
    (.i64AtomicRmw8SubU, .binary(wi_op_atomic_rmw8_sub)),
    (.i64AtomicRmw16SubU, .binary(wi_op_atomic_rmw16_sub)),
    (.i64AtomicRmw32SubU, .binary(wi_op_atomic_rmw32_sub)),
    (.i32AtomicRmwAnd, .binary(wi_op_atomic_rmw32_and)),
    (.i64AtomicRmwAnd, .binary(wi_op_atomic_rmw64_and)),
    (.i32AtomicRmw8AndU, .binary(wi_op_atomic_rmw8_and)),
    (.i32AtomicRmw16AndU, .binary(wi_op_atomic_rmw16_and)),
    (.i64AtomicRmw8AndU, .binary(wi_op_atomic_rmw8_and)),
    (.i64AtomicRmw16AndU, .binary(wi_op_atomic_rmw16_and)),
    (.i64AtomicRmw32AndU, .binary(wi_op_atomic_rmw32_and)),
    (.i32AtomicRmwOr, .binary(wi_op_atomic_rmw32_or)),
    (.i64AtomicRmwOr, .binary(wi_op_atomic_rmw64_or)),
    (.i32AtomicRmw8OrU, .binary(wi_op_atomic_rmw8_or)),
    (.i32AtomicRmw16OrU, .binary(wi_op_atomic_rmw16_or)),
    (.i64AtomicRmw8OrU, .binary(wi_op_atomic_rmw8_or)),
    (.i64AtomicRmw16OrU, .binary(wi_op_atomic_rmw16_or)),
    (.i64AtomicRmw32OrU, .binary(wi_op_atomic_rmw32_or)),
    (.i32AtomicRmwXor, .binary(wi_op_atomic_rmw32_xor)),
    (.i64AtomicRmwXor, .binary(wi_op_atomic_rmw64_xor)),
    (.i32AtomicRmw8XorU, .binary(wi_op_atomic_rmw8_xor)),
    (.i32AtomicRmw16XorU, .binary(wi_op_atomic_rmw16_xor)),
    (.i64AtomicRmw8XorU, .binary(wi_op_atomic_rmw8_xor)),
    (.i64AtomicRmw16XorU, .binary(wi_op_atomic_rmw16_xor)),
    (.i64AtomicRmw32XorU, .binary(wi_op_atomic_rmw32_xor)),
    (.i32AtomicRmwXchg, .binary(wi_op_atomic_rmw32_xchg)),
    (.i64AtomicRmwXchg, .binary(wi_op_atomic_rmw64_xchg)),
    (.i32AtomicRmw8XchgU, .binary(wi_op_atomic_rmw8_xchg)),
    (.i32AtomicRmw16XchgU, .binary(wi_op_atomic_rmw16_xchg)),
    (.i64AtomicRmw8XchgU, .binary(wi_op_atomic_rmw8_xchg)),
    (.i64AtomicRmw16XchgU, .binary(wi_op_atomic_rmw16_xchg)),
    (.i64AtomicRmw32XchgU, .binary(wi_op_atomic_rmw32_xchg)),
    (.i32AtomicRmwCmpxchg, .ternary(wi_op_atomic_rmw32_cmpxchg)),
    (.i64AtomicRmwCmpxchg, .ternary(wi_op_atomic_rmw64_cmpxchg)),
    (.i32AtomicRmw8CmpxchgU, .ternary(wi_op_atomic_rmw8_cmpxchg)),
    (.i32AtomicRmw16CmpxchgU, .ternary(wi_op_atomic_rmw16_cmpxchg)),
    (.i64AtomicRmw8CmpxchgU, .ternary(wi_op_atomic_rmw8_cmpxchg)),
    (.i64AtomicRmw16CmpxchgU, .ternary(wi_op_atomic_rmw16_cmpxchg)),
    (.i64AtomicRmw32CmpxchgU, .ternary(wi_op_atomic_rmw32_cmpxchg)),
  ]
}
