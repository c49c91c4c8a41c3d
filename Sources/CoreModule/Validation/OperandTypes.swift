package import CoreTypes

/// The types of a valid module's operand stacks: found by walking a function as validation does, up to the instruction in
/// question. A question about an instruction behind the last one goes on from there.
package struct OperandTypes: Sendable {
  /// How many answers are kept, and how long one may be to be kept.
  private static let keptAnswers = 4_096
  private static let keptLength = 256

  private struct Walk {
    let function: UInt32
    var reader: InstructionReader
    var validator: FunctionValidator
  }

  private let module: Module
  private let validator: ModuleValidator
  private var walk: Walk?
  private var answers: [Int: [CoreValueType]] = [:]

  package init(_ module: Module) {
    self.module = module
    validator = ModuleValidator(module)
  }

  /// The operand stack before an instruction, its topmost type last.
  ///
  /// - Parameter offset: the instruction's file offset.
  /// - Returns: nil where no instruction begins that code can reach.
  package mutating func before(_ offset: Int) -> [CoreValueType]? {
    if let known = answers[offset] { return known }
    guard var walk = walk(to: offset) else { return nil }
    while walk.reader.offset < offset {
      guard !walk.validator.frames.isEmpty, let instruction = try? walk.reader.next() else { return nil }
      walk.validator.offset = instruction.offset
      guard (try? walk.validator.validate(instruction)) != nil else { return nil }
    }
    let isThere = walk.reader.offset == offset && !walk.validator.isUnreachable
    let types = isThere ? walk.validator.operands.map { type(of: $0) } : nil
    self.walk = walk
    if let types, types.count <= Self.keptLength {
      if answers.count >= Self.keptAnswers { answers.removeAll(keepingCapacity: true) }
      answers[offset] = types
    }
    return types
  }

  /// A walk that has not passed an offset: the one in hand or a new one. The one in hand is gone then.
  private mutating func walk(to offset: Int) -> Walk? {
    guard let function = module.function(atByteOffset: offset), let body = module.body(ofFunction: function) else {
      return nil
    }
    defer { walk = nil }
    if let walk, walk.function == function, walk.reader.offset <= offset { return walk }
    var functionValidator = validator.functionValidator
    guard let index = validator.module.functions[checked: function],
      let signature = try? functionValidator.function(index),
      (try? functionValidator.begin(body, signature: signature)) != nil
    else { return nil }
    return Walk(
      function: function, reader: InstructionReader(module.bytes, in: body.code, features: module.features),
      validator: functionValidator)
  }

  private func type(of packed: PackedValueType) -> CoreValueType { validator.context.written(packed).spelledOut }
}
