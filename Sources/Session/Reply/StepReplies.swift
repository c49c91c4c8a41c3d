package import BitArithmetic
package import ComponentTypes
package import CoreTypes

/// Where a call that is walked step by step stands: the step in hand, with what was there before it and after it.
///
/// A step is one wasm instruction, counted as fuel counts them, or a moment of the canonical ABI between two of them. The
/// first instruction is step 1. What a component wrote stands in it raw: whoever shows it escapes it.
package struct StepReply: Sendable {
  /// The call as it was given.
  package var call: String
  /// The instance that it was made on.
  package var instance: String
  package var function: FunctionPath
  /// The number of the step in hand; that of the instruction before it for what is no instruction, so 0 at the
  /// very beginning.
  package var step: UInt64
  /// How many instructions the call runs; nil while nobody walked to its end.
  package var stepCount: UInt64?
  /// What the step is.
  package var moment: StepMoment
  /// Why it is the one in hand.
  package var stop: StepStop
  /// The function's instructions around the step; the line that is the event is the step's.
  package var code: InstructionListing?
  /// The breakpoints at its lines, by the lines' file offsets.
  package var breakpoints: [Int: Int] = [:]
  /// The operand stack before the step, the top first.
  package var before: StepStack
  /// The operand stack after it; nil where there is none any more: after a trap, a return, or a call's way into another
  /// function.
  package var after: StepStack?
  /// The function's locals after the step.
  package var locals: [StepVariable]
  /// The instance's globals after the step.
  package var globals: [StepVariable]
  /// The memory around the last address that was read or written.
  package var memory: StepMemory?
  /// The functions that are active, the innermost first, over all components.
  package var frames: [StepFrame]
  /// How many more there are below those.
  package var unlistedFrames: Int
  /// What the step's instruction lost, where it lost something.
  package var event: ReportedEvent?
  /// What is known of where the step's instruction leads, where it leads away and there is no stack after it.
  package var entry: StepEntry?
  /// The trap that the step's instruction ends the call with, where it does.
  package var trap: Trap?
  /// The step's integer operation, whether or not it lost anything; nil for other instructions.
  package var operation: ReportedOperation?

  package init(
    call: String, instance: String, function: FunctionPath, step: UInt64, moment: StepMoment, stop: StepStop = .step
  ) {
    self.call = call
    self.instance = instance
    self.function = function
    self.step = step
    self.moment = moment
    self.stop = stop
    before = StepStack()
    locals = []
    globals = []
    frames = []
    unlistedFrames = 0
  }

  /// Whether nothing of the call ran yet.
  package var isAtStart: Bool {
    if case .canonical(let moment) = moment { step == 0 && moment.isFirst } else { false }
  }

  /// About how many bytes its lists take.
  var footprint: Int {
    let lines = code?.lines.reduce(0) { $0 + $1.text.utf8.count + 64 } ?? 0
    let values = before.values.count + (after?.values.count ?? 0) + locals.count + globals.count
    return lines + values * 64 + frames.count * 128 + (memory?.bytes.count ?? 0)
  }

  /// Whether the call came to its end.
  package var isOver: Bool {
    switch moment {
    case .returned, .trapped: true
    case .instruction, .canonical: false
    }
  }
}

/// Where an instruction leads that leaves its function, as far as it is known.
package struct StepEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Into a function that runs too long to look what it gives.
    case isFar
    /// Into a function in which the call traps.
    case traps
    /// Outside: what that answers is asked when the step is made.
    case asksOutside
    /// To a function that catches the exception.
    case isCaught
  }

  package var kind: Kind
  /// The function, where it is known; otherwise empty.
  package var function: String

  package init(_ kind: Kind, function: String = "") {
    self.kind = kind
    self.function = function
  }
}

/// What a step is.
package enum StepMoment: Sendable {
  /// An instruction, as the text format writes it, and where it is.
  case instruction(String, CodeLocation)
  /// The canonical ABI's work between two instructions.
  case canonical(CanonicalStep)
  /// The call's end: its value, nil where its function has no result.
  case returned(TypedValue?)
  /// The call's end in a trap.
  case trapped(Trap)
}

