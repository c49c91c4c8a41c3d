import CoreTypes

/// Component productions that stand on their own: everything but component types and instance types.
///
/// Source: Binary.md.
extension ComponentReader {
  mutating func readSort() throws(ComponentBinaryError.Kind) -> Sort {
    switch try readByte() {
    case 0x00: return .core(try readCoreSort())
    case 0x01: return .function
    case 0x02: return .value
    case 0x03: return .type
    case 0x04: return .component
    case 0x05: return .instance
    case let byte: throw .unknownByte(byte, production: "sort")
    }
  }

  mutating func readSortIndex() throws(ComponentBinaryError.Kind) -> SortIndex {
    let sort = try readSort()
    return SortIndex(sort, try readU32())
  }

  mutating func readNameAttributes() throws(ComponentBinaryError.Kind) -> ExternNameAttributes {
    switch try readByte() {
    case 0x00, 0x01: return ExternNameAttributes(try readName())
    case 0x02: break
    case let byte: throw .unknownByte(byte, production: "name")
    }
    let name = try readName()
    var implements: String?
    var versionSuffix: String?
    var externalID: String?
    for _ in 0..<(try readCount("attributes of a name", limit: 3)) {
      let kind = try readByte()
      let isRepeated: Bool
      switch kind {
      case 0x00:
        isRepeated = implements != nil
        implements = try readName()
      case 0x01:
        isRepeated = versionSuffix != nil
        versionSuffix = try readName()
      case 0x02:
        isRepeated = externalID != nil
        externalID = try readName()
      default: throw .unknownByte(kind, production: "attribute of a name")
      }
      if isRepeated { throw .invalidOption("an attribute of \(name) is given twice") }
    }
    return ExternNameAttributes(name, implements: implements, versionSuffix: versionSuffix, externalID: externalID)
  }

  mutating func readInstance() throws(ComponentBinaryError.Kind) -> InstanceExpression {
    switch try readByte() {
    case 0x00:
      let component = try readU32()
      let arguments = try readVector("instantiation arguments", limit: ComponentLimits.instantiationArguments) {
        (reader) throws(ComponentBinaryError.Kind) in
        let name = try reader.readName()
        return InstantiationArgument(name, try reader.readSortIndex())
      }
      return .instantiate(component: component, arguments: arguments)
    case 0x01:
      let exports = try readVector("exports of an instance", limit: ComponentLimits.instantiationExports) {
        (reader) throws(ComponentBinaryError.Kind) in
        let name = try reader.readNameAttributes()
        return InlineExport(name, try reader.readSortIndex())
      }
      return .exports(exports)
    case let byte: throw .unknownByte(byte, production: "instance")
    }
  }

  mutating func readAlias() throws(ComponentBinaryError.Kind) -> Alias {
    let sortByte = try peekByte()
    let sort = try readSort()
    switch try readByte() {
    case 0x00:
      let instance = try readU32()
      return Alias(sort, .instanceExport(instance: instance, name: try readName()))
    case 0x01:
      let instance = try readU32()
      return Alias(sort, .coreInstanceExport(instance: instance, name: try readName()))
    case 0x02:
      guard sort.isOuterAliasSort else { throw .unknownByte(sortByte, production: "sort of an outer alias") }
      let count = try readU32()
      return Alias(sort, .outer(count: count, index: try readU32()))
    case let byte: throw .unknownByte(byte, production: "alias")
    }
  }

  mutating func readExternDescription() throws(ComponentBinaryError.Kind) -> ExternDescription {
    switch try readByte() {
    case 0x00:
      let sort = try readByte()
      guard sort == CoreSort.module.rawValue else { throw .unknownByte(sort, production: "extern type") }
      return .coreModule(type: try readU32())
    case 0x01: return .function(type: try readU32())
    case 0x02:
      switch try readByte() {
      case 0x00: throw .unsupported("values that equal others")
      case 0x01: return .value(try readValueType())
      case let byte: throw .unknownByte(byte, production: "value bound")
      }
    case 0x03:
      switch try readByte() {
      case 0x00: return .typeEqual(try readU32())
      case 0x01: return .subResource
      case let byte: throw .unknownByte(byte, production: "type bound")
      }
    case 0x04: return .component(type: try readU32())
    case 0x05: return .instance(type: try readU32())
    case let byte: throw .unknownByte(byte, production: "extern type")
    }
  }

  mutating func readImport() throws(ComponentBinaryError.Kind) -> ImportDeclaration {
    let name = try readNameAttributes()
    return ImportDeclaration(name, try readExternDescription())
  }

  mutating func readExport() throws(ComponentBinaryError.Kind) -> ExportDefinition {
    let name = try readNameAttributes()
    let item = try readSortIndex()
    let ascription = try readFlag("export") ? try readExternDescription() : nil
    return ExportDefinition(name, item, ascription: ascription)
  }

