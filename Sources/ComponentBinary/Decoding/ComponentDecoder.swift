import CoreModule
import CoreTypes

/// Reads a component's definitions and validates each as it comes.
///
/// Nested components and types are a list of scopes, not recursion, so that no nesting of the input reaches the stack.
///
/// Source: Binary.md.
final class ComponentDecoder {
  let bytes: [UInt8]
  let features: ComponentFeatures
  let coreFeatures: CoreFeatures
  let validation: CoreValidation
  let store = TypeStore()
  var reader: ComponentReader
  /// The outermost first.
  var scopes: [Scope] = [] {
    didSet { store.depth = scopes.count }
  }
  /// Where the definition that is being read begins.
  var itemOffset = 0
  private var finished: Component?
  /// Components and core modules so far.
  private var nestedBinaries = 0
  /// Shared by all components, so that types brought in by outer aliases are turned once.
  private lazy var resolver = TypeResolver(store)

  init(_ bytes: [UInt8], features: ComponentFeatures, coreFeatures: CoreFeatures, validation: CoreValidation) {
    self.bytes = bytes
    self.features = features
    self.coreFeatures = coreFeatures
    self.validation = validation
    reader = ComponentReader(bytes)
  }

  /// The innermost scope.
  var scope: Scope { scopes[scopes.count - 1] }

  func decode() throws(ComponentBinaryError) -> Component {
    do {
      try enterComponent(bytes.indices)
      while true {
        if let finished { return finished }
        try step()
      }
    } catch {
      throw located(error)
    }
  }

  /// Where a mistake is: for bytes that cannot be read the byte itself, otherwise the definition's start.
  private func located(_ kind: ComponentBinaryError.Kind) -> ComponentBinaryError {
    switch kind {
    case .coreModule(let error): ComponentBinaryError(kind, at: error.offset)
    case .unexpectedEnd, .malformedInteger, .malformedUTF8, .sectionSizeMismatch:
      ComponentBinaryError(kind, at: reader.position)
    case .unknownByte: ComponentBinaryError(kind, at: max(0, reader.position - 1))
    default: ComponentBinaryError(kind, at: itemOffset)
    }
  }

  private func step() throws(ComponentBinaryError.Kind) {
    let scope = scope
    if scope.kind != .component {
      guard scope.remaining > 0 else { return try finishType() }
      scope.remaining -= 1
      return try readDeclaration()
    }
    if let section = scope.section {
      guard section.remaining > 0 else {
        guard reader.position == section.end else { throw .sectionSizeMismatch }
        scope.section = nil
        reader.limit = scope.range.upperBound
        return
      }
      scope.section?.remaining -= 1
      itemOffset = reader.position
      return try readItem(ofSection: section.number)
    }
    if reader.isAtEnd { return try finishComponent() }
    try startSection()
  }

  // MARK: Components

  /// Counts a component or core module, each of which costs far more than its bytes.
  func countNestedBinary() throws(ComponentBinaryError.Kind) {
    nestedBinaries += 1
    guard nestedBinaries <= ComponentLimits.nestedBinaries else {
      throw .tooMany("components and core modules", limit: ComponentLimits.nestedBinaries)
    }
  }

  private func enterComponent(_ range: Range<Int>) throws(ComponentBinaryError.Kind) {
    try countNestedBinary()
    guard scopes.count < ComponentLimits.scopeDepth else { throw .nestingTooDeep }
    itemOffset = range.lowerBound
    let header = WasmHeader(bytes[range])
    guard header == .component else { throw .notAComponent(header) }
    reader.limit = range.upperBound
    _ = try reader.skip(8)
    scopes.append(Scope(.component, range: range))
  }

  private func finishComponent() throws(ComponentBinaryError.Kind) {
    let scope = scope
    itemOffset = scope.range.upperBound
    try checkValuesAreUsed(scope)
    let type = try componentType(of: scope)
    let component = Component(
      bytes: bytes, range: scope.range, definitions: scope.definitions, indexSpaces: resolver.indexSpaces(of: scope),
      type: resolver.resolve(type), customSections: scope.customSections)
    scopes.removeLast()
    guard let parent = scopes.last else {
      finished = component
      return
    }
    reader.limit = parent.range.upperBound
    try push(type)
    parent.definitions.append(Definition(.component(component), offset: scope.range.lowerBound))
  }

