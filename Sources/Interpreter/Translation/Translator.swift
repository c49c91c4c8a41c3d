import CInterpreter
import CoreModule
import CoreTypes

/// Translates one validated function to register code.
///
/// Operands stay where they are (a local, a constant) until something needs them in a slot, so that `local.get` and
/// constants cost nothing; a result whose only use is `local.set` goes straight to the local. At the borders of blocks every
/// operand is in its canonical slot: behind the locals and the operands below it. Each wasm operator is charged once, at
/// the end of its block.
///
/// Faithful code has every operand in its canonical slot always, and a mark before each operator, which charges it.
struct Translator {
  let instance: CoreInstance
  let module: Module
  let body: FunctionBody
  let frame: FrameLayout
  let isFaithful: Bool
  let results: ValueShape

  var code = CodeBuffer()
  var stack: OperandStack
  var controls: [Control] = []
  /// Operators since the last charge.
  var cost: UInt32 = 0
  /// The last operation, if its result is in A and nothing was emitted or bound since.
  var lastResult: (index: Int, slot: Int)?
  /// Blocks opened inside code that cannot be reached.
  var skippedBlocks = 0

  /// More words than this would be needed by nothing but an attack on memory.
  private let maximumWords: Int

  private init(
    _ function: UInt32, of instance: CoreInstance, _ mode: CodeMode, isLarge: Bool
  ) throws(Trap) {
    let module = instance.module
    guard let type = module.type(ofFunction: function), let body = module.body(ofFunction: function) else {
      throw Trap(.implementationLimit("function \(function) has no body"))
    }
    self.instance = instance
    self.module = module
    self.body = body
    isFaithful = mode == .faithful
    frame = FrameLayout(type, body, isLarge: isLarge)
    results = ValueShape(type.results)
    stack = OperandStack(localSlots: frame.localSlots)
    maximumWords = min(65_536 + (isFaithful ? 32 : 24) * body.range.count, 1 << 25)
  }

  /// A function's register code.
  ///
  /// - Throws: a trap where the function is not valid, or beyond what this engine can run.
  static func translate(
    _ function: UInt32, of instance: CoreInstance, _ mode: CodeMode
  ) throws(Trap) -> CodeBuffer {
    try instance.requireValidity(of: function)
    var translator = try Translator(function, of: instance, mode, isLarge: false)
    if let code = try translator.run() { return code }
    var larger = try Translator(function, of: instance, mode, isLarge: true)
    guard let code = try larger.run() else { throw Trap(.implementationLimit("a frame of 4 billion slots")) }
    return code
  }

  /// The whole function; nil if its frame turns out to be too large for operations' 16-bit fields.
  private mutating func run() throws(Trap) -> CodeBuffer? {
    controls.append(
      Control(
        kind: .function, height: 0, slot: frame.localSlots, parameters: .empty, results: results))
    code.sourceOffset = UInt32(truncatingIfNeeded: body.codeStart)
    code.emit(
      wi_op_enter, a: UInt16(truncatingIfNeeded: frame.parameterSlots),
      wide: UInt32(truncatingIfNeeded: frame.localSlots - frame.parameterSlots))
    code.append(0)
    if isFaithful {
      code.frame = frame
      emit(wi_op_mark_entry)
    }
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    while !reader.isAtEnd, !controls.isEmpty {
      let instruction: Instruction
      do { instruction = try reader.next() } catch {
        throw Trap(.implementationLimit("an instruction that was not validated"))
      }
      code.sourceOffset = UInt32(truncatingIfNeeded: instruction.offset)
      try translate(instruction)
      guard frame.isLarge || frameSlots <= FrameLayout.nearSlots else { return nil }
      try checkSize()
    }
    code.setWord(1, to: UInt64(frameSlots))
    return code
  }

  /// The slots of a frame: locals, the operand stack at its highest, and the results on their way out.
  private var frameSlots: Int { max(stack.peak + 2, results.slotCount) }

  /// - Throws: a trap as soon as the code is beyond what is reasonable for the function's length.
  func checkSize() throws(Trap) {
    guard code.count <= maximumWords else { throw Trap(.implementationLimit("a function of \(code.count) words")) }
  }

  private mutating func translate(_ instruction: Instruction) throws(Trap) {
    guard controls[controls.count - 1].isReachable else {
      skip(instruction)
      return
    }
    if isFaithful { mark(instruction) }
    try translateOperator(instruction)
    if isFaithful { chooseMark(instruction) }
  }

  private mutating func translateOperator(_ instruction: Instruction) throws(Trap) {
    switch OperationRow.row(for: instruction.opcode) {
    case .integerBinary(let operation): binary(operation, constants: .nearAndWide)
    case .commutative(let operation): binary(operation, swapped: operation, constants: .nearAndWide)
    case .compare(let operation, _, let swapped, _): binary(operation, swapped: swapped, constants: .near)
    case .binary(let operation): binary(operation)
    case .unary(let operation): unary(operation)
    case .reinterpret: countOperator()
    case .load(let operation): load(operation, instruction)
    case .store(let operation): store(operation, instruction)
    case .vector(let row): vector(row, instruction)
    case .atomic(let row): atomic(row, instruction)
    case .wideArithmetic(let operation, let operands): wideArithmetic(operation, operands: operands)
    case .special: try special(instruction)
    }
  }

  /// Passes over code that cannot be reached, up to what closes its block.
  private mutating func skip(_ instruction: Instruction) {
    switch instruction.opcode {
    case .block, .loop, .if, .tryTable: skippedBlocks += 1
    case .else where skippedBlocks == 0: elsePart()
    case .end where skippedBlocks == 0: end()
    case .end: skippedBlocks -= 1
    default: break
    }
  }
}
