/// A rule of the canonical ABI that was broken, or a type that cannot cross it.
///
/// Source: CanonicalABI.md; each case names the heading whose rule it is.
package enum CanonicalABIError: Error, Hashable, Sendable {
  // Layout.
  /// A type has more parts than `TransferPlan.maxNodes`.
  case tooManyNodes
  /// A type is nested deeper than `TransferPlan.maxDepth`.
  case nestedTooDeeply
  /// A variant or enum without cases, or flags without labels or with more than 32.
  case emptyOrOversizedType(String)

  // "Loading" and "Flat Lifting".
  /// A `char` that is not a Unicode scalar value.
  case invalidChar(UInt32)
  /// A case index with no case; the index and how many there are.
  case invalidCase(UInt32, count: Int)
  /// A pointer that is not a multiple of the alignment of what it points at.
  case misaligned(pointer: UInt64, alignment: UInt32, what: Pointee)
  /// A range that ends beyond the memory; sizes in bytes.
  case outOfBounds(pointer: UInt64, byteCount: UInt64, memory: Int, what: Pointee)
  /// A string or list longer than `maxListByteLength`, in bytes.
  case tooLong(byteCount: UInt64, what: Pointee)
  /// Bytes that are not text in the encoding; the pointer they begin at.
  case invalidText(StringEncoding, pointer: UInt64)
  /// The values lifted so far, with what they would hold, pass the limit, in bytes.
  case liftedTooMuch(limit: UInt64)
  /// Fewer flat values than the type takes.
  case missingFlatValue

  // "Storing" and "Flat Lowering".
  /// The value is not one of the type it is lowered as: the caller's mistake, not the guest's.
  case valueDoesNotFitType
  /// Something is to be allocated, and the options name no `realloc`.
  case noRealloc

  // Handles.
  /// A handle of a kind that nothing transfers yet, in the specification's word.
  case unsupportedHandle(String)
  /// A handle that its table does not hold, or that is of another type or still lent; why.
  case invalidHandle(UInt32, String)

  /// What a pointer points at.
  package enum Pointee: String, Hashable, Sendable {
    case string, list, parameters, results
    case value
  }
}
