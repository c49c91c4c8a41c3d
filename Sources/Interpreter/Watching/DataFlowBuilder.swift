import CoreModule
import CoreTypes

/// Walks a validated function once and builds its ``DataFlow``.
struct DataFlowBuilder {
  private let module: Module
  private let type: CoreFunctionType
  private let body: FunctionBody
  private var flow = DataFlow()
  private var stack: [Int] = []
  /// The value of each local.
  private var locals: [Int] = []
  private var controls: [Frame] = []
  /// Blocks opened inside code that cannot be reached.
  private var skippedBlocks = 0
  /// Every `local.set` and `local.tee` in order: where it stands, and its local.
  private var assignments: [(offset: Int, local: Int)] = []
  /// Where each loop ends, by where it begins.
  private var loopEnds: [Int: Int] = [:]
  /// What may still be spent on keeping and joining paths, in locals.
  private var budget = 6_000_000

  /// A block, and the paths that meet at its label.
  private struct Frame {
    var opcode: Opcode
    var height: Int
    var parameters: Int
    var results: Int
    /// A path to the end: the locals and the results.
    var paths: [(locals: [Int], values: [Int])] = []
    /// An `if`'s locals and parameters, for the `else`.
    var start: (locals: [Int], values: [Int])?
    /// A loop's phis, by local; and those of its parameters.
    var phis: [(local: Int, node: Int)] = []
    var parameterPhis: [Int] = []
    var isReachable = true
  }

  /// Nil for a function that is imported, too large, or that uses instructions beyond those that move and compute numbers.
  static func build(_ module: Module, function: UInt32) -> DataFlow? {
    guard let type = module.type(ofFunction: function), let body = module.body(ofFunction: function),
      body.range.count <= 1 << 20, body.localCount <= 4_096
    else { return nil }
    var builder = DataFlowBuilder(module: module, type: type, body: body)
    return builder.run()
  }

  private init(module: Module, type: CoreFunctionType, body: FunctionBody) {
    self.module = module
    self.type = type
    self.body = body
  }

  private mutating func run() -> DataFlow? {
    guard scout() else { return nil }
    locals = type.parameters.map { _ in make(.parameter) }
    if body.localCount > 0 {
      let zero = make(.constant(0))
      locals += [Int](repeating: zero, count: body.localCount)
    }
    controls = [Frame(opcode: .block, height: 0, parameters: 0, results: type.results.count)]
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    while !reader.isAtEnd, !controls.isEmpty {
      guard let instruction = try? reader.next(), take(instruction), budget > 0 else { return nil }
    }
    flow.findUses()
    return flow
  }

  /// Finds the assignments and the loops' ends; false where something cannot be read.
  private mutating func scout() -> Bool {
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    var open: [Int] = []
    while !reader.isAtEnd {
      guard let instruction = try? reader.next() else { return false }
      switch instruction.opcode {
      case .localSet, .localTee: assignments.append((instruction.offset, Int(instruction.index)))
      case .block, .loop, .if, .tryTable: open.append(instruction.offset)
      case .end: if let start = open.popLast() { loopEnds[start] = instruction.offset }
      default: break
      }
    }
    return true
  }

  private mutating func make(_ kind: DataFlow.Kind, _ inputs: [Int] = []) -> Int {
    flow.nodes.append(DataFlow.Node(kind: kind, inputs: inputs))
    return flow.nodes.count - 1
  }

  /// The topmost values, the deepest first.
  private mutating func pop(_ count: Int) -> [Int] {
    let floor = controls.last?.height ?? 0
    let available = min(count, max(0, stack.count - floor))
    let values = Array(stack.suffix(available))
    stack.removeLast(available)
    return values
  }