  // MARK: Sections

  private func startSection() throws(ComponentBinaryError.Kind) {
    itemOffset = reader.position
    let number = try reader.readByte()
    let size = Int(try reader.readU32())
    guard size <= reader.limit - reader.position else { throw .unexpectedEnd }
    let range = reader.position..<reader.position + size
    switch number {
    case 0:
      reader.limit = range.upperBound
      let name = try reader.readName()
      scope.customSections.append(Component.CustomSection(name, range: reader.position..<range.upperBound))
      _ = try reader.skip(range.upperBound - reader.position)
      reader.limit = scope.range.upperBound
    case 1:
      _ = try reader.skip(size)
      try addCoreModule(range)
    case 4: try enterComponent(range)
    case 9:
      // The one section that holds one thing, without a count.
      reader.limit = range.upperBound
      scope.section = Scope.Section(number: number, remaining: 1, end: range.upperBound)
    case 2, 3, 5...8, 10, 11, 12:
      reader.limit = range.upperBound
      let count = Int(try reader.readU32())
      // Where there are any, it is said where they stand.
      if number == 12, count == 0 { try require(.values, "values and start functions") }
      scope.section = Scope.Section(number: number, remaining: count, end: range.upperBound)
    default: throw .unknownByte(number, production: "section")
    }
  }

  private func readItem(ofSection number: UInt8) throws(ComponentBinaryError.Kind) {
    let offset = reader.position
    let kind: Definition.Kind
    switch number {
    case 2:
      let expression = try reader.readCoreInstance()
      try addCoreInstance(expression)
      kind = .coreInstance(expression)
    case 3: kind = .coreType(try readCoreType())
    case 5:
      let expression = try reader.readInstance()
      try addInstance(expression)
      kind = .instance(expression)
    case 6:
      let alias = try reader.readAlias()
      try addAlias(alias)
      kind = .alias(alias)
    case 7:
      guard let expression = try readType() else { return }
      kind = .type(expression)
    case 8:
      let canonical = try reader.readCanonical()
      try addCanonical(canonical)
      kind = .canonical(canonical)
    case 9:
      let start = try reader.readStart()
      try addStart(start)
      kind = .start(start)
    case 12: kind = .value(try readValueDefinition())
    case 10:
      let declaration = try reader.readImport()
      try addImport(declaration)
      kind = .import(declaration)
    default:
      let export = try reader.readExport()
      try addExport(export)
      kind = .export(export)
    }
    scope.definitions.append(Definition(kind, offset: offset))
  }

  // MARK: Types

  /// Reads a type; nil where it is a component or instance type, whose declarators come next.
  private func readType() throws(ComponentBinaryError.Kind) -> TypeExpression? {
    let expression: TypeExpression
    switch try reader.peekByte() {
    case 0x3F:
      _ = try reader.readByte()
      expression = try reader.readResourceType()
    case 0x40, 0x43:
      let byte = try reader.readByte()
      expression = .function(try reader.readFunctionType(isAsync: byte == 0x43))
    case 0x41:
      try enterType(.componentType, limit: ComponentLimits.componentTypeDeclarations)
      return nil
    case 0x42:
      try enterType(.instanceType, limit: ComponentLimits.instanceTypeDeclarations)
      return nil
    default: expression = .value(try reader.readDefinedType())
    }
    try addType(expression)
    return expression
  }

  private func enterType(_ kind: Scope.Kind, limit: Int) throws(ComponentBinaryError.Kind) {
    guard scopes.count < ComponentLimits.scopeDepth else { throw .nestingTooDeep }
    let start = reader.position
    _ = try reader.readByte()
    let count = try reader.readCount("declarators of a type", limit: limit)
    scopes.append(Scope(kind, range: start..<start, remaining: count))
  }

