// The rules for composite types; scalars state theirs where their nodes are made.
//
// Source: CanonicalABI.md, "Alignment".

/// The least multiple of `alignment`, a power of two, that is not below `offset`.
func align(_ offset: UInt64, to alignment: UInt32) -> UInt64 {
  let mask = UInt64(alignment) - 1
  return (offset + mask) & ~mask
}

/// The size of the integer that numbers `caseCount` cases, in bytes.
func discriminantSize(caseCount: Int) -> Int {
  switch caseCount {
  case ...0x100: 1
  case ...0x1_0000: 2
  default: 4
  }
}

/// The size, and the alignment, of flags with so many labels, in bytes.
func flagsSize(labelCount: Int) -> Int {
  switch labelCount {
  case ...8: 1
  case ...16: 2
  default: 4
  }
}