  /// False where the function cannot be told.
  private mutating func take(_ instruction: Instruction) -> Bool {
    guard controls[controls.count - 1].isReachable else { return skip(instruction) }
    switch instruction.opcode {
    case .nop: break
    case .block, .loop, .if: return open(instruction)
    case .else: elsePart()
    case .end: end()
    case .br:
      branch(to: Int(instruction.index))
      stop()
    case .brIf:
      use(instruction, pop(1))
      branch(to: Int(instruction.index))
    case .brTable:
      use(instruction, pop(1))
      for depth in Set(instruction.targets(in: module.bytes)) { branch(to: Int(depth)) }
      stop()
    case .unreachable: stop()
    case .return:
      use(instruction, pop(type.results.count))
      stop()
    case .drop: _ = pop(1)
    case .localGet: stack.append(locals[Int(instruction.index)])
    case .localSet: if let value = pop(1).first { locals[Int(instruction.index)] = value }
    case .localTee: if let value = stack.last { locals[Int(instruction.index)] = value }
    default: return takePlain(instruction)
    }
    return true
  }

  /// An instruction that takes operands and gives results, and nothing else.
  private mutating func takePlain(_ instruction: Instruction) -> Bool {
    let signature = instruction.opcode.signature
    switch signature.shape {
    case .constant:
      if instruction.opcode == .v128Const {
        stack.append(make(.opaque))
      } else {
        stack.append(make(.constant(instruction.immediate)))
      }
    case .numeric: give(instruction, Int(signature.operandCount))
    case .load: give(instruction, 1)
    case .store, .storeLane: use(instruction, pop(2))
    case .loadLane: give(instruction, 2)
    case .atomic:
      let operands = pop(Int(signature.operandCount) + 1)
      use(instruction, operands)
      if signature.result != .bottom { stack.append(make(.opaque)) }
    case .special: return takeSpecial(instruction)
    }
    return true
  }

  private mutating func takeSpecial(_ instruction: Instruction) -> Bool {
    switch instruction.opcode {
    case .select, .selectTyped: give(instruction, 3)
    case .globalGet, .memorySize: give(instruction, 0)
    case .memoryGrow: give(instruction, 1)
    case .globalSet: use(instruction, pop(1))
    case .memoryCopy, .memoryFill, .memoryInit: use(instruction, pop(3))
    case .dataDrop: break
    case .i64Add128, .i64Sub128, .i64MulWideS, .i64MulWideU:
      let operands = instruction.opcode == .i64MulWideS || instruction.opcode == .i64MulWideU ? 2 : 4
      use(instruction, pop(operands))
      stack += [make(.opaque), make(.opaque)]
    case .call, .returnCall:
      guard let callee = module.type(ofFunction: instruction.index) else { return false }
      call(instruction, callee, extra: 0)
    case .callIndirect, .returnCallIndirect:
      guard let callee = module.functionType(at: instruction.index) else { return false }
      call(instruction, callee, extra: 1)
    default: return false
    }
    return true
  }

  private mutating func call(_ instruction: Instruction, _ callee: CoreFunctionType, extra: Int) {
    use(instruction, pop(callee.parameters.count + extra))
    if instruction.opcode == .returnCall || instruction.opcode == .returnCallIndirect {
      stop()
    } else {
      for _ in callee.results { stack.append(make(.opaque)) }
    }
  }

  /// A node that only uses values.
  private mutating func use(_ instruction: Instruction, _ inputs: [Int]) {
    flow.nodesByOffset[instruction.offset] = make(.operation(instruction.opcode, instruction.immediate), inputs)
  }

  /// A node whose value is pushed.
  private mutating func give(_ instruction: Instruction, _ count: Int) {
    use(instruction, pop(count))
    stack.append(flow.nodes.count - 1)
  }

  // MARK: Blocks

  private mutating func open(_ instruction: Instruction) -> Bool {
    if instruction.opcode == .if { use(instruction, pop(1)) }
    let shape: (Int, Int)
    switch instruction.blockType {
    case .empty: shape = (0, 0)
    case .value: shape = (0, 1)
    case .type(let index):
      guard let type = module.functionType(at: index) else { return false }
      shape = (type.parameters.count, type.results.count)
    }
    let parameters = pop(shape.0)
    var frame = Frame(opcode: instruction.opcode, height: stack.count, parameters: shape.0, results: shape.1)
    if instruction.opcode == .if {
      budget -= locals.count
      frame.start = (locals, parameters)
    }
    if instruction.opcode == .loop {
      for local in assignedLocals(inLoopAt: instruction.offset) {
        let node = make(.phi, [locals[local]])
        frame.phis.append((local, node))
        locals[local] = node
      }
      frame.parameterPhis = parameters.map { make(.phi, [$0]) }
      stack += frame.parameterPhis
    } else {
      stack += parameters
    }
    controls.append(frame)
    return true
  }

