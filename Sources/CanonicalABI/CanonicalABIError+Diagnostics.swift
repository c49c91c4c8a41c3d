package import CoreTypes
package import Diagnostics

extension CanonicalABIError: DiagnosticConvertible {
  /// The rule in words: one sentence without a full stop.
  package var message: String {
    switch self {
    case .tooManyNodes: "the type has more than \(TransferPlan.maxNodes) parts"
    case .nestedTooDeeply: "the type is nested deeper than \(TransferPlan.maxDepth) levels"
    case .emptyOrOversizedType(let what): "the type has \(what)"
    case .invalidChar(let bits): "char 0x\(String(bits, radix: 16)) is not a Unicode scalar value"
    case .invalidCase(let index, let count): "case \(index) of a type with \(count) cases"
    case .misaligned(let pointer, let alignment, let what):
      "\(what.rawValue) pointer 0x\(String(pointer, radix: 16)) is not aligned to \(alignment) bytes"
    case .outOfBounds(let pointer, let byteCount, let memory, let what):
      "\(what.rawValue) of \(byteCount) bytes at 0x\(String(pointer, radix: 16)) is out of bounds of a memory of "
        + "\(memory) bytes"
    case .tooLong(let byteCount, let what):
      "\(what.rawValue) of \(byteCount) bytes is longer than \(maxListByteLength) bytes"
    case .invalidText(let encoding, let pointer):
      "string at 0x\(String(pointer, radix: 16)) is not valid \(encoding.rawValue)"
    case .liftedTooMuch(let limit): "the values lifted would take more than \(limit) bytes"
    case .missingFlatValue: "fewer core values than the type takes"
    case .valueDoesNotFitType: "the value is not of the type it is lowered as"
    case .noRealloc: "no realloc to allocate memory with"
    case .unsupportedHandle(let kind): "\(kind) values not supported yet"
    case .invalidHandle(let index, let why): "handle \(index) \(why)"
    }
  }

  /// The rule as what a guest that broke it is stopped with.
  package var trapCode: TrapCode { .canonicalABI(message) }

  package var diagnostics: [Diagnostic] {
    let code: DiagnosticCode =
      switch self {
      case .tooManyNodes, .nestedTooDeeply, .emptyOrOversizedType, .unsupportedHandle: .typeNotTransferable
      default: .canonicalABIRule
      }
    return [Diagnostic(code, message)]
  }
}