  /// A start definition, all of its section.
  mutating func readStart() throws(ComponentBinaryError.Kind) -> StartDefinition {
    let function = try readU32()
    let arguments = try readVector("arguments of a start function", limit: ComponentLimits.functionParameters) {
      (reader) throws(ComponentBinaryError.Kind) in try reader.readU32()
    }
    return StartDefinition(function: function, arguments: arguments, resultCount: try readU32())
  }

  mutating func readValueType() throws(ComponentBinaryError.Kind) -> ValueTypeExpression {
    let byte = try peekByte()
    // One-byte negative numbers are opcodes, everything else is an index.
    if byte & 0x80 == 0, byte & 0x40 != 0 {
      guard let primitive = Primitive(rawValue: byte) else { throw .unknownByte(byte, production: "value type") }
      _ = try readByte()
      return .primitive(primitive.valueType)
    }
    return .index(try readTypeIndex())
  }

  private mutating func readOptionalValueType() throws(ComponentBinaryError.Kind) -> ValueTypeExpression? {
    try readFlag("optional value type") ? try readValueType() : nil
  }

  mutating func readLabeledTypes(_ what: String, limit: Int) throws(ComponentBinaryError.Kind) -> [LabeledType] {
    try readVector(what, limit: limit) { (reader) throws(ComponentBinaryError.Kind) in
      let name = try reader.readName()
      return LabeledType(name, try reader.readValueType())
    }
  }

  /// A function type after its first byte.
  mutating func readFunctionType(isAsync: Bool) throws(ComponentBinaryError.Kind) -> FunctionTypeExpression {
    let parameters = try readLabeledTypes("parameters of a function", limit: ComponentLimits.functionParameters)
    return FunctionTypeExpression(parameters: parameters, result: try readResultList(), isAsync: isAsync)
  }

  mutating func readResultList() throws(ComponentBinaryError.Kind) -> ValueTypeExpression? {
    switch try readByte() {
    case 0x00: return try readValueType()
    case 0x01:
      let count = try readByte()
      guard count == 0 else { throw .unknownByte(count, production: "result list") }
      return nil
    case let byte: throw .unknownByte(byte, production: "result list")
    }
  }

  /// A resource type after its first byte.
  mutating func readResourceType() throws(ComponentBinaryError.Kind) -> TypeExpression {
    let representation = try readCoreValueType()
    let destructor = try readFlag("destructor") ? try readU32() : nil
    return .resource(representation: representation, destructor: destructor)
  }

  /// A defined value type, from its first byte on.
  mutating func readDefinedType() throws(ComponentBinaryError.Kind) -> DefinedValueType {
    let byte = try readByte()
    if let primitive = Primitive(rawValue: byte) { return .primitive(primitive.valueType) }
    switch byte {
    case 0x72: return .record(try readLabeledTypes("fields of a record", limit: ComponentLimits.recordFields))
    case 0x71:
      return .variant(
        try readVector("cases of a variant", limit: ComponentLimits.variantCases) {
          (reader) throws(ComponentBinaryError.Kind) in
          let name = try reader.readName()
          let payload = try reader.readOptionalValueType()
          let refines = try reader.readByte()
          guard refines == 0 else { throw .unknownByte(refines, production: "case") }
          return DefinedValueType.VariantCase(name, payload)
        })
    case 0x70: return .list(try readValueType())
    case 0x67:
      let element = try readValueType()
      return .fixedLengthList(element, length: try readU32())
    case 0x6F:
      return .tuple(
        try readVector("types of a tuple", limit: ComponentLimits.tupleTypes) {
          (reader) throws(ComponentBinaryError.Kind) in try reader.readValueType()
        })
    case 0x6E:
      return .flags(
        try readVector("flags", limit: ComponentLimits.flagNames) {
          (reader) throws(ComponentBinaryError.Kind) in try reader.readName()
        })
    case 0x6D:
      return .enumeration(
        try readVector("cases of an enum", limit: ComponentLimits.enumCases) {
          (reader) throws(ComponentBinaryError.Kind) in try reader.readName()
        })
    case 0x6B: return .option(try readValueType())
    case 0x6A:
      let ok = try readOptionalValueType()
      return .result(ok: ok, error: try readOptionalValueType())
    case 0x69: return .own(try readU32())
    case 0x68: return .borrow(try readU32())
    case 0x66: return .stream(try readOptionalValueType())
    case 0x65: return .future(try readOptionalValueType())
    case 0x63:
      let key = try readValueType()
      return .map(key: key, value: try readValueType())
    default: throw .unknownByte(byte, production: "type")
    }
  }
}