  private func finishType() throws(ComponentBinaryError.Kind) {
    let inner = scope
    let reference: TypeReference
    let expression: TypeExpression
    if inner.kind == .componentType {
      reference = .component(try componentType(of: inner))
      expression = .component(inner.declarations)
    } else {
      reference = .instance(try store.add(exports: inner.exports, definedResources: inner.definedResources))
      expression = .instance(inner.declarations)
    }
    scopes.removeLast()
    try push(reference)
    if scope.kind == .component {
      scope.definitions.append(Definition(.type(expression), offset: inner.range.lowerBound))
    } else {
      scope.declarations.append(.type(expression))
    }
  }

  private func readDeclaration() throws(ComponentBinaryError.Kind) {
    itemOffset = reader.position
    let byte = try reader.readByte()
    let declaration: TypeDeclaration
    switch byte {
    case 0x00: declaration = .coreType(try readCoreType())
    case 0x01:
      guard let expression = try readType() else { return }
      declaration = .type(expression)
    case 0x02:
      let alias = try reader.readAlias()
      try addAlias(alias)
      declaration = .alias(alias)
    case 0x03 where scope.kind == .componentType:
      let item = try reader.readImport()
      try addImport(item)
      declaration = .import(item)
    case 0x04:
      let name = try reader.readNameAttributes()
      let description = try reader.readExternDescription()
      try addExport(name, try entity(of: description, name: name.name))
      declaration = .export(name, description)
    default: throw .unknownByte(byte, production: "type declarator")
    }
    scope.declarations.append(declaration)
  }

  private func readCoreType() throws(ComponentBinaryError.Kind) -> CoreTypeExpression {
    let form = try reader.peekByte()
    guard form == 0x50 else {
      let group = form == 0x00 ? try readOpenSubtype() : try reader.readRecursionGroup(coreFeatures)
      try addCoreTypes(group)
      return .group(group)
    }
    _ = try reader.readByte()
    var builder = CoreModuleTypeBuilder()
    let count = try reader.readCount("declarators of a module type", limit: ComponentLimits.moduleTypeDeclarations)
    var declarations: [CoreModuleDeclaration] = []
    declarations.reserveCapacity(reader.capacity(count))
    for _ in 0..<count {
      let declaration = try readCoreModuleDeclaration()
      try add(declaration, to: &builder)
      declarations.append(declaration)
    }
    try push(Scope.CoreType.module(builder.type))
    return .module(declarations)
  }

  /// Reads an open subtype with a byte before it, since its own first byte is a module type's, too.
  private func readOpenSubtype() throws(ComponentBinaryError.Kind) -> [CoreSubType] {
    _ = try reader.readByte()
    let byte = try reader.peekByte()
    guard byte == 0x50 else { throw .unknownByte(byte, production: "core type") }
    return try reader.readRecursionGroup(coreFeatures)
  }

  private func readCoreModuleDeclaration() throws(ComponentBinaryError.Kind) -> CoreModuleDeclaration {
    switch try reader.readByte() {
    case 0x00:
      let module = try reader.readName()
      let name = try reader.readName()
      return .import(module: module, name: name, try reader.readCoreExternExpression())
    case 0x01:
      let form = try reader.peekByte()
      guard form != 0x00 else { return .group(try readOpenSubtype()) }
      do {
        return .group(try reader.readRecursionGroup(coreFeatures))
      } catch {
        // An open subtype begins as a module type does, which may not stand here.
        if form == 0x50 { throw .notAllowedHere("module type") }
        throw error
      }
    case 0x02:
      let sort = try reader.readByte()
      guard sort == CoreSort.type.rawValue else { throw .unknownByte(sort, production: "core alias") }
      let target = try reader.readByte()
      guard target == 0x01 else { throw .unknownByte(target, production: "core alias") }
      let count = try reader.readU32()
      return .outerAlias(count: count, index: try reader.readU32())
    case 0x03:
      let name = try reader.readName()
      return .export(name: name, try reader.readCoreExternExpression())
    case let byte: throw .unknownByte(byte, production: "module type declarator")
    }
  }
}
