// Atomic accesses to linear memory.

extension OpcodeRow {
  static let atomics: [OpcodeRow] = [
    OpcodeRow(
      .memoryAtomicNotify, "memory.atomic.notify", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .memoryAtomicWait32, "memory.atomic.wait32", immediates: .memoryArgument,
      signature: .atomic([.i32, .i64], to: .i32, 2), feature: .threads),
    OpcodeRow(
      .memoryAtomicWait64, "memory.atomic.wait64", immediates: .memoryArgument,
      signature: .atomic([.i64, .i64], to: .i32, 3), feature: .threads),
    OpcodeRow(.atomicFence, "atomic.fence", immediates: .zeroByte, feature: .threads),
    OpcodeRow(
      .i32AtomicLoad, "i32.atomic.load", immediates: .memoryArgument, signature: .atomic([], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicLoad, "i64.atomic.load", immediates: .memoryArgument, signature: .atomic([], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicLoad8U, "i32.atomic.load8_u", immediates: .memoryArgument, signature: .atomic([], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicLoad16U, "i32.atomic.load16_u", immediates: .memoryArgument, signature: .atomic([], to: .i32, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicLoad8U, "i64.atomic.load8_u", immediates: .memoryArgument, signature: .atomic([], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicLoad16U, "i64.atomic.load16_u", immediates: .memoryArgument, signature: .atomic([], to: .i64, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicLoad32U, "i64.atomic.load32_u", immediates: .memoryArgument, signature: .atomic([], to: .i64, 2),
      feature: .threads),
    OpcodeRow(
      .i32AtomicStore, "i32.atomic.store", immediates: .memoryArgument, signature: .atomic([.i32], to: nil, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicStore, "i64.atomic.store", immediates: .memoryArgument, signature: .atomic([.i64], to: nil, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicStore8, "i32.atomic.store8", immediates: .memoryArgument, signature: .atomic([.i32], to: nil, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicStore16, "i32.atomic.store16", immediates: .memoryArgument, signature: .atomic([.i32], to: nil, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicStore8, "i64.atomic.store8", immediates: .memoryArgument, signature: .atomic([.i64], to: nil, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicStore16, "i64.atomic.store16", immediates: .memoryArgument, signature: .atomic([.i64], to: nil, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicStore32, "i64.atomic.store32", immediates: .memoryArgument, signature: .atomic([.i64], to: nil, 2),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmwAdd, "i32.atomic.rmw.add", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwAdd, "i64.atomic.rmw.add", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8AddU, "i32.atomic.rmw8.add_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16AddU, "i32.atomic.rmw16.add_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8AddU, "i64.atomic.rmw8.add_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16AddU, "i64.atomic.rmw16.add_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32AddU, "i64.atomic.rmw32.add_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 2), feature: .threads),
    OpcodeRow(
      .i32AtomicRmwSub, "i32.atomic.rmw.sub", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwSub, "i64.atomic.rmw.sub", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8SubU, "i32.atomic.rmw8.sub_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16SubU, "i32.atomic.rmw16.sub_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8SubU, "i64.atomic.rmw8.sub_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16SubU, "i64.atomic.rmw16.sub_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32SubU, "i64.atomic.rmw32.sub_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 2), feature: .threads),
    OpcodeRow(
      .i32AtomicRmwAnd, "i32.atomic.rmw.and", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwAnd, "i64.atomic.rmw.and", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8AndU, "i32.atomic.rmw8.and_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16AndU, "i32.atomic.rmw16.and_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8AndU, "i64.atomic.rmw8.and_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16AndU, "i64.atomic.rmw16.and_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32AndU, "i64.atomic.rmw32.and_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 2), feature: .threads),
    OpcodeRow(
      .i32AtomicRmwOr, "i32.atomic.rmw.or", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwOr, "i64.atomic.rmw.or", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8OrU, "i32.atomic.rmw8.or_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16OrU, "i32.atomic.rmw16.or_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8OrU, "i64.atomic.rmw8.or_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16OrU, "i64.atomic.rmw16.or_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 1),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32OrU, "i64.atomic.rmw32.or_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 2),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmwXor, "i32.atomic.rmw.xor", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwXor, "i64.atomic.rmw.xor", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8XorU, "i32.atomic.rmw8.xor_u", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 0),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16XorU, "i32.atomic.rmw16.xor_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8XorU, "i64.atomic.rmw8.xor_u", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 0),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16XorU, "i64.atomic.rmw16.xor_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32XorU, "i64.atomic.rmw32.xor_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 2), feature: .threads),
    OpcodeRow(
      .i32AtomicRmwXchg, "i32.atomic.rmw.xchg", immediates: .memoryArgument, signature: .atomic([.i32], to: .i32, 2),
      feature: .threads),
    OpcodeRow(
      .i64AtomicRmwXchg, "i64.atomic.rmw.xchg", immediates: .memoryArgument, signature: .atomic([.i64], to: .i64, 3),
      feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8XchgU, "i32.atomic.rmw8.xchg_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 0), feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16XchgU, "i32.atomic.rmw16.xchg_u", immediates: .memoryArgument,
      signature: .atomic([.i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8XchgU, "i64.atomic.rmw8.xchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 0), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16XchgU, "i64.atomic.rmw16.xchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32XchgU, "i64.atomic.rmw32.xchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64], to: .i64, 2), feature: .threads),
    OpcodeRow(
      .i32AtomicRmwCmpxchg, "i32.atomic.rmw.cmpxchg", immediates: .memoryArgument,
      signature: .atomic([.i32, .i32], to: .i32, 2), feature: .threads),
    OpcodeRow(
      .i64AtomicRmwCmpxchg, "i64.atomic.rmw.cmpxchg", immediates: .memoryArgument,
      signature: .atomic([.i64, .i64], to: .i64, 3), feature: .threads),
    OpcodeRow(
      .i32AtomicRmw8CmpxchgU, "i32.atomic.rmw8.cmpxchg_u", immediates: .memoryArgument,
      signature: .atomic([.i32, .i32], to: .i32, 0), feature: .threads),
    OpcodeRow(
      .i32AtomicRmw16CmpxchgU, "i32.atomic.rmw16.cmpxchg_u", immediates: .memoryArgument,
      signature: .atomic([.i32, .i32], to: .i32, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw8CmpxchgU, "i64.atomic.rmw8.cmpxchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64, .i64], to: .i64, 0), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw16CmpxchgU, "i64.atomic.rmw16.cmpxchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64, .i64], to: .i64, 1), feature: .threads),
    OpcodeRow(
      .i64AtomicRmw32CmpxchgU, "i64.atomic.rmw32.cmpxchg_u", immediates: .memoryArgument,
      signature: .atomic([.i64, .i64], to: .i64, 2), feature: .threads),
  ]
}
