import CoreTypes

extension CoreValueType {
  /// The text format's word.
  var word: String {
    switch self {
    case .i32: "i32"
    case .i64: "i64"
    case .f32: "f32"
    case .f64: "f64"
    case .v128: "v128"
    case .reference(let type): type.word
    }
  }
}

extension CoreReferenceType {
  /// The text format's words.
  var word: String {
    if isNullable, let keyword = heap.referenceKeyword { return keyword }
    let target = if case .concrete(let index) = heap { "\(index)" } else { heap.keyword ?? "" }
    return isNullable ? "(ref null \(target))" : "(ref \(target))"
  }
}

extension CoreFunctionType {
  /// `[i32 i32] -> [i64]`, as the core specification writes it.
  var words: String {
    "[\(parameters.map(\.word).joined(separator: " "))] -> [\(results.map(\.word).joined(separator: " "))]"
  }
}

extension CoreLimits {
  fileprivate var words: String { "\(minimum)" + (maximum.map { " \($0)" } ?? "") }
}

extension CoreExternType {
  /// The type in the text format's words, for messages.
  var description: String {
    switch self {
    case .function(let type): "func \(type.words)"
    case .table(let type): "table \(type.limits.words) \(type.element.word)"
    case .memory(let type): "memory \(type.limits.words)" + (type.isShared ? " shared" : "")
    case .global(let type): "global " + (type.isMutable ? "mut " : "") + type.value.word
    case .tag(let type): "tag \(type.words)"
    }
  }
}
