// References to structures, arrays and i31.

extension OpcodeRow {
  static let aggregates: [OpcodeRow] = [
    OpcodeRow(.structNew, "struct.new", immediates: .type, feature: .gc),
    OpcodeRow(.structNewDefault, "struct.new_default", immediates: .type, feature: .gc),
    OpcodeRow(.structGet, "struct.get", immediates: .typeAndField, feature: .gc),
    OpcodeRow(.structGetS, "struct.get_s", immediates: .typeAndField, feature: .gc),
    OpcodeRow(.structGetU, "struct.get_u", immediates: .typeAndField, feature: .gc),
    OpcodeRow(.structSet, "struct.set", immediates: .typeAndField, feature: .gc),
    OpcodeRow(.arrayNew, "array.new", immediates: .type, feature: .gc),
    OpcodeRow(.arrayNewDefault, "array.new_default", immediates: .type, feature: .gc),
    OpcodeRow(.arrayNewFixed, "array.new_fixed", immediates: .typeAndCount, feature: .gc),
    OpcodeRow(.arrayNewData, "array.new_data", immediates: .typeAndData, feature: .gc),
    OpcodeRow(.arrayNewElem, "array.new_elem", immediates: .typeAndElement, feature: .gc),
    OpcodeRow(.arrayGet, "array.get", immediates: .type, feature: .gc),
    OpcodeRow(.arrayGetS, "array.get_s", immediates: .type, feature: .gc),
    OpcodeRow(.arrayGetU, "array.get_u", immediates: .type, feature: .gc),
    OpcodeRow(.arraySet, "array.set", immediates: .type, feature: .gc),
    OpcodeRow(.arrayLen, "array.len", feature: .gc),
    OpcodeRow(.arrayFill, "array.fill", immediates: .type, feature: .gc),
    OpcodeRow(.arrayCopy, "array.copy", immediates: .twoTypes, feature: .gc),
    OpcodeRow(.arrayInitData, "array.init_data", immediates: .typeAndData, feature: .gc),
    OpcodeRow(.arrayInitElem, "array.init_elem", immediates: .typeAndElement, feature: .gc),
    OpcodeRow(.refTest, "ref.test", immediates: .castType, feature: .gc),
    OpcodeRow(.refTestNull, "ref.test", immediates: .castType, feature: .gc),
    OpcodeRow(.refCast, "ref.cast", immediates: .castType, feature: .gc),
    OpcodeRow(.refCastNull, "ref.cast", immediates: .castType, feature: .gc),
    OpcodeRow(.brOnCast, "br_on_cast", immediates: .branchCast, feature: .gc),
    OpcodeRow(.brOnCastFail, "br_on_cast_fail", immediates: .branchCast, feature: .gc),
    OpcodeRow(.anyConvertExtern, "any.convert_extern", feature: .gc),
    OpcodeRow(.externConvertAny, "extern.convert_any", feature: .gc),
    OpcodeRow(.refI31, "ref.i31", feature: .gc),
    OpcodeRow(.i31GetS, "i31.get_s", feature: .gc),
    OpcodeRow(.i31GetU, "i31.get_u", feature: .gc),
  ]

  // Four 64-bit halves to two, or two to two: more than a signature holds.
  static let wideArithmetic: [OpcodeRow] = [
    OpcodeRow(.i64Add128, "i64.add128", feature: .wideArithmetic),
    OpcodeRow(.i64Sub128, "i64.sub128", feature: .wideArithmetic),
    OpcodeRow(.i64MulWideS, "i64.mul_wide_s", feature: .wideArithmetic),
    OpcodeRow(.i64MulWideU, "i64.mul_wide_u", feature: .wideArithmetic),
  ]
}