/// What the canonical ABI does between two instructions.
package struct CanonicalStep: Hashable, Sendable {
  /// Its operations, in the specification's words.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case lower, lift, realloc, resource, drop, call
    case postReturn = "post-return"
    case `return`
  }

  package var kind: Kind
  /// The component it happens at, by its path in the composition; empty for the outermost.
  package var component: String
  /// What was moved, such as `x: 2147483647` or `24 bytes at 0x10`.
  package var text: String
  /// Whether nothing of the call happened before it.
  package var isFirst: Bool

  package init(_ kind: Kind, component: String = "", text: String, isFirst: Bool = false) {
    self.kind = kind
    self.component = component
    self.text = text
    self.isFirst = isFirst
  }
}

/// Why a walk stands where it stands.
package enum StepStop: Hashable, Sendable {
  /// The move came to where it was to go.
  case step
  /// It met an instruction that loses something.
  case overflow
  /// It met a breakpoint, by its number.
  case breakpoint(Int)
  /// It came to the call's end, or back to its beginning, before it came to what it was to look for.
  case end
  /// The user, the time or the fuel ended it; it stands where it had come to.
  case interrupted(TrapCode)
}

/// An operand stack, as far as it is listed.
package struct StepStack: Hashable, Sendable {
  /// The top first.
  package var values: [StepValue]
  /// How many lie below those.
  package var unlisted: Int

  package init(_ values: [StepValue] = [], unlisted: Int = 0) {
    self.values = values
    self.unlisted = unlisted
  }
}

/// A core value of a walk.
package struct StepValue: Hashable, Sendable {
  package var value: CoreValue
  /// Its type, as the validator has it.
  package var type: CoreValueType
  /// Whether the step made it what it is.
  package var isChanged: Bool

  package init(_ value: CoreValue, _ type: CoreValueType, isChanged: Bool = false) {
    self.value = value
    self.type = type
    self.isChanged = isChanged
  }

  /// An integer's bits with the type to read them in; nil for what is no integer.
  package var integer: (bits: UInt64, type: IntegerType)? {
    switch value {
    case .i32(let bits): (UInt64(bits), .s32)
    case .i64(let bits): (bits, .s64)
    default: nil
    }
  }
}

/// A local or a global of a walk.
package struct StepVariable: Hashable, Sendable {
  package var index: UInt32
  /// From the name section or its export, where it has one.
  package var name: String?
  package var value: StepValue

  package init(_ index: UInt32, name: String? = nil, _ value: StepValue) {
    self.index = index
    self.name = name
    self.value = value
  }
}

/// Memory around an address.
package struct StepMemory: Hashable, Sendable {
  /// The memory's index in its instance.
  package var memory: UInt32
  /// The address of the first byte that was read or written.
  package var address: UInt64
  /// How many bytes were.
  package var width: Int
  package var isWrite: Bool
  /// Whether the step in hand is the one that read or wrote it.
  package var isNow: Bool
  /// The address of the first byte listed, a multiple of 16.
  package var start: UInt64
  /// The bytes from there on, as they are after the step; fewer than a whole row where the memory ends.
  package var bytes: [UInt8]
  /// Which of them the step changed, by their index in `bytes`.
  package var changed: Range<Int>

  package init(
    memory: UInt32 = 0, address: UInt64, width: Int, isWrite: Bool, isNow: Bool, start: UInt64, bytes: [UInt8],
    changed: Range<Int> = 0..<0
  ) {
    self.memory = memory
    self.address = address
    self.width = width
    self.isWrite = isWrite
    self.isNow = isNow
    self.start = start
    self.bytes = bytes
    self.changed = changed
  }

  /// How many bytes stand in a row.
  package static let rowLength = 16
}

/// An active function of a walk.
package struct StepFrame: Hashable, Sendable {
  /// The component it belongs to, by its path in the composition; empty for the outermost.
  package var component: String
  /// The linked instance that it is in; nil for the one whose call is walked.
  package var instance: String?
  /// The instruction that it stands at; for those that called another, the call.
  package var location: CodeLocation

  package init(component: String = "", instance: String? = nil, location: CodeLocation) {
    self.component = component
    self.instance = instance
    self.location = location
  }
}

/// `:step off`: the call that is walked no longer.
package struct StepEndReply: Hashable, Sendable {
  package var call: String
  package var instance: String
  /// Whether it was given up before its end, which leaves the instance as it was before the call.
  package var wasGivenUp: Bool

  package init(call: String, instance: String, wasGivenUp: Bool) {
    self.call = call
    self.instance = instance
    self.wasGivenUp = wasGivenUp
  }
}
