import Diagnostics

/// A function type as it is written: its bytes after the form, and what its parameters are called.
struct WrittenSignature {
  var bytes: [UInt8]
  var parameterCount: UInt32
  /// How many results, and the bytes of the only one.
  var resultCount: UInt32
  var resultType: [UInt8]
  /// The parameters, with their identifiers.
  var parameters: IndexSpace
  /// Whether any `(param` or `(result` is there.
  var isWritten: Bool

  /// Whether a block's type can say it without a type index.
  var isShort: Bool { parameterCount == 0 && resultCount <= 1 }
}

// Uses of function types: `(type $t)`, spelled parameters and results, or both.
//
// Source: core specification, "Type Uses" (text format).
extension ModuleEncoder {
  /// Reads `(param …)* (result …)*`.
  ///
  /// - Parameter bindsParameters: whether parameters may have identifiers.
  mutating func readSignature(bindsParameters: Bool) throws(CoreTextError) -> WrittenSignature {
    var space = IndexSpace(.local)
    var parameters = EncodedBytes()
    var results = EncodedBytes()
    var resultCount: UInt32 = 0
    var isWritten = false
    while cursor.take(opening: "param") {
      isWritten = true
      let span = cursor.span
      if bindsParameters, let identifier = try cursor.takeIdentifier() {
        let annotation = try takeNameAnnotation()
        try space.add(identifier, annotation: annotation, at: span)
        try encodeValueType(to: &parameters)
      } else {
        while !cursor.isAt(.close) {
          try space.add(nil, annotation: bindsParameters ? try takeNameAnnotation() : nil, at: span)
          try encodeValueType(to: &parameters)
        }
      }
      try cursor.expectClose()
    }
    while cursor.take(opening: "result") {
      isWritten = true
      while !cursor.isAt(.close) {
        try encodeValueType(to: &results)
        resultCount += 1
      }
      try cursor.expectClose()
    }
    var bytes = EncodedBytes()
    bytes.append(unsigned: space.count)
    bytes.append(parameters)
    bytes.append(unsigned: resultCount)
    bytes.append(results)
    return WrittenSignature(
      bytes: bytes.bytes, parameterCount: space.count, resultCount: resultCount, resultType: results.bytes,
      parameters: space, isWritten: isWritten)
  }

  /// Reads a type use.
  ///
  /// - Returns: the type's index, and the parameters with their identifiers.
  mutating func readTypeUse(bindsParameters: Bool) throws(CoreTextError) -> (index: UInt32, parameters: IndexSpace) {
    let start = cursor.index
    let explicit = try takeExplicitType()
    let signature = try readSignature(bindsParameters: bindsParameters)
    let span = cursor.span(from: start)
    guard let explicit else {
      let index = types.index(
        ofSignature: signature.bytes, parameterCount: signature.parameterCount, at: span)
      return (index, signature.parameters)
    }
    guard signature.isWritten else {
      var parameters = IndexSpace(.local)
      // Of a type that is not there validation speaks.
      if Int(explicit) < types.definitions.count {
        parameters.add(unnamed: types.definitions[Int(explicit)].parameterCount)
      }
      return (explicit, parameters)
    }
    try check(signature, against: explicit, at: span)
    return (explicit, signature.parameters)
  }

  /// Reads a block's type.
  mutating func encodeBlockType(to bytes: inout EncodedBytes) throws(CoreTextError) {
    let start = cursor.index
    let explicit = try takeExplicitType()
    let signature = try readSignature(bindsParameters: false)
    let span = cursor.span(from: start)
    if let explicit {
      if signature.isWritten { try check(signature, against: explicit, at: span) }
      bytes.append(signed: Int64(explicit))
    } else if signature.isShort {
      bytes.append(contentsOf: signature.resultCount == 0 ? [0x40] : signature.resultType)
    } else {
      bytes.append(
        signed: Int64(
          types.index(ofSignature: signature.bytes, parameterCount: signature.parameterCount, at: span)))
    }
  }

  private mutating func takeExplicitType() throws(CoreTextError) -> UInt32? {
    guard cursor.take(opening: "type") else { return nil }
    let index = try readIndex(types.space)
    try cursor.expectClose()
    return index
  }

  private func check(
    _ signature: WrittenSignature, against index: UInt32, at span: SourceSpan
  ) throws(CoreTextError) {
    guard Int(index) < types.definitions.count else { throw CoreTextError(.unknownType(index), at: span) }
    guard !comparesSpelledTypes || types.definitions[Int(index)].signature == signature.bytes else {
      throw CoreTextError(.inlineTypeMismatch, at: span)
    }
  }
}
