import ComponentTypes

extension ValueType {
  /// Whether a value of the type could hold a handle of any kind.
  var holdsHandles: Bool {
    // No recursion: types come from files.
    var pending = [self]
    while let type = pending.popLast() {
      switch type.shape {
      case .own, .borrow, .stream, .future, .errorContext: return true
      case .list(let element), .fixedLengthList(let element, _), .option(let element): pending.append(element)
      case .map(let key, let value): pending += [key, value]
      case .record(let fields): pending += fields.map(\.type)
      case .tuple(let types): pending += types
      case .variant(let cases): pending += cases.compactMap(\.payload)
      case .result(let ok, let error): pending += [ok, error].compactMap(\.self)
      default: break
      }
    }
    return false
  }
}
