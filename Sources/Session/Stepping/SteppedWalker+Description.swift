import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import WAVE

/// Where a walk of the engine stands, as replies say it.
extension SteppedWalker {
  func describe(into reply: inout StepReply, limits: WalkLimits) {
    let state = call.state(frameLimit: limits.frames)
    reply.step = state.position.operators
    reply.stepCount = stepCount
    reply.moment = moment(state, of: reply.call)
    if let access = state.access {
      lastAccess = (access, state.position)
    } else if let last = lastAccess, last.position > state.position {
      lastAccess = nil
    }
    reply.frames = state.frames.map(listed)
    reply.unlistedFrames = state.frames.count < limits.frames ? 0 : max(0, call.depth - state.frames.count)
    guard let innermost = state.frames.first else { return }
    let frame = innermost.code
    reply.code = frame.listing(lines: limits.code)
    reply.breakpoints = marks(in: reply.code, of: innermost)
    let isAtInstruction = state.moment == nil
    reply.before = StepStack(frame.operands, frame.operandTypes, limit: limits.stack)
    reply.locals = frame.variables(limit: limits.variables)
    reply.globals = frame.globals(limit: limits.variables)
    reply.memory = memory(state, limits)
    guard isAtInstruction else { return }
    reply.event = state.loss.flatMap(reported)
    reply.operation = operation(frame.instruction, Array(frame.operands.reversed()), step: reply.step)
    addWhatFollows(to: &reply, state, limits)
  }

  /// A frame as replies list it.
  private func listed(_ frame: SteppedFrame) -> StepFrame {
    let linked = frame.instance.map { name(ObjectIdentifier($0)) }
    return StepFrame(
      component: Self.place(linked, frame.holder), instance: linked, location: frame.code.location)
  }

  /// The instance that a moment is in, as replies say it: empty for the outermost.
  private func placeHere(of moment: CallMoment) -> String {
    Self.place(
      call.instanceHere.map { name(ObjectIdentifier($0)) }, moment.component.map { call.namesHere.component($0) } ?? "")
  }

  private static func place(_ linked: String?, _ holder: String) -> String {
    [linked ?? "", holder].filter { !$0.isEmpty }.joined(separator: "/")
  }

  private func moment(_ state: SteppedState, of text: String) -> StepMoment {
    switch state.moment?.kind {
    case .returned(let value)?:
      return .returned(value.flatMap { value in function.type.result.map { TypedValue(value, $0) } })
    case .trapped(let trap)?: return .trapped(trap)
    case _?:
      guard let moment = state.moment else { break }
      return .canonical(CanonicalStep(moment, of: function.type, in: placeHere(of: moment), naming: name))
    case nil: break
    }
    guard let frame = state.frames.first?.code, state.position != .start else {
      return .canonical(CanonicalStep(.call, text: text, isFirst: true))
    }
    return .instruction(frame.instruction.text(in: frame.instance.module.bytes), frame.location)
  }

  // MARK: - Memory

  /// The rows around the part of memory that was read or written last.
  func memory(_ state: SteppedState, _ limits: WalkLimits) -> StepMemory? {
    guard let access = state.access ?? lastAccess?.access,
      // Another component's memory is out of sight.
      state.frames.first?.code.instance.memories.contains(where: { $0 === access.memory }) == true
    else { return nil }
    let row = UInt64(StepMemory.rowLength)
    let rowsBefore = UInt64(limits.memoryRows / 2)
    let own = access.address / row * row
    let start = own - min(own, rowsBefore * row)
    let bytes = access.memory.withBytes { bytes -> [UInt8] in
      guard let first = Int(exactly: start), first < bytes.count else { return [] }
      return Array(bytes[first..<min(bytes.count, first + limits.memoryRows * StepMemory.rowLength)])
    }
    guard !bytes.isEmpty else { return nil }
    return StepMemory(
      memory: UInt32(truncatingIfNeeded: access.index), address: access.address, width: access.byteCount,
      isWrite: access.isWrite, isNow: state.access != nil, start: start, bytes: bytes)
  }
}