  /// The locals that are assigned between a loop's start and its end.
  private mutating func assignedLocals(inLoopAt offset: Int) -> [Int] {
    let end = loopEnds[offset] ?? body.range.upperBound
    var low = 0
    var high = assignments.count
    while low < high {
      let middle = (low + high) / 2
      if assignments[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    var found: Set<Int> = []
    while low < assignments.count, assignments[low].offset < end {
      found.insert(assignments[low].local)
      low += 1
      budget -= 1
    }
    return found.sorted()
  }

  private mutating func branch(to depth: Int) {
    guard depth < controls.count else { return }
    let index = controls.count - 1 - depth
    if controls[index].opcode == .loop {
      let values = stack.suffix(controls[index].parameters)
      for (phi, value) in zip(controls[index].parameterPhis, values) { flow.nodes[phi].inputs.append(value) }
      for phi in controls[index].phis { flow.nodes[phi.node].inputs.append(locals[phi.local]) }
      budget -= controls[index].phis.count
    } else {
      // Each path may keep locals of its own.
      budget -= locals.count + 1
      controls[index].paths.append((locals, Array(stack.suffix(controls[index].results))))
    }
  }

  /// The rest of the block cannot be reached.
  private mutating func stop() {
    controls[controls.count - 1].isReachable = false
    stack.removeLast(max(0, stack.count - controls[controls.count - 1].height))
  }

  private mutating func skip(_ instruction: Instruction) -> Bool {
    switch instruction.opcode {
    case .block, .loop, .if, .tryTable: skippedBlocks += 1
    case .else where skippedBlocks == 0: elsePart()
    case .end where skippedBlocks == 0: end()
    case .end: skippedBlocks -= 1
    default: break
    }
    return true
  }

  private mutating func elsePart() {
    let top = controls.count - 1
    if controls[top].isReachable {
      controls[top].paths.append((locals, Array(stack.suffix(controls[top].results))))
    }
    stack.removeLast(max(0, stack.count - controls[top].height))
    if let start = controls[top].start {
      locals = start.locals
      stack += start.values
    }
    controls[top].start = nil
    controls[top].isReachable = true
  }

  private mutating func end() {
    var frame = controls.removeLast()
    if frame.isReachable { frame.paths.append((locals, Array(stack.suffix(frame.results)))) }
    // An `if` without `else`: its parameters are its results.
    if let start = frame.start { frame.paths.append(start) }
    stack.removeLast(max(0, stack.count - frame.height))
    guard !controls.isEmpty else {
      for path in frame.paths where !path.values.isEmpty { _ = make(.operation(.return, 0), path.values) }
      return
    }
    guard let first = frame.paths.first else {
      stop()
      return
    }
    locals = first.locals
    var values = first.values
    if frame.paths.count > 1 {
      budget -= frame.paths.count * (locals.count + values.count)
      guard budget > 0 else { return }
      for local in locals.indices where frame.paths.contains(where: { $0.locals[local] != first.locals[local] }) {
        if let joined = join(frame.paths.map { $0.locals[local] }) { locals[local] = joined }
      }
      for index in values.indices {
        let met = frame.paths.compactMap { index < $0.values.count ? $0.values[index] : nil }
        if let joined = join(met) { values[index] = joined }
      }
    }
    stack += values
  }

  /// A phi of several values; nil where they are all the same.
  private mutating func join(_ values: [Int]) -> Int? {
    guard let first = values.first, values.contains(where: { $0 != first }) else { return nil }
    return make(.phi, Array(Set(values)).sorted())
  }
}
