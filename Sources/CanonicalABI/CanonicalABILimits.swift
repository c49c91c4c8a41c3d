/// The most core parameters a function has before its parameters are passed through memory.
///
/// Source: CanonicalABI.md, "Flattening" (`MAX_FLAT_PARAMS`).
package let maxFlatParameters = 16

/// The most core results a function has before its results are passed through memory.
///
/// Source: CanonicalABI.md, "Flattening" (`MAX_FLAT_RESULTS`).
package let maxFlatResults = 1

/// The longest string or list, in bytes of linear memory.
///
/// Source: CanonicalABI.md, "Loading" (`MAX_STRING_BYTE_LENGTH`, `MAX_LIST_BYTE_LENGTH`).
package let maxListByteLength: UInt64 = (1 << 28) - 1