extension CanonicalStep {
  /// A moment in words.
  ///
  /// - Parameter name: what an instance is called that the call is linked to.
  init(
    _ moment: CallMoment, of outermost: FunctionType, in component: String, naming name: (ObjectIdentifier) -> String
  ) {
    let type = moment.type ?? outermost
    let (kind, text): (Kind, String) =
      switch moment.kind {
      case .lifted(let part, let values):
        (.lift, "\(part.word): " + Self.words(values, part, type))
      case .lowered(let part, let values): (.lower, "\(part.word): " + Self.words(values))
      case .realloc(let old, let oldSize, let alignment, let newSize):
        (
          .realloc,
          old == 0 && oldSize == 0
            ? "\(newSize) bytes, aligned to \(alignment)"
            : "0x\(String(old, radix: 16)) from \(oldSize) to \(newSize) bytes"
        )
      case .reallocated(let address): (.realloc, "gave 0x" + String(address, radix: 16))
      case .postReturn(let values): (.postReturn, Self.words(values))
      case .answered(let value, let instance):
        (
          .call,
          (instance.map(name) ?? "a stub") + " answered "
            + Self.words(value.map { [$0] } ?? [], .results, type, none: "()")
        )
      case .resource(let operation, let argument, _): (.resource, "\(operation) \(argument)")
      case .destructor(let representation): (.drop, "the destructor of \(representation)")
      case .returned, .trapped: (.return, "")
      }
    self.init(kind, component: component, text: text)
  }

  /// Values as they could be typed, with the types that the function gives them.
  private static func words(
    _ values: [ComponentValue], _ part: CallMoment.Part, _ type: FunctionType, none: String = "nothing"
  ) -> String {
    let types = part == .parameters ? type.parameters.map(\.type) : [type.result].compactMap(\.self)
    guard !values.isEmpty else { return none }
    guard types.count == values.count else {
      return values.prefix(8).map { $0.plainWords }.joined(separator: ", ") + (values.count > 8 ? ", .." : "")
    }
    return zip(values, types).map { TypedValue($0, $1).waveText(limit: 200) }.joined(separator: ", ")
  }

  private static func words(_ values: [CoreValue]) -> String {
    values.isEmpty
      ? "nothing" : values.prefix(16).map(\.words).joined(separator: ", ") + (values.count > 16 ? ", .." : "")
  }

}

extension ComponentValue {
  /// The value as far as it can be read without its type.
  fileprivate var plainWords: String {
    switch self {
    case .bool(let value): "\(value)"
    case .string(let text): "a string of \(text.utf8.count) bytes"
    case .list(let elements): "a list of \(elements.count)"
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .f32(let value): value.waveText
    case .f64(let value): value.waveText
    case .tuple(let parts), .record(let parts):
      parts.count <= 8 ? "(" + parts.map(\.shortWords).joined(separator: ", ") + ")" : "\(parts.count) values"
    default: IntegerBits.bits(of: self).map { $0.type.decimal($0.bits) } ?? "a value"
    }
  }

  /// The same for a part of another.
  private var shortWords: String {
    switch self {
    case .tuple, .record, .list: ".."
    default: plainWords
    }
  }
}

extension CallMoment.Part {
  fileprivate var word: String { self == .parameters ? "parameters" : "results" }
}

extension CoreValue {
  fileprivate var words: String {
    switch self {
    case .i32(let bits): "i32 \(Int32(bitPattern: bits))"
    case .i64(let bits): "i64 \(Int64(bitPattern: bits))"
    case .f32(let bits): "f32 \(Float(bitPattern: bits))"
    case .f64(let bits): "f64 \(Double(bitPattern: bits))"
    case .v128: "v128"
    case .reference: "ref"
    }
  }

  /// Its own type; a reference's is not known from it.
  var type: CoreValueType {
    switch self {
    case .i32: .i32
    case .i64: .i64
    case .f32: .f32
    case .f64: .f64
    case .v128: .v128
    case .reference: .funcref
    }
  }
}
