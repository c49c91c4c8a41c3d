import ComponentTypes

extension ComponentValue {
  /// The handles in a value, in order.
  var handles: [UInt32] {
    var found: [UInt32] = []
    var pending: [ComponentValue] = [self]
    while let value = pending.popLast() {
      switch value {
      case .handle(let handle): found.append(handle)
      case .list(let parts), .record(let parts), .tuple(let parts): pending += parts.reversed()
      case .map(let entries): pending += entries.reversed().flatMap { [$0.value, $0.key] }
      case .variant(_, let payload?), .option(let payload?), .ok(let payload?), .err(let payload?):
        pending.append(payload)
      case .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string, .bytes, .enumeration,
        .flags, .variant, .option, .ok, .err:
        break
      }
    }
    return found
  }
}
