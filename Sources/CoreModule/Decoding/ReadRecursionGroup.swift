package import CoreTypes

/// Reads the recursion group of a type section's entry that stands outside of a module, such as in a component.
///
/// - Parameters:
///   - bytes: the whole file.
///   - range: where it may be read from, the group first.
/// - Returns: its types, whose references are those that are written, and the offset behind it.
/// - Throws: what is malformed, and what uses a proposal that is off.
///
/// Source: core specification, "Recursive Types" (binary format).
package func readRecursionGroup(
  _ bytes: [UInt8], in range: Range<Int>, features: CoreFeatures
) throws(CoreModuleError) -> (types: [CoreSubType], end: Int) {
  var reader = ByteReader(bytes, in: range)
  guard try reader.peekByte() == 0x4E else { return ([try reader.readSubType(features)], reader.offset) }
  guard features.contains(.gc) else { throw CoreModuleError(.unsupported(.gc), at: reader.offset) }
  try reader.skip(1)
  let count = try reader.readCount(limit: CoreLimit.types, "types")
  var types: [CoreSubType] = []
  types.reserveCapacity(count)
  for _ in 0..<count { types.append(try reader.readSubType(features)) }
  return (types, reader.offset)
}
